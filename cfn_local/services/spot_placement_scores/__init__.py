"""EC2's Spot placement scores: the scores that conditions state, in the shape of the real response."""

from moto.ec2.responses import EC2Response

from cfn_local.services.seam import add_actions
from cfn_local.services.spot_placement_scores.responses import SpotPlacementScores


def install() -> None:
    """Add the action to moto's EC2."""
    add_actions(EC2Response, SpotPlacementScores)
