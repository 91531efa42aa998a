"""Policies of the repository name resources, wherever the service authorises by resource.

What a service authorises is read from the service authorization reference, as cfn-lint carries it. Roles that cfn
writes (resource-role.yaml, hook-role.yaml) are left out: it knows actions only; we submit with execution-role.yaml.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cfnlint
import pytest
from cfnlint.decode.cfn_yaml import loads

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("resources", "hooks", "modules", "examples", "rollout")
WRITTEN_BY_CFN = ("resource-role.yaml", "hook-role.yaml")
REFERENCE = json.loads((Path(cfnlint.__file__).parent / "data/AdditionalSpecs/Policies.json").read_text("utf-8"))

# What the reference authorises by resource, and still takes `*` here.
FOR_A_REASON = {
    "cloudformation:DescribeStacks": "Resource Groups calls it in our name, and says of no stack which",
    "cloudformation:ListStackResources": "Resource Groups calls it in our name, and says of no stack which",
    "cloudwatch:ListMetrics": "for the delivery of logs, as AWS states it; a dataset is no metric",
    "cloudwatch:PutMetricData": "is narrowed by the condition key cloudwatch:namespace; a dataset is no metric",
    "sns:Unsubscribe": "takes a subscription, and its topic may be another account's",
}


def policies(document: Any, key: str = "") -> Iterator[dict[str, Any]]:
    """The statements of a template that allow something. In the policy of a key, `*` is that key."""
    if isinstance(document, dict) and key != "KeyPolicy":
        if document.get("Effect") == "Allow" and "Action" in document:
            yield document
        for name, value in document.items():
            yield from policies(value, name)
    elif isinstance(document, list):
        for value in document:
            yield from policies(value, key)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def templates() -> Iterator[tuple[str, str]]:
    """Name and text of every template, and of every block of YAML or JSON on a page."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            name = str(path.relative_to(ROOT))
            if "build" in path.parts or path.name in WRITTEN_BY_CFN:
                continue
            if path.suffix in (".yaml", ".yml", ".template"):
                yield name, path.read_text("utf-8")
            elif path.suffix == ".md":
                for number, block in enumerate(
                    re.findall(r"```(?:ya?ml|json)\n(.*?)```", path.read_text("utf-8"), re.S)
                ):
                    yield f"{name} block {number}", block


STATEMENTS = [
    pytest.param(statement, id=f"{name}: {statement.get('Sid', number)}")
    for name, text in templates()
    if "Effect" in text
    for number, statement in enumerate(policies(loads(text)))
]


def is_authorised_by_resource(action: str) -> bool:
    service, _, name = action.lower().partition(":")
    return bool(REFERENCE[service]["Actions"][name].get("Resources"))


def test_policies_are_found_in_every_room_that_has_some() -> None:
    rooms = {str(one.id).partition("/")[0] for one in STATEMENTS}
    assert {"resources", "hooks"} <= rooms
    assert len(STATEMENTS) > 20


@pytest.mark.parametrize("statement", STATEMENTS)
class TestAStatement:
    def test_names_resources_where_the_service_authorises_by_resource(self, statement: dict[str, Any]) -> None:
        if "*" in listed(statement.get("Resource")):
            broad = [one for one in listed(statement["Action"]) if is_authorised_by_resource(one)]
            assert [one for one in broad if one not in FOR_A_REASON] == []

    def test_names_its_actions(self, statement: dict[str, Any]) -> None:
        assert [
            action for action in listed(statement["Action"]) if action.endswith((":*", "**")) or action == "*"
        ] == []


class TestTheReference:
    @pytest.mark.parametrize(
        ("action", "expected"),
        [("dynamodb:PutItem", True), ("ec2:DescribeSubnets", False), ("resource-groups:CreateGroup", False)],
    )
    def test_says_what_is_authorised_by_resource(self, action: str, expected: bool) -> None:
        assert is_authorised_by_resource(action) is expected

    @pytest.mark.parametrize("action", FOR_A_REASON)
    def test_still_says_so_of_what_has_a_reason_here(self, action: str) -> None:
        assert is_authorised_by_resource(action)


class TestAWildcard:
    def test_is_found_in_any_shape_of_a_policy(self) -> None:
        template = loads(
            "Resources: {Role: {Properties: {Policies: [{PolicyDocument: {Statement: "
            "[{Effect: Allow, Action: [dynamodb:PutItem, s3:*], Resource: ['*']}]}}]}}}"
        )
        (statement,) = policies(template)
        assert listed(statement["Resource"]) == ["*"]

    def test_of_a_key_policy_is_its_own_key(self) -> None:
        assert not list(
            policies({"KeyPolicy": {"Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}})
        )
