"""One rule three times: as a hook of one's own, as Guard rules and as a Lambda function; all say the same."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import WaiterError

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import HOOK, ROOT, LocalAccount, package_of, succeeded

pytestmark = pytest.mark.contract

PROJECT = ROOT / "hooks/spot-allocation-check"
GUARD, LAMBDA = "Private::Guard::SpotAllocation", "Private::Lambda::SpotAllocation"
GOOD = (PROJECT / "examples/auto-scaling-group.yaml").read_text()
OVERRIDES = "".join(f"            - InstanceType: {name}\n" for name in ("m5a.large", "m6i.large", "m6a.large"))
POLICY = GOOD[GOOD.index("      MixedInstancesPolicy") :]
TEMPLATES = {
    "several types and the right strategy": (GOOD, True),
    "two types": (GOOD.replace(OVERRIDES, "            - InstanceType: m5a.large\n"), True),
    "one type": (GOOD.replace(OVERRIDES, ""), False),
    "another strategy": (GOOD.replace("price-capacity-optimized", "lowest-price"), False),
    "no strategy": (GOOD.replace("          SpotAllocationStrategy: price-capacity-optimized\n", ""), False),
    "no policy": (
        GOOD.replace(POLICY, "      LaunchTemplate: {LaunchTemplateName: web, Version: '1'}\n"),
        False,
    ),
}
RULES = """
let groups = Resources.*[ Type == 'AWS::AutoScaling::AutoScalingGroup' ]
let policies = %groups.Properties.MixedInstancesPolicy
rule spot_instance_types when %groups !empty {
  %policies.LaunchTemplate.Overrides[1].InstanceType exists << Name at least two instance types. >>
}
rule spot_strategy when %groups !empty {
  %policies.InstancesDistribution.SpotAllocationStrategy == 'price-capacity-optimized'
}
"""
FUNCTION = """
def handler(event, context):
    group = event["requestData"]["targetModel"]["resourceProperties"]
    policy = group.get("MixedInstancesPolicy", {})
    problems = []
    if len(policy.get("LaunchTemplate", {}).get("Overrides", [])) < 2:
        problems.append("Name at least two instance types.")
    if policy.get("InstancesDistribution", {}).get("SpotAllocationStrategy") != "price-capacity-optimized":
        problems.append("The strategy must be price-capacity-optimized.")
    answer = {"clientRequestToken": event["clientRequestToken"], "hookStatus": "SUCCESS", "message": "compliant"}
    if problems:
        answer.update(hookStatus="FAILED", errorCode="NonCompliant", message=" ".join(problems))
    return answer
"""
ROLE = "arn:aws:iam::123456789012:role/hooks"
LAMBDA_HOOK = {
    "Alias": LAMBDA,
    "ExecutionRole": ROLE,
    "FailureMode": "FAIL",
    "HookStatus": "ENABLED",
    "TargetOperations": ["RESOURCE"],
    "TargetFilters": {"TargetNames": ["AWS::AutoScaling::AutoScalingGroup"], "Actions": ["CREATE", "UPDATE"]},
    "LambdaFunction": "spot-allocation",
}


def _activate_guard_hook(account: LocalAccount, rules: str) -> None:
    """As the Hooks User Guide does it, by the real AWS CLI."""
    names = ["--type-name", "AWS::Hooks::GuardHook", "--publisher-id", "aws-hooks", "--type-name-alias", GUARD]
    activate = ["aws", "cloudformation", "activate-type", "--type", "HOOK", *names, "--execution-role-arn", ROLE]
    arn = json.loads(succeeded(account.run(*activate)).stdout)["Arn"]
    members = {
        "HookInvocationStatus": "ENABLED",
        "TargetOperations": ["RESOURCE"],
        "FailureMode": "FAIL",
        "Properties": {"ruleLocation": rules, "logBucket": "guard-reports"},
        "TargetFilters": {"Actions": ["CREATE", "UPDATE"]},
    }
    config = account.home / "config.json"
    config.write_text(json.dumps({"CloudFormationConfiguration": {"HookConfiguration": members}}))
    configure = ["aws", "cloudformation", "set-type-configuration", "--configuration", f"file://{config}"]
    succeeded(account.run(*configure, "--type-arn", arn))


def _make_function(account: LocalAccount, name: str, code: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("code.py", code)
    account.client("lambda").create_function(
        FunctionName=name,
        Runtime="python3.12",
        Role=ROLE,
        Handler="code.handler",
        Code={"ZipFile": archive.getvalue()},
        Timeout=20,
    )


def _make_role(account: LocalAccount) -> None:
    statement = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    account.client("iam").create_role(RoleName="hooks", AssumeRolePolicyDocument=trust)


def _deploy_hooks(account: LocalAccount, stack: str, **resources: Any) -> None:
    """As resources of a template: a Guard Hook where there are rules, else a Lambda Hook."""
    declared = {
        name: {
            "Type": f"AWS::CloudFormation::{'GuardHook' if 'RuleLocation' in properties else 'LambdaHook'}",
            "Properties": properties,
        }
        for name, properties in resources.items()
    }
    cloudformation = account.client("cloudformation")
    cloudformation.create_stack(StackName=stack, TemplateBody=json.dumps({"Resources": declared}))
    cloudformation.get_waiter("stack_create_complete").wait(StackName=stack)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    """With the rule as hooks of all three kinds, in FAIL mode."""
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        account.register(package_of(PROJECT))
        account.configure_hook("FAIL")
        for bucket in ("guard-rules", "guard-reports"):
            account.client("s3").create_bucket(Bucket=bucket)
        account.client("s3").put_object(Bucket="guard-rules", Key="spot.guard", Body=RULES)
        _activate_guard_hook(account, "s3://guard-rules/spot.guard")
        _make_role(account)
        _make_function(account, "spot-allocation", FUNCTION)
        _deploy_hooks(account, "hooks", Hook=LAMBDA_HOOK)
        yield account


def _create(account: LocalAccount, stack: str, template: str) -> None:
    subnets = [{"ParameterKey": "Subnets", "ParameterValue": account.three_subnets()}]
    account.client("cloudformation").create_stack(StackName=stack, TemplateBody=template, Parameters=subnets)


DESCRIBED = """
rule is_described { Description exists << Say what the stack is for. >> }
"""
READER = """
import json
import urllib.request

