"""CloudTrail: moto adds insight selectors to those that a trail has."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Replace the insight selectors of a trail."""
    from moto.cloudtrail.models import Trail

    def put_insight_selectors(trail: Any, insight_selectors: list[dict[str, str]]) -> None:
        trail.insight_selectors = insight_selectors

    replace_method(Trail, "put_insight_selectors", put_insight_selectors)
