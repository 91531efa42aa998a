"""Hooks stop, or warn of, what a stack is about to do; on stacks of AWS's own types and of private ones."""

import json
from typing import Any

import pytest

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing
from tests.cfn_local.registry.package_stories import package

HOOK = "Example::Testing::Check"
# Fails what is labelled bad; logs what it is asked.
CODE = """
import json
def hook(event, context):
    print(json.dumps(event))
    model = event["requestData"]["targetModel"]["resourceProperties"]
    if "bad" in (model.get("Label"), model.get("QueueName")):
        return {"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "It is bad."}
    return {"hookStatus": "SUCCESS", "message": "It is good."}
"""
TARGETS = ["AWS::SQS::*", "Example::Testing::Thing"]
HANDLERS = {point: {"targetNames": TARGETS, "permissions": []} for point in ("preCreate", "preUpdate", "preDelete")}


def _configure(cloud: Cloud, **more: Any) -> None:
    chosen = {"HookInvocationStatus": "ENABLED", "TargetOperations": ["RESOURCE"], "Properties": {}, **more}
    cloud.cloudformation.set_type_configuration(
        Type="HOOK",
        TypeName=HOOK,
        Configuration=json.dumps({"CloudFormationConfiguration": {"HookConfiguration": chosen}}),
    )


@pytest.fixture(scope="module")
def hooked(cloud: Cloud) -> Cloud:
    """With a hook in FAIL mode on queues and things."""
    content = package("HOOK", CODE, schema={"handlers": HANDLERS})
    cloud.s3.put_object(Bucket="packages", Key="hook.zip", Body=content)
    asked = {"Type": "HOOK", "TypeName": HOOK, "SchemaHandlerPackage": "s3://packages/hook.zip"}
    token = cloud.cloudformation.register_type(**asked)["RegistrationToken"]
    cloud.cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
    return cloud


@pytest.fixture
def failing(hooked: Cloud) -> Cloud:
    _configure(hooked, FailureMode="FAIL")
    return hooked


@pytest.fixture
def warning(hooked: Cloud) -> Cloud:
    _configure(hooked, FailureMode="WARN")
    return hooked


def _hook_events(cloud: Cloud, name: str) -> list[dict[str, Any]]:
    return [one for one in cloud.all_events(name) if "HookType" in one]


