"""Resource Groups: groups of capacity reservations and their members, and stacks in every Region.

moto takes no ARN of a stack whose Region has a name in four parts, such as us-gov-west-1.
"""

import re
from typing import Any

from moto.ec2.responses import EC2Response
from moto.resourcegroups import urls
from moto.resourcegroups.models import ResourceGroupsBackend
from moto.resourcegroups.responses import ResourceGroupsResponse

from cfn_local.services.resource_groups.ec2_responses import GroupsOfCapacityReservations
from cfn_local.services.resource_groups.responses import ResourceGroups
from cfn_local.services.seam import add_actions, replace_attribute

_judge_query = ResourceGroupsBackend._validate_resource_query
PATHS = ("group-resources", "ungroup-resources", "list-group-resources")


def install() -> None:
    """Add the actions, and their URL paths, to moto's Resource Groups and EC2."""
    add_actions(ResourceGroupsResponse, ResourceGroups)
    add_actions(EC2Response, GroupsOfCapacityReservations)
    for path in PATHS:
        urls.url_paths[f"{{0}}/{path}$"] = ResourceGroupsResponse.dispatch
    replace_attribute(ResourceGroupsBackend, "_validate_resource_query", staticmethod(_judge_in_every_region))


def _judge_in_every_region(query: dict[str, Any]) -> None:
    text = query.get("Query") if query else None
    in_one = {"Query": re.sub(r":cloudformation:[a-z0-9-]+:", ":cloudformation:us-east-1:", text)} if text else {}
    _judge_query({**query, **in_one} if query else query)
