"""Hooks on stacks and change sets: what they are told, when, and what they stop."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.registry.type_versions import registry_of
from cfn_local.runtime.function import InvocationResult
from cfn_local.services import clock, hook_payloads
from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, REGION, THING, Cloud, service_role, template, thing
from tests.cfn_local.registry.package_stories import package

HOOK = "Example::Testing::Check"
ARN = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:type/hook/Example-Testing-Check"
POINTS = ("preCreate", "preUpdate", "preDelete")
HANDLERS = {point: {"targetNames": ["STACK", "CHANGE_SET", THING], "permissions": []} for point in POINTS}
ALL = ["RESOURCE", "STACK", "CHANGE_SET"]
SKIP = {"hookStatus": "CHANGE_SET_SUCCESS_SKIP_STACK_HOOK"}


class Judge:
    """The handlers of the hook, in the process of the tests."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.asked: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self.answers: dict[str, dict[str, Any]] = {}

    def invoke(self, event: dict[str, Any]) -> InvocationResult:
        data = event["requestData"]
        self.asked.append(event)
        if "payload" in data:
            self.documents.append(json.loads(hook_payloads.get(data["payload"]) or b""))
        good = {"hookStatus": "SUCCESS", "message": "It is good."}
        return InvocationResult(self.answers.get(data["targetType"], good), "")

    def fails(self, target_type: str) -> None:
        annotation = {"annotationName": "Rule", "status": "FAILED", "remediationMessage": "Mend it."}
        bad = {"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "It is bad."}
        self.answers[target_type] = {**bad, "annotations": [annotation]}

    def configure(self, *targets: str, **more: Any) -> None:
        chosen = {"HookInvocationStatus": "ENABLED", "FailureMode": "FAIL", "Properties": {}, **more}
        document = {"CloudFormationConfiguration": {"HookConfiguration": {"TargetOperations": list(targets), **chosen}}}
        configuration = json.dumps(document)
        self.cloud.cloudformation.set_type_configuration(Type="HOOK", TypeName=HOOK, Configuration=configuration)

    @property
    def told(self) -> list[str]:
        """`POINT TARGET` of every question."""
        return [f"{one['actionInvocationPoint'][:6]} {one['requestData']['targetName']}" for one in self.asked]


@pytest.fixture(scope="module")
def registered(cloud: Cloud) -> Any:
    content = package("HOOK", schema={"handlers": HANDLERS})
    cloud.s3.put_object(Bucket="packages", Key="hook.zip", Body=content)
    asked = {"Type": "HOOK", "TypeName": HOOK, "SchemaHandlerPackage": "s3://packages/hook.zip"}
    token = cloud.cloudformation.register_type(**asked)["RegistrationToken"]
    cloud.cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
    return registry_of(ACCOUNT, REGION).default_version("HOOK", HOOK)


@pytest.fixture
def judge(cloud: Cloud, registered: Any) -> Iterator[Judge]:
    """A hook on everything, which finds everything good."""
    one = Judge(cloud)
    registered.handler.invoke = lambda event: one.invoke(event)
    one.configure(*ALL)
    yield one
    one.configure(*ALL, HookInvocationStatus="DISABLED")


def change_set(cloud: Cloud, name: str, body: Any, kind: str = "CREATE", **more: Any) -> dict[str, Any]:
    asked = {"StackName": name, "ChangeSetName": "next", "TemplateBody": json.dumps(body), "ChangeSetType": kind}
    arn = cloud.cloudformation.create_change_set(**asked, **more)["Id"]
    described: dict[str, Any] = cloud.cloudformation.describe_change_set(ChangeSetName=arn)
    return described


def execute(cloud: Cloud, name: str) -> str:
    cloud.cloudformation.execute_change_set(StackName=name, ChangeSetName="next")
    cloud.wait(name)
    return cloud.status(name)


def hook_events(cloud: Cloud, name: str) -> list[str]:
    """`LOGICAL_ID STATUS HOOK_STATUS` of the events of the hook."""
    members = ("LogicalResourceId", "ResourceStatus", "HookStatus")
    return [" ".join(one[member] for member in members) for one in cloud.all_events(name) if "HookType" in one]


class TestAHookOnStacks:
    def test_is_asked_before_any_resource_of_each_operation(self, cloud: Cloud, judge: Judge) -> None:
        first, second = template(One=thing("one", Label="a")), template(One=thing("one", Label="b"))
        name = cloud.create(first)
        cloud.update(name, second)
        cloud.delete(name)

        assert judge.told == [
            *("CREATE STACK", f"CREATE {THING}"),
            *("UPDATE STACK", f"UPDATE {THING}"),
            *("DELETE STACK", f"DELETE {THING}"),
        ]
        assert judge.documents == [
            {"template": json.dumps(first), "previousTemplate": ""},
            {"template": json.dumps(second), "previousTemplate": json.dumps(first)},
            {"template": "", "previousTemplate": ""},
        ]
        stack_id = cloud.stack_id(name)
        assert {(one["stackId"], one["changeSetId"]) for one in judge.asked} == {(stack_id, None)}

    def test_that_fails_stops_a_creation_before_anything_is_made(self, cloud: Cloud, judge: Judge) -> None:
        judge.fails("STACK")
        name = cloud.create(template(One=thing("one")))

        assert (cloud.status(name), cloud.resources(name)) == ("ROLLBACK_COMPLETE", {})
        assert cloud.events(name) == [
            f"{name} CREATE_IN_PROGRESS",
            f"{name} CREATE_IN_PROGRESS",
            f"{name} CREATE_IN_PROGRESS",
            f"{name} ROLLBACK_IN_PROGRESS",
            f"{name} ROLLBACK_COMPLETE",
        ]
        assert cloud.reason(name, name, "ROLLBACK_IN_PROGRESS") == (
            f"The following hook(s) failed: [{HOOK}]. Rollback requested by user."
        )
        told = cloud.all_events(name)[2]
        assert {key: told[key] for key in told if key.startswith("Hook") and key != "HookInvocationId"} == {
            "HookType": HOOK,
            "HookStatus": "HOOK_COMPLETE_FAILED",
            "HookStatusReason": "Hook failed with message: It is bad.",
            "HookInvocationPoint": "PRE_PROVISION",
            "HookFailureMode": "FAIL",
        }
        assert cloud.invocations(name) == []

    def test_is_in_the_events_of_operations(self, cloud: Cloud, judge: Judge) -> None:
        judge.fails("STACK")
        name = cloud.create(template(One=thing("one")))
        events = cloud.cloudformation.describe_events(StackName=name)["OperationEvents"]
        (told,) = [one for one in events if one["EventType"] == "HOOK_INVOCATION_ERROR"]

        assert (told["LogicalResourceId"], told["ResourceType"]) == (name, "AWS::CloudFormation::Stack")
        assert (told["HookType"], told["HookStatus"], told["HookFailureMode"]) == (HOOK, "HOOK_COMPLETE_FAILED", "FAIL")

    def test_that_fails_stops_an_update_and_a_deletion(self, cloud: Cloud, judge: Judge) -> None:
        name = cloud.create(template(One=thing("one", Label="a")))
        judge.fails("STACK")
        cloud.update(name, template(One=thing("one", Label="b")))

        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.reason(name, name, "UPDATE_ROLLBACK_IN_PROGRESS") == f"The following hook(s) failed: [{HOOK}]"
        cloud.delete(name)
        assert cloud.status(name) == "DELETE_FAILED"
        assert cloud.reason(name, name, "DELETE_FAILED") == f"The following hook(s) failed: [{HOOK}]"
        assert [one["action"] for one in cloud.invocations(name)] == ["CREATE"]

    def test_that_fails_leaves_a_preserved_stack_where_the_next_operation_can_go_on(
        self, cloud: Cloud, judge: Judge
    ) -> None:
        body = template(One=thing("one", Label="a"))
        judge.fails("STACK")
        name = cloud.create(body, DisableRollback=True)
        assert cloud.status(name) == "CREATE_FAILED"
        judge.answers.clear()
        cloud.update(name, body, DisableRollback=True)
        assert cloud.status(name) == "UPDATE_COMPLETE"
        judge.fails("STACK")
        cloud.update(name, template(One=thing("one", Label="b")), DisableRollback=True)

        assert (cloud.status(name), cloud.resources(name)) == ("UPDATE_FAILED", {"One": "CREATE_COMPLETE"})
        cloud.cloudformation.rollback_stack(StackName=name)
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert [one["action"] for one in cloud.invocations(name)] == ["CREATE"]

    def test_that_warns_lets_the_stack_be_made(self, cloud: Cloud, judge: Judge) -> None:
        judge.fails("STACK")
        judge.configure("STACK", FailureMode="WARN")
        name = cloud.create(template(One=thing("one")))

        assert cloud.status(name) == "CREATE_COMPLETE"
        assert hook_events(cloud, name) == [
            f"{name} CREATE_IN_PROGRESS HOOK_IN_PROGRESS",
            f"{name} CREATE_IN_PROGRESS HOOK_COMPLETE_FAILED",
        ]

    def test_is_asked_about_stacks_that_its_filters_let_through(self, cloud: Cloud, judge: Judge) -> None:
        role = service_role("deployer")
        roles = {"FilteringCriteria": "ALL", "StackRoles": {"Include": [role]}}
        judge.configure("STACK", StackFilters=roles)
        name = cloud.create(template(One=thing("one", Label="a")))
        assert judge.told == []
        cloud.update(name, template(One=thing("one", Label="b")), RoleARN=role)
        assert judge.told == ["UPDATE STACK"]

    def test_sees_nested_stacks_as_stacks_of_their_own(self, cloud: Cloud, judge: Judge) -> None:
        cloud.s3.put_object(Bucket="packages", Key="child.json", Body=json.dumps(template(One=thing("one"))))
        url = f"https://packages.s3.{REGION}.amazonaws.com/child.json"
        child = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}
        judge.configure("STACK")
        name = cloud.create(template(Child=child))
        cloud.update(name, template(Other=thing("other")))

        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert judge.told == ["CREATE STACK", "CREATE STACK", "UPDATE STACK"]

    def test_has_its_result_found_by_its_arn(self, cloud: Cloud, judge: Judge) -> None:
        judge.configure("STACK")
        name = cloud.create(template(One=thing("one")))
        listed = cloud.cloudformation.list_hook_results(TypeArn=ARN)["HookResults"][0]

        assert (listed["TargetType"], listed["TargetId"]) == ("STACK", cloud.stack_id(name))
        assert listed["HookExecutionTarget"] == cloud.stack_id(name)
        result = cloud.cloudformation.get_hook_result(HookResultId=listed["HookResultId"])
        assert (result["Status"], "Target" in result) == ("HOOK_COMPLETE_SUCCEEDED", False)


