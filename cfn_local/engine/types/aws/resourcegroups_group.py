"""AWS::ResourceGroups::Group, on the resource groups of our services: Ref is its name."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Setting, Tagging
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_GROUP: dict[str, Any] = {"Group": of("Name")}


_ALL_TYPES = "AWS::AllSupported"


def _query(handle: Handle) -> dict[str, str] | None:
    """The query; one of a stack is by default about all resources of the group's own stack."""
    wanted = handle.wanted.get("ResourceQuery")
    if wanted is None:
        return None
    query = dict(wanted.get("Query", {}))
    if wanted["Type"] == "CLOUDFORMATION_STACK_1_0":
        query.setdefault("StackIdentifier", handle.stack_tags.get("aws:cloudformation:stack-id"))
        query.setdefault("ResourceTypeFilters", [_ALL_TYPES])
    return {"Type": wanted["Type"], "Query": json.dumps(query)}


def _set_members(handle: Handle, arns: Any) -> None:
    wanted, had = arns or [], handle.had.get("Resources", [])
    _change_members(handle, "UngroupResources", [arn for arn in had if arn not in wanted])
    _change_members(handle, "GroupResources", [arn for arn in wanted if arn not in had])


def _change_members(handle: Handle, action: str, arns: list[str]) -> None:
    if not arns:
        return
    for failure in handle(action, Group=handle["Name"], ResourceArns=arns).get("Failed", ()):
        raise AwsTypeError(f"{failure['ResourceArn']}: {failure['ErrorMessage']}", "GeneralServiceException")


def _members(handle: Handle) -> dict[str, Any]:
    # Our service does not search for the members of a query.
    if handle.get("ResourceQuery"):
        return {}
    found = handle("ListGroupResources", Group=handle["Name"])["Resources"]
    return {"Resources": [one["Identifier"]["ResourceArn"] for one in found]}


TYPE = Declaration(
    "AWS::ResourceGroups::Group",
    "resource-groups",
    create=Call("CreateGroup", "Group", {"ResourceQuery": _query}),
    read=(
        Call("GetGroup", "Group", _GROUP),
        Call("GetGroupConfiguration", "GroupConfiguration", _GROUP),
        Call("GetGroupQuery", "GroupQuery", _GROUP),
        _members,
    ),
    settings={
        "Configuration": Setting(Call("PutGroupConfiguration", params=_GROUP)),
        "Resources": _set_members,
    },
    defaults={"Configuration": []},
    tags=Tagging(Call("Tag"), Call("Untag"), Call("GetTags", "Tags")),
    hidden_if_empty=("Configuration",),
    delete=Call("DeleteGroup", params=_GROUP),
    list=Call("ListGroups", "GroupIdentifiers[].GroupName"),
    given={"Name": "reserved"},
    proofs=(
        Proof(
            {"Name": "ours", "Description": "all"},
            "Group.[Name, Description]",
            ["ours", "all"],
            read=("get_group", {"Group": "{Ref}"}),
        ),
        Proof(
            {
                "Configuration": [
                    {"Type": "AWS::EC2::CapacityReservationPool"},
                    {
                        "Type": "AWS::ResourceGroups::Generic",
                        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
                    },
                ]
            },
            "GroupConfiguration.Configuration",
            given={"Configuration": []},
            read=("get_group_configuration", {"Group": "{Ref}"}),
        ),
        Proof(
            {
                "ResourceQuery": {
                    "Type": "TAG_FILTERS_1_0",
                    "Query": {
                        "ResourceTypeFilters": ["AWS::EC2::Instance"],
                        "TagFilters": [{"Key": "team", "Values": ["core"]}],
                    },
                }
            },
            "GroupQuery.ResourceQuery",
            read=("get_group_query", {"Group": "{Ref}"}),
        ),
        Proof(
            {
                "ResourceQuery": {
                    "Type": "CLOUDFORMATION_STACK_1_0",
                    "Query": {"StackIdentifier": "arn:aws:cloudformation:us-east-1:{account}:stack/other/5b1f"},
                }
            },
            "GroupQuery.ResourceQuery",
            {
                "Type": "CLOUDFORMATION_STACK_1_0",
                "Query": {
                    "ResourceTypeFilters": ["AWS::AllSupported"],
                    "StackIdentifier": "arn:aws:cloudformation:us-east-1:{account}:stack/other/5b1f",
                },
            },
            read=("get_group_query", {"Group": "{Ref}"}),
        ),
        Proof(
            {"Resources": ["{reservationarn}"]},
            "Resources[].Identifier.ResourceArn",
            given={
                "Configuration": [
                    {"Type": "AWS::EC2::CapacityReservationPool"},
                    {
                        "Type": "AWS::ResourceGroups::Generic",
                        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
                    },
                ]
            },
            read=("list_group_resources", {"Group": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}, "Tags", {"team": "core"}, read=("get_tags", {"Arn": "{Arn}"})),
    ),
)