def handler(event, context):
    with urllib.request.urlopen(event["requestData"]["payload"]) as response:
        document = json.load(response)
    answer = {"clientRequestToken": event["clientRequestToken"], "hookStatus": "SUCCESS"}
    if "Description" not in json.loads(document["template"]):
        changed = [one["logicalResourceId"] for one in document.get("changedResources", [])]
        answer.update(hookStatus="FAILED", errorCode="NonCompliant", message=f"No description, {changed}")
    return answer
"""
WHOLES = {"TargetOperations": ["STACK", "CHANGE_SET"], "TargetFilters": {"Actions": ["CREATE"]}}


def _ended(account: LocalAccount, stack: str, resource: str) -> list[dict[str, Any]]:
    """What the hooks have said of a resource, by their names."""
    events = account.client("cloudformation").describe_stack_events(StackName=stack)["StackEvents"]
    told = [one for one in events if one["LogicalResourceId"] == resource and "HookStatus" in one]
    ended = [one for one in told if one["HookStatus"] != "HOOK_IN_PROGRESS"]
    return sorted(ended, key=lambda one: str(one["HookType"]))


class TestTheThreeHooks:
    @pytest.mark.parametrize("case", TEMPLATES)
    def test_say_the_same(self, account: LocalAccount, case: str) -> None:
        template, is_good = TEMPLATES[case]
        checked = account.aws.check(template, {"Subnets": account.three_subnets()}, "web")

        (group,) = [one for one in checked.resources if one["LogicalResourceId"] == "Group"]
        status = "HOOK_COMPLETE_SUCCEEDED" if is_good else "HOOK_COMPLETE_FAILED"
        assert {each["HookType"]: each["HookStatus"] for each in group["Hooks"]} == dict.fromkeys(
            (HOOK, GUARD, LAMBDA), status
        )

    def test_stop_a_stack_together_and_each_tells_why(self, account: LocalAccount) -> None:
        _create(account, "web", TEMPLATES["one type"][0])
        with pytest.raises(WaiterError):
            account.client("cloudformation").get_waiter("stack_create_complete").wait(StackName="web")

        own, guard, function = _ended(account, "web", "Group")
        assert [one["HookType"] for one in (own, guard, function)] == [HOOK, GUARD, LAMBDA]
        assert own["HookStatusReason"].startswith("Hook failed with message: Rejected: 1 of 3 rules failed.")
        beginning, _, report = guard["HookStatusReason"].removesuffix(".").partition("s3://guard-reports/")
        assert beginning == (
            "Hook failed with message: Template failed validation, the following rule(s) failed: "
            "spot_instance_types. Full output was written to "
        )
        stored = account.client("s3").get_object(Bucket="guard-reports", Key=report)["Body"]
        assert json.load(stored)[0]["status"] == "FAIL"
        assert function["HookStatusReason"] == "Hook failed with message: Name at least two instance types."
        result = account.client("cloudformation").get_hook_result(HookResultId=guard["HookInvocationId"])
        assert [(one["AnnotationName"], one["Status"]) for one in result["Annotations"]] == [
            ("spot_instance_types", "FAILED")
        ]
        events = account.client("cloudformation").describe_stack_events(StackName="web")["StackEvents"]
        assert f"The following hook(s) failed: [{HOOK}, {GUARD}, {LAMBDA}]" in [
            one.get("ResourceStatusReason") for one in events
        ]

    def test_let_a_good_stack_be(self, account: LocalAccount) -> None:
        _create(account, "good", GOOD)
        account.client("cloudformation").get_waiter("stack_create_complete").wait(StackName="good")

        assert [one["HookStatus"] for one in _ended(account, "good", "Group")] == ["HOOK_COMPLETE_SUCCEEDED"] * 3
        account.delete("good")

    def test_are_asked_no_more_once_their_stack_is_deleted(self, account: LocalAccount) -> None:
        account.delete("hooks")
        checked = account.aws.check(GOOD, {"Subnets": account.three_subnets()}, "web")

        (group,) = [one for one in checked.resources if one["LogicalResourceId"] == "Group"]
        assert [each["HookType"] for each in group["Hooks"]] == [HOOK, GUARD]


@pytest.fixture(scope="module")
def hooked(account: LocalAccount) -> Iterator[LocalAccount]:
    """With a Guard Hook and a Lambda Hook on stacks and change sets, from a template."""
    account.client("s3").put_object(Bucket="guard-rules", Key="described.guard", Body=DESCRIBED)
    _make_function(account, "reader", READER)
    common = {"ExecutionRole": ROLE, "FailureMode": "FAIL", "HookStatus": "ENABLED", **WHOLES}
    _deploy_hooks(
        account,
        "hooks-on-stacks",
        Guard={
            **common,
            "Alias": "Private::Guard::Described",
            "TargetOperations": ["STACK", "CHANGE_SET", "CLOUD_CONTROL"],
            "RuleLocation": {"Uri": "s3://guard-rules/described.guard"},
        },
        Function={**common, "Alias": "Private::Lambda::Described", "LambdaFunction": "reader"},
    )
    yield account
    account.delete("hooks-on-stacks")


class TestHooksOnWholeStacks:
    def test_are_asked_about_change_sets_and_stacks_before_any_resource(self, hooked: LocalAccount) -> None:
        cloudformation = hooked.client("cloudformation")
        bad = json.dumps({"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}})
        reason = "The following hook(s) failed: [Private::Guard::Described, Private::Lambda::Described]"

        made = cloudformation.create_change_set(
            StackName="whole", ChangeSetName="new", ChangeSetType="CREATE", TemplateBody=bad
        )
        described = cloudformation.describe_change_set(ChangeSetName=made["Id"])
        assert (described["Status"], described["StatusReason"]) == ("FAILED", reason)
        results = cloudformation.list_hook_results(TargetType="CHANGE_SET", TargetId=made["Id"])["HookResults"]
        assert {one["TypeName"]: one["HookStatusReason"] for one in results} == {
            "Private::Guard::Described": "Hook failed with message: Template failed validation, "
            "the following rule(s) failed: is_described.",
            "Private::Lambda::Described": "Hook failed with message: No description, ['Queue']",
        }
        checked = hooked.aws.check(bad, {}, "whole")
        assert [
            (one["TargetType"], hook["HookType"], hook["HookStatus"])
            for one in checked.resources
            for hook in one["Hooks"]
            if one["TargetType"] != "RESOURCE"
        ] == [
            (target, name, "HOOK_COMPLETE_FAILED")
            for target in ("CHANGE_SET", "STACK")
            for name in ("Private::Guard::Described", "Private::Lambda::Described")
        ]
        cloudformation.delete_stack(StackName="whole")

        cloudformation.create_stack(StackName="at-once", TemplateBody=bad)
        with pytest.raises(WaiterError):
            cloudformation.get_waiter("stack_create_complete").wait(StackName="at-once")
        assert hooked.client("sqs").list_queues().get("QueueUrls") is None

    def test_let_a_stack_be_that_keeps_the_rule(self, hooked: LocalAccount) -> None:
        good = json.dumps({"Description": "One queue.", "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}})
        cloudformation = hooked.client("cloudformation")
        cloudformation.create_stack(StackName="described", TemplateBody=good)
        cloudformation.get_waiter("stack_create_complete").wait(StackName="described")

        assert {one["HookStatus"] for one in _ended(hooked, "described", "described")} == {"HOOK_COMPLETE_SUCCEEDED"}
        hooked.delete("described")

    def test_may_be_asked_about_a_cloud_control_request_too(self, hooked: LocalAccount) -> None:
        cloud_control = hooked.client("cloudcontrol")
        asked = cloud_control.create_resource(TypeName="AWS::SQS::Queue", DesiredState='{"QueueName": "one"}')
        with pytest.raises(WaiterError):
            cloud_control.get_waiter("resource_request_success").wait(
                RequestToken=asked["ProgressEvent"]["RequestToken"]
            )

        told = cloud_control.get_resource_request_status(RequestToken=asked["ProgressEvent"]["RequestToken"])
        (hook,) = told["HooksProgressEvent"]
        assert (hook["HookTypeName"], hook["HookStatus"]) == ("Private::Guard::Described", "HOOK_COMPLETE_FAILED")
        assert hook["HookStatusMessage"].endswith("the following rule(s) failed: is_described.")
