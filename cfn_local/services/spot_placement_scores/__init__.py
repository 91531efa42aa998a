"""EC2's Spot placement scores: what is stated about today's Spot capacity, in the shape of the real answer."""

from moto.ec2.responses import EC2Response

from cfn_local.services.seam import add_actions
from cfn_local.services.spot_placement_scores.responses import SpotPlacementScores


def install() -> None:
    """Add the action to moto's EC2."""
    add_actions(EC2Response, SpotPlacementScores)
