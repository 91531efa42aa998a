"""EC2's view of the groups: the groups that a capacity reservation is in."""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.ec2.responses._base_response import EC2BaseResponse

from cfn_local.services.capacity_reservations.models import capacity_reservations_of
from cfn_local.services.capacity_reservations.requests import check
from cfn_local.services.capacity_reservations.responses import asked_page
from cfn_local.services.resource_groups.models import groups_of


class GroupsOfCapacityReservations(EC2BaseResponse):
    """Action added to moto's EC2Response."""

    def get_groups_for_capacity_reservation(self) -> ActionResult:
        parameters = self._get_params()
        check("GetGroupsForCapacityReservation", parameters)
        backend = capacity_reservations_of(self.ec2_backend)
        (reservation,) = backend.find([parameters["CapacityReservationId"]])
        self.error_on_dryrun()
        groups = groups_of(self)
        found = [
            {"GroupArn": group.arn, "OwnerId": self.current_account}
            for group in groups.visible()
            if reservation.arn in groups.members(group)
        ]
        shown, next_token = asked_page(parameters, found)
        return ActionResult({"CapacityReservationGroups": shown, "NextToken": next_token})
