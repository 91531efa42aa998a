"""EC2's On-Demand Capacity Reservations."""

from moto.ec2.responses import EC2Response

from cfn_local.services.capacity_reservations import tagging
from cfn_local.services.capacity_reservations.responses import CapacityReservations
from cfn_local.services.seam import add_actions


def install() -> None:
    """Add the actions, and tagging of reservations, to moto's EC2."""
    add_actions(EC2Response, CapacityReservations)
    tagging.install()
