"""Stack policies: what an update may change, replace and delete."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.engine.stacks.stack_policy import StackPolicy
from tests.cfn_local.engine.stacks.stack_stories import THING, Cloud, message_of, template, thing

ALLOW = {"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}


def _policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Statement": list(statements)})


def _deny(action: Any, resource: Any = "LogicalResourceId/One", **more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": action, "Principal": "*", "Resource": resource, **more}


class TestAPolicy:
    @pytest.mark.parametrize(
        ("statements", "denied"),
        [
            ([ALLOW], []),
            ([], ["Update:Modify One", "Update:Replace One", "Update:Delete One", "Update:Modify Two"]),
            ([ALLOW, _deny("Update:Replace")], ["Update:Replace One"]),
            ([ALLOW, _deny(["Update:Modify", "Update:Delete"])], ["Update:Modify One", "Update:Delete One"]),
            ([_deny("Update:Modify"), ALLOW], ["Update:Modify One"]),
            ([ALLOW, _deny("Update:Modify", "LogicalResourceId/T*")], ["Update:Modify Two"]),
            (
                [{"Effect": "Allow", "NotAction": "Update:Delete", "Principal": "*", "Resource": "*"}],
                ["Update:Delete One"],
            ),
            (
                [{"Effect": "Allow", "Action": "Update:*", "Principal": "*", "NotResource": "LogicalResourceId/Two"}],
                ["Update:Modify Two"],
            ),
            (
                [ALLOW, _deny("Update:Modify", "*", Condition={"StringEquals": {"ResourceType": [THING]}})],
                ["Update:Modify One", "Update:Modify Two"],
            ),
            ([ALLOW, _deny("Update:*", "*", Condition={"StringLike": {"ResourceType": "AWS::*"}})], []),
        ],
    )
    def test_denies_what_no_statement_allows_or_one_denies(
        self, statements: list[dict[str, Any]], denied: list[str]
    ) -> None:
        policy = StackPolicy.of(_policy(*statements))
        asked = ["Update:Modify One", "Update:Replace One", "Update:Delete One", "Update:Modify Two"]
        found = [one for one in asked if policy.denial(one.partition(" ")[0], one.partition(" ")[2], THING)]
        assert found == denied


@pytest.fixture(scope="module")
def guarded(cloud: Cloud) -> str:
    """A stack that allows everything but to modify One, replace Two and delete Three."""
    body = template(One=thing("one"), Two=thing("two"), Three=thing("three"), Free=thing("free"))
    two, three = "LogicalResourceId/Two", "LogicalResourceId/Three"
    denied = [_deny("Update:Modify"), _deny("Update:Replace", two), _deny("Update:Delete", three)]
    return cloud.create(body, StackPolicyBody=_policy(ALLOW, *denied))


class TestAnUpdateOfAGuardedStack:
    @pytest.mark.parametrize(
        ("logical_id", "change", "number", "action"),
        [
            ("One", {"Size": 2}, 2, "Update:Modify"),
            ("Two", {"Name": "other"}, 3, "Update:Replace"),
            ("Three", None, 4, "Update:Delete"),
        ],
    )
    def test_fails_and_is_rolled_back(
        self, cloud: Cloud, guarded: str, logical_id: str, change: dict[str, Any] | None, number: int, action: str
    ) -> None:
        things = {name: thing(name.lower()) for name in ("One", "Two", "Three", "Free")}
        removed = things.pop(logical_id)
        if change is not None:
            things[logical_id] = {**removed, "Properties": {**removed["Properties"], **change}}
        before = cloud.things()
        cloud.update(guarded, template(**things))
        assert cloud.status(guarded) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.reason(guarded, logical_id, "UPDATE_FAILED") == (
            f"Action denied by stack policy: Statement [#{number}] does not allow [{action}] for resource "
            f"[LogicalResourceId/{logical_id}];"
        )
        assert cloud.things() == before

    def test_may_bring_a_policy_for_itself(self, cloud: Cloud) -> None:
        kept = _policy(ALLOW, _deny("Update:*"))
        name = cloud.create(template(One=thing("one")), StackPolicyBody=kept)
        cloud.update(name, template(One=thing("one", Size=2)), StackPolicyDuringUpdateBody=_policy(ALLOW))
        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert cloud.cloudformation.get_stack_policy(StackName=name)["StackPolicyBody"] == kept
        cloud.update(name, template(One=thing("one", Size=3)))
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"

    def test_may_add_what_no_statement_allows_to_be_changed(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.cloudformation.set_stack_policy(StackName=name, StackPolicyBody=_policy())
        cloud.update(name, template(One=thing("one"), Two=thing("two")))
        assert cloud.status(name) == "UPDATE_COMPLETE"
        cloud.update(name, template(One=thing("one", Size=2), Two=thing("two")))
        assert cloud.reason(name, "One", "UPDATE_FAILED") == "Action not allowed by stack policy"


class TestARequestWithAPolicy:
    @pytest.mark.parametrize(
        "body",
        [
            "no json",
            "[]",
            _policy({**ALLOW, "Action": "Delete:*"}),
            _policy({**ALLOW, "Principal": "arn:aws:iam::123456789012:root"}),
            _policy({**ALLOW, "Resource": "One"}),
            _policy({**ALLOW, "Effect": "Maybe"}),
            _policy({**ALLOW, "Condition": {"StringEquals": {"Other": "x"}}}),
        ],
    )
    def test_is_refused_where_it_is_none(self, cloud: Cloud, body: str) -> None:
        name = cloud.create(template(One=thing("one")))
        with pytest.raises(ClientError) as refused:
            cloud.cloudformation.set_stack_policy(StackName=name, StackPolicyBody=body)
        assert message_of(refused) == "Error validating stack policy: Invalid stack policy"
        assert "StackPolicyBody" not in cloud.cloudformation.get_stack_policy(StackName=name)

    def test_brings_it_or_its_address(self, cloud: Cloud) -> None:
        name, body = cloud.create(template(One=thing("one"))), _policy(ALLOW)
        cloud.s3.put_object(Bucket="packages", Key="policy.json", Body=body.encode())
        url = "https://packages.s3.us-east-1.amazonaws.com/policy.json"
        with pytest.raises(ClientError) as refused:
            cloud.cloudformation.set_stack_policy(StackName=name, StackPolicyBody=body, StackPolicyURL=url)
        assert message_of(refused) == "You cannot specify both StackPolicyURL and StackPolicyBody"
        cloud.cloudformation.set_stack_policy(StackName=name, StackPolicyURL=url)
        assert cloud.cloudformation.get_stack_policy(StackName=name)["StackPolicyBody"] == body
