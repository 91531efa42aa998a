"""Resource Groups: groups of capacity reservations and their members."""

from moto.ec2.responses import EC2Response
from moto.resourcegroups import urls
from moto.resourcegroups.responses import ResourceGroupsResponse

from cfn_local.services.resource_groups.ec2_responses import GroupsOfCapacityReservations
from cfn_local.services.resource_groups.responses import ResourceGroups
from cfn_local.services.seam import add_actions

PATHS = ("group-resources", "ungroup-resources", "list-group-resources")


def install() -> None:
    """Add the actions, and their URL paths, to moto's Resource Groups and EC2."""
    add_actions(ResourceGroupsResponse, ResourceGroups)
    add_actions(EC2Response, GroupsOfCapacityReservations)
    for path in PATHS:
        urls.url_paths[f"{{0}}/{path}$"] = ResourceGroupsResponse.dispatch
