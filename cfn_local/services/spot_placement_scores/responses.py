"""EC2's GetSpotPlacementScores, in moto's form: a request in, a response or error out."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import InvalidNextToken
from moto.ec2.responses._base_response import EC2BaseResponse

from cfn_local.services import clock, conditions
from cfn_local.services.pagination import InvalidTokenError, page
from cfn_local.services.spot_placement_scores.configurations import used_configurations_of
from cfn_local.services.spot_placement_scores.requests import check, places_of, target_of
from cfn_local.services.spot_placement_scores.scores import MOST_SCORES, Place, best


class SpotPlacementScores(EC2BaseResponse):
    """Action added to moto's EC2Response."""

    def get_spot_placement_scores(self) -> ActionResult:
        parameters = self._get_params()
        check(parameters)
        today = conditions.of(self.ec2_backend.account_id, self.region)
        target = target_of(parameters, today.spot_target_capacity_limit)
        places = places_of(parameters, self.region)
        self.error_on_dryrun()
        used = used_configurations_of(self.ec2_backend)
        used.ask(parameters, clock.now(), today.spot_placement_configuration_limit)
        token = parameters.get("NextToken")
        size = min(parameters.get("MaxResults", MOST_SCORES), today.spot_placement_scores_per_page)
        try:
            shown, next_token = page(best(today, target, places), size, token)
        except InvalidTokenError as error:
            raise InvalidNextToken(str(token)) from error
        return ActionResult(
            {"SpotPlacementScores": [_described(*one) for one in shown], "NextToken": next_token},
        )


def _described(place: Place, score: int) -> dict[str, Any]:
    described = {"Region": place.region, "AvailabilityZoneId": place.zone_id, "Score": score}
    return {name: value for name, value in described.items() if value is not None}