class TestAHookOnChangeSets:
    def test_is_told_what_would_change(self, cloud: Cloud, judge: Judge) -> None:
        judge.configure("CHANGE_SET")
        first = template(Kept=thing("kept", Size=3), Gone=thing("gone"))
        name = cloud.create(first)
        second = template(Kept=thing("kept", Size=4), New=thing("new", depends_on="Kept"))
        described = change_set(cloud, name, second, "UPDATE")

        assert (described["Status"], described["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE")
        assert judge.told == ["CREATE CHANGE_SET"]
        assert judge.asked[0]["changeSetId"] == described["ChangeSetId"]
        assert judge.asked[0]["requestData"]["targetLogicalId"] == described["ChangeSetId"]
        (document,) = judge.documents
        assert (document["template"], document["previousTemplate"]) == (json.dumps(second), json.dumps(first))
        assert [
            tuple(one[key] for key in ("action", "logicalResourceId", "lineNumber", "beforeContext", "afterContext"))
            for one in document["changedResources"]
        ] == [
            ("DELETE", "Gone", None, '{"Properties":{"Name":"gone"}}', None),
            (
                *("UPDATE", "Kept", 1, '{"Properties":{"Name":"kept","Size":"3"}}'),
                '{"Properties":{"Name":"kept","Size":"4"}}',
            ),
            ("CREATE", "New", 1, None, '{"Properties":{"Name":"new"}}'),
        ]
        assert hook_events(cloud, name) == []

    def test_that_fails_fails_the_change_set_and_says_why_by_its_result(self, cloud: Cloud, judge: Judge) -> None:
        judge.fails("CHANGE_SET")
        name = cloud.new_name()
        described = change_set(cloud, name, template(One=thing("one")))

        assert (described["Status"], described["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
        assert described["StatusReason"] == f"The following hook(s) failed: [{HOOK}]"
        target = {"TargetType": "CHANGE_SET", "TargetId": described["ChangeSetId"]}
        answer = cloud.cloudformation.list_hook_results(**target)
        assert {name: answer[name] for name in target} == target
        (listed,) = answer["HookResults"]
        assert {name: listed[name] for name in target} == target
        assert not {"InvokedAt", "HookExecutionTarget"} & listed.keys()
        result = cloud.cloudformation.get_hook_result(HookResultId=listed["HookResultId"])
        assert result["Annotations"] == [
            {"AnnotationName": "Rule", "Status": "FAILED", "RemediationMessage": "Mend it."}
        ]
        assert hook_events(cloud, name) == []
        told = cloud.cloudformation.describe_events(ChangeSetName=described["ChangeSetId"])["OperationEvents"]
        assert [(one["OperationType"], one["OperationStatus"]) for one in told] == [
            ("CREATE_CHANGESET", "FAILED"),
            ("CREATE_CHANGESET", "IN_PROGRESS"),
        ]

    def test_that_warns_lets_it_be_executed(self, cloud: Cloud, judge: Judge) -> None:
        judge.fails("CHANGE_SET")
        judge.configure("CHANGE_SET", FailureMode="WARN")
        name = cloud.new_name()

        assert change_set(cloud, name, template(One=thing("one")))["Status"] == "CREATE_COMPLETE"
        assert execute(cloud, name) == "CREATE_COMPLETE"

    def test_is_not_asked_where_nothing_would_change(self, cloud: Cloud, judge: Judge) -> None:
        name = cloud.create(template(One=thing("one")))
        judge.configure("CHANGE_SET")
        judge.asked.clear()

        assert change_set(cloud, name, template(One=thing("one")), "UPDATE")["Status"] == "FAILED"
        assert judge.told == []

    @pytest.mark.parametrize(("answer", "asked"), [(None, ["CHANGE_SET", "STACK"]), (SKIP, ["CHANGE_SET"])])
    def test_is_asked_about_the_stack_again_unless_it_says_that_it_need_not(
        self, cloud: Cloud, judge: Judge, answer: dict[str, Any] | None, asked: list[str]
    ) -> None:
        judge.configure("STACK", "CHANGE_SET")
        judge.answers = {"CHANGE_SET": answer} if answer else {}
        name = cloud.new_name()
        made = change_set(cloud, name, template(One=thing("one", Label="a")))["ChangeSetId"]

        assert execute(cloud, name) == "CREATE_COMPLETE"
        assert [one.removeprefix("CREATE ") for one in judge.told] == asked
        assert {one["changeSetId"] for one in judge.asked} == {made}
        cloud.update(name, template(One=thing("one", Label="b")))
        assert judge.told[len(asked) :] == ["UPDATE STACK"]
        assert judge.asked[-1]["changeSetId"] is None

    def test_cannot_be_overtaken_by_an_execution(self, cloud: Cloud, judge: Judge) -> None:
        refused: list[str] = []

        def execute_at_once(event: dict[str, Any]) -> InvocationResult:
            described = cloud.cloudformation.describe_change_set(ChangeSetName=event["changeSetId"])
            with pytest.raises(ClientError) as caught:
                cloud.cloudformation.execute_change_set(ChangeSetName=event["changeSetId"])
            refused.append(f"{described['Status']}: {caught.value.response['Error']['Code']}")
            return InvocationResult({"hookStatus": "SUCCESS"}, "")

        judge.invoke = execute_at_once  # type: ignore[method-assign]
        change_set(cloud, cloud.new_name(), template(One=thing("one")))

        assert refused == ["CREATE_IN_PROGRESS: InvalidChangeSetStatus"]


class TestAHookThatWantsToBeCalledBack:
    def test_is_waited_for_on_the_emulated_clock(self, cloud: Cloud, judge: Judge) -> None:
        def answer(event: dict[str, Any]) -> InvocationResult:
            judge.asked.append(event)
            rounds = event["requestContext"]["invocation"]
            later = {"hookStatus": "IN_PROGRESS", "callbackDelaySeconds": 1200, "callbackContext": {"round": rounds}}
            return InvocationResult(later if rounds < 3 else {"hookStatus": "SUCCESS"}, "")

        judge.invoke = answer  # type: ignore[method-assign]
        judge.configure("STACK", "CHANGE_SET")
        before, name = clock.now(), cloud.new_name()
        change_set(cloud, name, template(One=thing("one")))

        assert execute(cloud, name) == "CREATE_COMPLETE"
        assert judge.told == [*["CREATE CHANGE_SET"] * 3, *["CREATE STACK"] * 3]
        assert (clock.now() - before).total_seconds() >= 4 * 1200


class TestThePlan:
    def test_names_the_hooks_on_resources_of_a_change_set(self, cloud: Cloud, judge: Judge) -> None:
        name = cloud.create(template(Kept=thing("kept", Size=3), Gone=thing("gone")))
        judge.asked.clear()
        judge.configure("RESOURCE")
        made = change_set(cloud, name, template(Kept=thing("kept", Size=4), New=thing("new")), "UPDATE")
        planned = cloud.cloudformation.describe_change_set_hooks(ChangeSetName=made["ChangeSetId"])

        assert judge.told == []
        assert (planned["Status"], planned["StackName"]) == ("PLANNED", name)
        assert planned["Hooks"][0] == {
            "InvocationPoint": "PRE_PROVISION",
            "FailureMode": "FAIL",
            "TypeName": HOOK,
            "TypeVersionId": "00000001",
            "TargetDetails": {
                "TargetType": "RESOURCE",
                "ResourceTargetDetails": {
                    "LogicalResourceId": "Kept",
                    "ResourceType": THING,
                    "ResourceAction": "Modify",
                },
            },
        }
        counts = {one["ResourceChange"]["LogicalResourceId"]: one.get("HookInvocationCount") for one in made["Changes"]}
        assert counts == {"Gone": None, "Kept": 1, "New": 1}
        of_one = cloud.cloudformation.describe_change_set_hooks(
            ChangeSetName="next", StackName=name, LogicalResourceId="New"
        )
        assert [one["TargetDetails"]["ResourceTargetDetails"]["ResourceAction"] for one in of_one["Hooks"]] == ["Add"]

    def test_is_not_to_be_had_of_a_change_set_that_failed(self, cloud: Cloud, judge: Judge) -> None:
        judge.fails("CHANGE_SET")
        made = change_set(cloud, cloud.new_name(), template(One=thing("one")))
        planned = cloud.cloudformation.describe_change_set_hooks(ChangeSetName=made["ChangeSetId"])

        assert planned["Status"] == "UNAVAILABLE"


class TestAnImport:
    def test_is_judged_as_change_set_as_stack_and_resource_by_resource(self, cloud: Cloud, judge: Judge) -> None:
        kept = template(One=thing("found", _DeletionPolicy="Retain"))
        first = cloud.create(kept)
        physical_id = cloud.physical_id(first, "One")
        cloud.delete(first)
        asked = {"ResourceType": THING, "LogicalResourceId": "One", "ResourceIdentifier": {"Id": physical_id}}
        name = cloud.new_name()
        judge.asked.clear()
        change_set(cloud, name, kept, "IMPORT", ResourcesToImport=[asked])

        assert execute(cloud, name) == "IMPORT_COMPLETE"
        assert judge.told == ["CREATE CHANGE_SET", "CREATE STACK", f"CREATE {THING}"]
        assert hook_events(cloud, name)[-2:] == [
            "One IMPORT_IN_PROGRESS HOOK_IN_PROGRESS",
            "One IMPORT_IN_PROGRESS HOOK_COMPLETE_SUCCEEDED",
        ]
        listed = cloud.cloudformation.list_hook_results(TypeArn=ARN)["HookResults"][0]
        result = cloud.cloudformation.get_hook_result(HookResultId=listed["HookResultId"])
        assert result["Target"]["Action"] == "IMPORT"

    @pytest.mark.parametrize("target_type", ["STACK", "RESOURCE"])
    def test_that_a_hook_refuses_leaves_the_resource_alone(self, cloud: Cloud, judge: Judge, target_type: str) -> None:
        kept = template(One=thing("left", _DeletionPolicy="Retain"))
        first = cloud.create(kept)
        physical_id = cloud.physical_id(first, "One")
        cloud.delete(first)
        asked = {"ResourceType": THING, "LogicalResourceId": "One", "ResourceIdentifier": {"Id": physical_id}}
        name = cloud.new_name()
        judge.fails(target_type)
        change_set(cloud, name, kept, "IMPORT", ResourcesToImport=[asked])

        assert execute(cloud, name) == "IMPORT_ROLLBACK_COMPLETE"
        assert physical_id in cloud.things()


class TestAStackRefactor:
    def test_asks_about_each_stack_and_is_rolled_back_by_a_refusal(self, cloud: Cloud, judge: Judge) -> None:
        client, name = cloud.cloudformation, cloud.create(template(One=thing("one")))
        mapping = {
            end: {"StackName": name, "LogicalResourceId": logical_id}
            for end, logical_id in (("Source", "One"), ("Destination", "Two"))
        }
        definition = {"StackName": name, "TemplateBody": json.dumps(template(Two=thing("one")))}
        asked = {"StackDefinitions": [definition], "ResourceMappings": [mapping]}
        refactor_id = client.create_stack_refactor(**asked)["StackRefactorId"]
        refactor = cloud.account.refactors[refactor_id]
        refactor.wait_until_still(60)
        judge.asked.clear()
        judge.fails("STACK")
        client.execute_stack_refactor(StackRefactorId=refactor_id)
        refactor.wait_until_still(60)
        assert judge.told == ["UPDATE STACK"]
        assert client.describe_stack_refactor(StackRefactorId=refactor_id)["ExecutionStatus"] == "ROLLBACK_COMPLETE"
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.resources(name) == {"One": "CREATE_COMPLETE"}
