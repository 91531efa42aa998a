"""The actions of Resource Groups, in moto's form: a request in, JSON or an error out."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from moto.core.responses import BaseResponse
from moto.resourcegroups.exceptions import BadRequestException, NotFoundException
from moto.resourcegroups.models import FakeResourceGroup

from cfn_local.services.pagination import InvalidTokenError, page
from cfn_local.services.resource_groups.configuration import MEMBER_TYPE
from cfn_local.services.resource_groups.filters import check_filters, matches
from cfn_local.services.resource_groups.models import groups_of, state_of

LARGEST_PAGE = 50
LARGEST_ARN_COUNT = 10


class ResourceGroups(BaseResponse):
    """Actions that replace those of moto's ResourceGroupsResponse."""

    def create_group(self) -> str:
        group = groups_of(self).create(
            name=self._get_param("Name"),
            description=self._get_param("Description"),
            resource_query=self._get_param("ResourceQuery"),
            configuration=self._get_param("Configuration"),
            tags=self._get_param("Tags") or {},
        )
        answer = {
            "Group": described(group),
            "Tags": state_of(group).tags.latest,
            "GroupConfiguration": described_configuration(group),
        }
        return json.dumps(answer | ({"ResourceQuery": group.resource_query} if group.resource_query else {}))

    def get_group(self) -> str:
        return json.dumps({"Group": described(groups_of(self).find(named_group(self)))})

    def delete_group(self) -> str:
        return json.dumps({"Group": described(groups_of(self).delete(named_group(self)))})

    def update_group(self) -> str:
        group = groups_of(self).find(named_group(self))
        group.description = self._get_param("Description") or group.description
        return json.dumps({"Group": described(group)})

    def get_group_configuration(self) -> str:
        group = groups_of(self).find(named_group(self))
        return json.dumps({"GroupConfiguration": described_configuration(group)})

    def put_group_configuration(self) -> str:
        groups = groups_of(self)
        groups.configure(groups.find(named_group(self)), self._get_param("Configuration") or [])
        return json.dumps({})

    def list_groups(self) -> str:
        filters = {wanted["Name"]: wanted["Values"] for wanted in self._get_param("Filters") or []}
        check_filters(filters)
        found = [described(group) for group in groups_of(self).visible() if matches(group, filters)]
        groups, next_token = asked_page(self, found)
        identifiers = [
            {"GroupName": group["Name"], "GroupArn": group["GroupArn"], "Description": group["Description"]}
            for group in groups
        ]
        return json.dumps({"GroupIdentifiers": identifiers, "Groups": groups} | next_page(next_token))

    def group_resources(self) -> str:
        groups = groups_of(self)
        return json.dumps(groups.add_members(groups.find(named_group(self)), asked_arns(self)))

    def ungroup_resources(self) -> str:
        groups = groups_of(self)
        return json.dumps(groups.remove_members(groups.find(named_group(self)), asked_arns(self)))

    def list_group_resources(self) -> str:
        groups = groups_of(self)
        group = groups.find(named_group(self))
        if group.resource_query:
            raise BadRequestException("The local Resource Groups does not emulate the members of a query")
        wanted_types = [t for wanted in self._get_param("Filters") or [] for t in wanted["Values"]]
        members = groups.members(group) if not wanted_types or MEMBER_TYPE in wanted_types else []
        identifiers, next_token = asked_page(
            self, [{"ResourceArn": arn, "ResourceType": MEMBER_TYPE} for arn in members]
        )
        resources = [{"Identifier": identifier} for identifier in identifiers]
        answer = {"Resources": resources, "ResourceIdentifiers": identifiers, "QueryErrors": []}
        return json.dumps(answer | next_page(next_token))

    def get_tags(self) -> str:
        group = group_by_arn(self)
        return json.dumps({"Arn": group.arn, "Tags": state_of(group).tags.visible})

    def tag(self) -> str:
        group, tags = group_by_arn(self), self._get_param("Tags")
        groups_of(self).set_tags(group, {**state_of(group).tags.latest, **tags})
        return json.dumps({"Arn": group.arn, "Tags": tags})

    def untag(self) -> str:
        group, keys = group_by_arn(self), self._get_param("Keys")
        present = state_of(group).tags.latest
        groups_of(self).set_tags(group, {key: present[key] for key in present if key not in keys})
        return json.dumps({"Arn": group.arn, "Keys": keys})


def named_group(response: BaseResponse) -> str | None:
    """Return the group's name or ARN from the request, whether in the current parameter or the deprecated one."""
    name: str | None = response._get_param("Group") or response._get_param("GroupName")
    return name


def group_by_arn(response: BaseResponse) -> FakeResourceGroup:
    """Return the group whose ARN is in the path."""
    arn = unquote(response._get_param("Arn"))
    group = groups_of(response).find(arn)
    if group.arn != arn:
        raise NotFoundException()
    return group


def asked_arns(response: BaseResponse) -> list[str]:
    """Return the distinct ARNs of a GroupResources or UngroupResources."""
    arns = list(dict.fromkeys(response._get_param("ResourceArns") or []))
    if not 1 <= len(arns) <= LARGEST_ARN_COUNT:
        raise BadRequestException(f"ResourceArns has 1 to {LARGEST_ARN_COUNT} ARNs, not {len(arns)}")
    return arns


def asked_page(response: BaseResponse, items: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], str | None]:
    """Return the page that MaxResults and NextToken request, and the token of the next."""
    # ListGroups has them in the query string, in camelCase; ListGroupResources in the body.
    size = int(response._get_param("MaxResults") or response._get_param("maxResults") or LARGEST_PAGE)
    if not 1 <= size <= LARGEST_PAGE:
        raise BadRequestException(f"MaxResults is from 1 to {LARGEST_PAGE}, not {size}")
    try:
        return page(items, size, response._get_param("NextToken") or response._get_param("nextToken"))
    except InvalidTokenError as error:
        raise BadRequestException("NextToken is not valid") from error


def next_page(token: str | None) -> dict[str, str]:
    """Return NextToken, if there is another page."""
    return {"NextToken": token} if token else {}


def described(group: FakeResourceGroup) -> dict[str, Any]:
    """Return the group in the shape of the API's Group."""
    return {"GroupArn": group.arn, "Name": group.name, "Description": group.description}


def described_configuration(group: FakeResourceGroup) -> dict[str, Any]:
    """Return the configuration in the shape of the API's GroupConfiguration."""
    state = state_of(group)
    shown = {"Configuration": state.present_configuration, "Status": state.configuration_status}
    if state.configuration_status == "UPDATE_COMPLETE":
        return shown
    shown["ProposedConfiguration"] = state.configuration.latest
    return shown | ({"FailureReason": state.configuration_failure} if state.configuration_failure else {})
