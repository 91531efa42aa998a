"""EC2's instances, as users of capacity: of reservations, pools and quotas."""

import functools
from collections.abc import Callable
from typing import Any

from moto.core.responses import BaseResponse
from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.responses import EC2Response
from moto.resourcegroups.responses import ResourceGroupsResponse

from cfn_local.services.instances import launches
from cfn_local.services.instances.occupancy import settle
from cfn_local.services.instances.responses import Instances
from cfn_local.services.seam import add_actions, atomic, replace_method

# Actions whose result depends on which instance runs in which reservation.
SETTLED_FIRST = {
    EC2Response: (
        "create_capacity_reservation",
        "describe_capacity_reservations",
        "modify_capacity_reservation",
        "cancel_capacity_reservation",
        "get_capacity_reservation_usage",
    ),
    ResourceGroupsResponse: ("group_resources", "ungroup_resources", "put_group_configuration", "delete_group"),
}


def install() -> None:
    """Make moto's instances use capacity; capacity reservations and resource groups must be installed already."""
    add_actions(EC2Response, Instances)
    for name in ("run_instances", "start_instances", "stop_instances", "terminate_instances"):
        replace_method(EC2Backend, name, getattr(launches, name))
    for response, names in SETTLED_FIRST.items():
        for name in names:
            replace_method(response, name, atomic(after_settling(getattr(response, name))))


def after_settling(action: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the action, preceded by assigning every instance to its reservation."""

    @functools.wraps(action)
    def settled_action(response: BaseResponse) -> Any:
        settle(ec2_backends[response.current_account][response.region])
        return action(response)

    return settled_action
