"""The filters of ListGroups."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from moto.resourcegroups.exceptions import BadRequestException
from moto.resourcegroups.models import FakeResourceGroup

from cfn_local.services.resource_groups.configuration import allowed_types
from cfn_local.services.resource_groups.models import state_of

CONFIGURATION_TYPE = "configuration-type"
RESOURCE_TYPE = "resource-type"
EMULATED = (CONFIGURATION_TYPE, RESOURCE_TYPE)


def check_filters(filters: Mapping[str, Sequence[str]]) -> None:
    """Refuse filters that are not emulated."""
    for name in filters:
        if name not in EMULATED:
            raise BadRequestException(f"The local Resource Groups does not emulate the filter {name} of ListGroups")


def matches(group: FakeResourceGroup, filters: Mapping[str, Sequence[str]]) -> bool:
    """Return whether the group matches one value of every filter. A configuration counts once it is in force."""
    configuration = state_of(group).present_configuration
    query = json.loads(group.resource_query["Query"]) if group.resource_query else {}
    values = {
        CONFIGURATION_TYPE: [item["Type"] for item in configuration],
        RESOURCE_TYPE: [*allowed_types(configuration), *query.get("ResourceTypeFilters", [])],
    }
    return all(any(value in wanted for value in values[name]) for name, wanted in filters.items())
