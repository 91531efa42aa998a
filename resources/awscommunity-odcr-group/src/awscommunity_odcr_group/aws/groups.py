"""The calls to Resource Groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from cloudformation_cli_python_lib import exceptions

from ..shared.errors import translated

DESCRIPTION = "AwsCommunity.ODCR.Group"  # ListGroups returns a group's description, but not its tags
POOL = "AWS::EC2::CapacityReservationPool"
CONFIGURATION = [
    {"Type": POOL},
    {
        "Type": "AWS::ResourceGroups::Generic",
        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
    },
]


def create_group(groups: Any, name: str, tags: Mapping[str, str]) -> str:
    """Create the group, whose configuration attaches asynchronously. Return its ARN."""
    with translated(name):
        answer = groups.create_group(Name=name, Description=DESCRIPTION, Configuration=CONFIGURATION, Tags=dict(tags))
    return str(answer["Group"]["GroupArn"])


def arn_of_group(groups: Any, name: str) -> str:
    """Return the ARN of the group of that name; NotFound if there is none."""
    with translated(name):
        return str(groups.get_group(Group=name)["Group"]["GroupArn"])


def group_is_configured(groups: Any, arn: str) -> bool:
    """Return whether the group's configuration is in force; GeneralServiceException if it failed permanently.

    NotFound while the group is not visible yet.
    """
    with translated(arn):
        configuration = groups.get_group_configuration(Group=arn)["GroupConfiguration"]
    if configuration.get("Status") == "UPDATE_FAILED":
        reason = configuration.get("FailureReason", "no reason given")
        raise exceptions.GeneralServiceException(f"The configuration of the group {arn} failed: {reason}")
    return bool(configuration.get("Status") == "UPDATE_COMPLETE")


def delete_group(groups: Any, arn: str) -> None:
    """Delete the group, but not its members; NotFound is ignored."""
    try:
        with translated(arn):
            groups.delete_group(Group=arn)
    except exceptions.NotFound:
        return


def list_groups(groups: Any) -> list[str]:
    """Return the ARNs of our groups among the account's capacity reservation pools, one call per 50 pools."""
    with translated("groups"):
        pages = groups.get_paginator("list_groups").paginate(Filters=[{"Name": "configuration-type", "Values": [POOL]}])
        found = [group for page in pages for group in page["GroupIdentifiers"]]
    return [group["GroupArn"] for group in found if group.get("Description") == DESCRIPTION]


def tags_of_group(groups: Any, arn: str) -> dict[str, str]:
    """Return all tags of the group; NotFound if there is no such group."""
    with translated(arn):
        return dict(groups.get_tags(Arn=arn)["Tags"])


def tag_group(groups: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags on the group."""
    with translated(arn):
        groups.tag(Arn=arn, Tags=dict(tags))


def untag_group(groups: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags from the group."""
    with translated(arn):
        groups.untag(Arn=arn, Keys=list(keys))


def members_of_group(groups: Any, arn: str) -> set[str]:
    """Return the ARNs of the group's members; NotFound if there is no such group."""
    with translated(arn):
        pages = groups.get_paginator("list_group_resources").paginate(Group=arn)
        return {item["Identifier"]["ResourceArn"] for page in pages for item in page.get("Resources", [])}


def group_resources(groups: Any, arn: str, members: Sequence[str]) -> None:
    """Add up to 10 reservations to the group; NotStabilized with the reasons if any was not added."""
    with translated(arn):
        answer = groups.group_resources(Group=arn, ResourceArns=list(members))
    if failed := answer.get("Failed"):
        reasons = "; ".join(f"{f['ResourceArn']}: {f.get('ErrorCode')}: {f.get('ErrorMessage')}" for f in failed)
        raise exceptions.NotStabilized(f"The group {arn} did not take {reasons}")


def ungroup_resources(groups: Any, arn: str, members: Sequence[str]) -> None:
    """Remove up to 10 reservations from the group. Failures for former members are ignored."""
    with translated(arn):
        groups.ungroup_resources(Group=arn, ResourceArns=list(members))
