"""The permissions in the schema: those of the calls that are made, those that AWS asks for besides, and no others.

The stories here are run in tests/lifecycle/test_execution_roles.py.

That no handler makes a call that its permissions do not allow is checked in every test of this folder: there, such a
call is denied.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import yaml

from cfn_local.services import clock
from cfn_local.services.conditions import CapacityPool
from tests.aws_calls import succeeded
from tests.odcr_group.invocations import PROJECT, SCHEMA, SIX_IN_THREE_ZONES, CloudFormation, apply
from tests.odcr_group.templates import Template

# What a call needs beyond its own name, and where AWS says so.
DEPENDENT_ACTIONS = {
    # EC2 User Guide, "Grant permission to tag Amazon EC2 resources during creation"
    "ec2:CreateCapacityReservation": ["ec2:CreateTags"],
    # Service Authorization Reference, "Actions ... for AWS Resource Groups": CreateGroup with tags
    "resource-groups:CreateGroup": ["resource-groups:Tag"],
    # Resource Groups API Reference, ListGroupResources, "Minimum permissions"
    "resource-groups:ListGroupResources": [
        "cloudformation:DescribeStacks",
        "cloudformation:ListStackResources",
        "tag:GetResources",
    ],
}


ALARM = {"Threshold": 20, "TopicArn": "arn:aws:sns:us-east-1:123456789012:ops"}


def by_subnet(subnet_id: str) -> dict[str, Any]:
    size = {"MinimumInstanceCount": 1, "FailureTolerance": 0}
    return {"InstanceType": "t3.micro", **size, "SubnetIds": [subnet_id], "UtilizationAlarm": ALARM}


def create(cloudformation: CloudFormation, subnet_id: str) -> None:
    """By subnets, in steps; while the group is slow to configure; a name that is taken; for later; without capacity."""
    apply(seconds_until_group_configured=5)
    cloudformation.create({**by_subnet(subnet_id), "Name": "web", "MinimumInstanceCount": 1001})
    cloudformation.run("CREATE", {**by_subnet(subnet_id), "Name": "web"})
    later = {"StartDate": f"{clock.now() + timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}", "CommitmentDuration": 3600}
    cloudformation.create({**SIX_IN_THREE_ZONES, **later})
    apply(capacity_pools=(CapacityPool("us-east-1b", "r6i.4xlarge", 0),))
    cloudformation.run("CREATE", {**SIX_IN_THREE_ZONES, "UtilizationAlarm": ALARM})


def read(cloudformation: CloudFormation, subnet_id: str) -> None:
    """By the ARN, and by the name."""
    created = cloudformation.read(cloudformation.create({**SIX_IN_THREE_ZONES, "UtilizationAlarm": ALARM}))
    succeeded(cloudformation.run("READ", {"Name": created["Name"]}))


def update(cloudformation: CloudFormation, subnet_id: str) -> None:
    """To one zone more and other tags; to that of a subnet alone; to more instances, by the name; to no alarm."""
    created = cloudformation.create({**by_subnet(subnet_id), "Tags": [{"Key": "site", "Value": "a"}]})
    changes = {"AvailabilityZones": ["us-east-1a", "us-east-1b"], "Tags": [{"Key": "team", "Value": "web"}]}
    updated = succeeded(cloudformation.update(created, changes))["resourceModel"]
    back = {"AvailabilityZones": None, "SubnetIds": [subnet_id]}
    updated = succeeded(cloudformation.update(updated, back))["resourceModel"]
    succeeded(cloudformation.update(updated, {**back, "MinimumInstanceCount": 9, "Arn": None}))
    succeeded(cloudformation.update(updated, {**back, "UtilizationAlarm": None}))


def delete(cloudformation: CloudFormation, subnet_id: str) -> None:
    """By the name."""
    created = cloudformation.create({**SIX_IN_THREE_ZONES, "UtilizationAlarm": ALARM})
    succeeded(cloudformation.delete({"Name": created["Name"]}))


def list_(cloudformation: CloudFormation, subnet_id: str) -> None:
    succeeded(cloudformation.run("LIST", {}))


def with_dependent_actions(actions: set[str]) -> set[str]:
    def dependent() -> Iterator[str]:
        for action in actions:
            yield from DEPENDENT_ACTIONS.get(action, [])

    return actions | set(dependent())


class TestTheExecutionRole:
    def test_it_allows_what_the_handlers_are_permitted_and_nothing_else(self) -> None:
        role = yaml.load((PROJECT / "execution-role.yaml").read_text(), Template)["Resources"]["ExecutionRole"]
        statements = role["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        allowed = {action for statement in statements for action in as_list(statement["Action"])}

        assert allowed == {p for handler in SCHEMA["handlers"].values() for p in handler["permissions"]}

    def test_it_changes_nothing_that_lacks_our_tags_but_alarms_of_our_names(self) -> None:
        role = yaml.load((PROJECT / "execution-role.yaml").read_text(), Template)["Resources"]["ExecutionRole"]
        statements = role["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]

        assert [statement["Sid"] for statement in statements if "Condition" not in statement] == [
            "WatchTheUtilization",
            "Look",
            "LookAtGroups",
        ]
        assert (PROJECT / "execution-role.yaml").read_text().count(":alarm:awscommunity-odcr-*\n") == 1


def as_list(actions: str | list[str]) -> list[str]:
    return [actions] if isinstance(actions, str) else actions