class TestAHookInFailMode:
    def test_stops_a_resource_before_it_is_made(self, failing: Cloud) -> None:
        name = failing.create(template(One=thing("one", Label="bad")))

        assert failing.status(name) == "ROLLBACK_COMPLETE"
        assert failing.reason(name, "One", "CREATE_FAILED") == f"The following hook(s) failed: [{HOOK}]"
        assert failing.invocations(name) == []

    def test_sees_a_stand_in_as_any_resource(self, failing: Cloud) -> None:
        stood_in_for = {"Metadata": {"cfn-local": {"StandIns": ["AWS::SQS::Queue"]}}}
        queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "bad"}}
        name = failing.create({**stood_in_for, **template(Queue=queue)})

        assert failing.status(name) == "ROLLBACK_COMPLETE"
        assert failing.reason(name, "Queue", "CREATE_FAILED") == (
            f"The following hook(s) failed: [{HOOK}] (stand-in: nothing of AWS behind it)"
        )

    def test_tells_of_it_in_the_events(self, failing: Cloud) -> None:
        name = failing.create(template(One=thing("one", Label="bad")))
        told = [
            {
                member: one.get(member)
                for member in ("ResourceStatus", "HookStatus", "HookStatusReason", "HookFailureMode")
            }
            for one in _hook_events(failing, name)
        ]
        assert [one["HookStatus"] for one in told] == ["HOOK_IN_PROGRESS", "HOOK_COMPLETE_FAILED"]
        assert told[1] == {
            "ResourceStatus": "CREATE_IN_PROGRESS",
            "HookStatus": "HOOK_COMPLETE_FAILED",
            "HookStatusReason": "Hook failed with message: It is bad.",
            "HookFailureMode": "FAIL",
        }

    def test_judges_what_a_transform_has_made(self, failing: Cloud) -> None:
        loop = ["Label", ["good", "bad"], {"Thing${Label}": thing("one", Label={"Ref": "Label"})}]
        body = {"Transform": "AWS::LanguageExtensions", **template(**{"Fn::ForEach::Things": loop})}
        name = failing.create(body, Capabilities=["CAPABILITY_AUTO_EXPAND"])

        assert failing.reason(name, "Thingbad", "CREATE_FAILED") == f"The following hook(s) failed: [{HOOK}]"

    def test_lets_what_is_good_through(self, failing: Cloud) -> None:
        name = failing.create(template(Queue={"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "good"}}))
        assert failing.status(name) == "CREATE_COMPLETE"
        assert [one["HookStatus"] for one in _hook_events(failing, name)] == [
            "HOOK_IN_PROGRESS",
            "HOOK_COMPLETE_SUCCEEDED",
        ]

    def test_stops_types_of_aws_too(self, failing: Cloud) -> None:
        name = failing.create(template(Queue={"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "bad"}}))
        assert failing.status(name) == "ROLLBACK_COMPLETE"

    def test_stops_an_update_without_touching_the_resource(self, failing: Cloud) -> None:
        name = failing.create(template(One=thing("one", Label="good")))
        failing.update(name, template(One=thing("one", Label="bad")))
        assert failing.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert [one["action"] for one in failing.invocations(name)] == ["CREATE"]

    def test_stops_a_deletion(self, warning: Cloud) -> None:
        name = warning.create(template(One=thing("one", Label="bad")))
        _configure(warning, FailureMode="FAIL")
        warning.delete(name)
        assert warning.status(name) == "DELETE_FAILED"

    def test_is_asked_for_change_sets_when_they_are_executed(self, failing: Cloud) -> None:
        name = failing.new_name()
        body = json.dumps(template(One=thing("one", Label="bad")))
        asked = {"StackName": name, "ChangeSetName": "new", "ChangeSetType": "CREATE", "TemplateBody": body}
        arn = failing.cloudformation.create_change_set(**asked)["Id"]
        assert _hook_events(failing, name) == []
        failing.cloudformation.execute_change_set(ChangeSetName=arn)
        failing.wait(name)
        assert failing.status(name) == "ROLLBACK_COMPLETE"

    def test_is_not_asked_when_its_own_stop_is_rolled_back(self, failing: Cloud) -> None:
        body = template(Good=thing("good", Label="good"), Bad=thing("b", depends_on=["Good"], Label="bad"))
        name = failing.create(body)
        deletions = [one for one in _hook_events(failing, name) if one["ResourceStatus"] == "DELETE_IN_PROGRESS"]
        assert (failing.status(name), deletions) == ("ROLLBACK_COMPLETE", [])

    def test_is_not_asked_about_what_an_update_cleans_up(self, warning: Cloud) -> None:
        name = warning.create(template(Old=thing("old", Label="bad"), Kept=thing("before")))
        _configure(warning, FailureMode="FAIL")
        warning.update(name, template(Kept=thing("after")))
        assert warning.status(name) == "UPDATE_COMPLETE"
        assert warning.resources(name).keys() == {"Kept"}


class TestAHookInWarnMode:
    def test_lets_everything_through_and_says_so(self, warning: Cloud) -> None:
        name = warning.create(template(One=thing("one", Label="bad")))
        assert warning.status(name) == "CREATE_COMPLETE"
        last = _hook_events(warning, name)[-1]
        assert (last["HookStatus"], last["HookFailureMode"]) == ("HOOK_COMPLETE_FAILED", "WARN")
        assert last["HookStatusReason"] == ("Hook failed with message: It is bad. Failure was ignored under WARN mode.")


class TestTheResultsOfHooks:
    def test_are_listed_by_hook_and_told_one_by_one(self, warning: Cloud) -> None:
        name = warning.create(template(One=thing("one", Label="bad")))
        arn = "arn:aws:cloudformation:us-east-1:123456789012:type/hook/Example-Testing-Check"
        listed = warning.cloudformation.list_hook_results(TypeArn=arn, Status="HOOK_COMPLETE_FAILED")["HookResults"]
        assert (listed[0]["TargetId"], listed[0]["HookExecutionTarget"]) == ("One", warning.stack_id(name))
        result = warning.cloudformation.get_hook_result(HookResultId=listed[0]["HookResultId"])
        assert result["Target"]["TargetTypeName"] == "Example::Testing::Thing"
