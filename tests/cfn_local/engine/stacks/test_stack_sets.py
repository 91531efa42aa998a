"""Stack sets: stacks of one template in accounts and Regions, by roles of one's own or those of an organisation."""

import json
from collections.abc import Iterator
from threading import enumerate as threads
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, Cloud, message_of, template

FIRST, SECOND = "111111111111", "222222222222"
WITHOUT_ROLE = "444444444444"
ADMINISTRATION, EXECUTION = "AWSCloudFormationStackSetAdministrationRole", "AWSCloudFormationStackSetExecutionRole"
HERE, THERE = "us-east-1", "eu-central-1"


def of_account(account_id: str, service: str, region: str = HERE) -> Any:
    role = f"arn:aws:iam::{account_id}:role/tests"
    assumed = boto3.client("sts", HERE).assume_role(RoleArn=role, RoleSessionName="tests")["Credentials"]
    keys = (assumed["AccessKeyId"], assumed["SecretAccessKey"], assumed["SessionToken"])
    return boto3.Session(*keys, region).client(service)


def trust(**principal: str) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def queues(name: Any = "set-queue") -> str:
    body = template(Queue={"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}})
    return json.dumps({"Parameters": {"Name": {"Type": "String", "Default": name}}, **body})


def name(value: str) -> list[dict[str, str]]:
    return [{"ParameterKey": "Name", "ParameterValue": value}]


class Sets:
    """Stack sets as a client uses them; each operation is waited for."""

    def __init__(self, cloudformation: Any) -> None:
        self.cloudformation = cloudformation

    def create(self, name: str, **more: Any) -> None:
        self.cloudformation.create_stack_set(StackSetName=name, **{"TemplateBody": queues(), **more})

    def run(self, action: str, name: str, **more: Any) -> dict[str, Any]:
        asked = getattr(self.cloudformation, action)(StackSetName=name, **more)
        join()
        described = self.cloudformation.describe_stack_set_operation(
            StackSetName=name, OperationId=asked["OperationId"], **_caller(more)
        )
        return dict(described["StackSetOperation"])

    def results(self, name: str, operation: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
        found = self.cloudformation.list_stack_set_operation_results(
            StackSetName=name, OperationId=operation["OperationId"], **more
        )["Summaries"]
        return [(one["Account"], one["Region"], one["Status"]) for one in found]

    def instances(self, name: str, **more: Any) -> dict[tuple[str, str], str]:
        found = self.cloudformation.list_stack_instances(StackSetName=name, **more)["Summaries"]
        return {(one["Account"], one["Region"]): one["Status"] for one in found}


def _caller(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if name == "CallAs"}


def join() -> None:
    """Wait until no operation on a stack set runs."""
    for thread in threads():
        if thread.name.startswith("stack set "):
            thread.join()


def queue_names(account_id: str, region: str) -> set[str]:
    urls = of_account(account_id, "sqs", region).list_queues().get("QueueUrls", [])
    return {url.rpartition("/")[2] for url in urls}


@pytest.fixture(scope="module")
def roles(empty_cloud: Cloud) -> None:
    """The administration role here, and execution roles in the other two accounts."""
    made = boto3.client("iam", HERE).create_role(
        RoleName=ADMINISTRATION, AssumeRolePolicyDocument=trust(Service="cloudformation.amazonaws.com")
    )
    for account_id in (FIRST, SECOND):
        of_account(account_id, "iam").create_role(
            RoleName=EXECUTION, AssumeRolePolicyDocument=trust(AWS=made["Role"]["Arn"])
        )


@pytest.fixture
def sets(empty_cloud: Cloud, roles: None) -> Iterator[Sets]:
    """Of which nothing is left."""
    yield Sets(empty_cloud.cloudformation)
    for one in empty_cloud.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"]:
        for account_id, region in Sets(empty_cloud.cloudformation).instances(one["StackSetName"]):
            # Where there is no role, nothing but the instance can go.
            chosen = {"RetainStacks": account_id == WITHOUT_ROLE, "Accounts": [account_id], "Regions": [region]}
            Sets(empty_cloud.cloudformation).run("delete_stack_instances", one["StackSetName"], **chosen)
        empty_cloud.cloudformation.delete_stack_set(StackSetName=one["StackSetName"])


class TestASelfManagedSet:
    def test_lives_in_every_account_and_region_from_its_creation_to_its_deletion(self, sets):
        sets.create("web")
        made = sets.run("create_stack_instances", "web", Accounts=[FIRST, SECOND], Regions=[HERE, THERE])
        assert (made["Action"], made["Status"]) == ("CREATE", "SUCCEEDED")
        assert sets.instances("web") == {
            (account, region): "CURRENT" for account in (FIRST, SECOND) for region in (HERE, THERE)
        }
        assert [queue_names(account, THERE) for account in (FIRST, SECOND, ACCOUNT)] == [
            {"set-queue"},
            {"set-queue"},
            set(),
        ]

        chosen = {"Accounts": [FIRST], "Regions": [THERE]}
        sets.run("update_stack_instances", "web", **chosen, ParameterOverrides=name("own"))
        updated = sets.run("update_stack_set", "web", TemplateBody=queues("other"))
        assert updated["Status"] == "SUCCEEDED"
        assert [queue_names(*one) for one in ((FIRST, THERE), (FIRST, HERE), (SECOND, THERE))] == [
            {"own"},
            {"other"},
            {"other"},
        ]
        instance = sets.cloudformation.describe_stack_instance(
            StackSetName="web", StackInstanceAccount=FIRST, StackInstanceRegion=THERE
        )["StackInstance"]
        assert instance["ParameterOverrides"] == name("own")
        assert instance["StackId"].startswith(f"arn:aws:cloudformation:{THERE}:{FIRST}:stack/StackSet-web-")

        with pytest.raises(ClientError, match="StackSet is not empty"):
            sets.cloudformation.delete_stack_set(StackSetName="web")
        everywhere = {"Accounts": [FIRST, SECOND], "Regions": [HERE, THERE]}
        kept = sets.run("delete_stack_instances", "web", Accounts=[SECOND], Regions=[HERE], RetainStacks=True)
        gone = sets.run("delete_stack_instances", "web", **everywhere, RetainStacks=False)
        assert (kept["RetainStacks"], gone["Status"], sets.instances("web")) == (True, "SUCCEEDED", {})
        assert (queue_names(SECOND, HERE), queue_names(FIRST, HERE)) == ({"other"}, set())
        sets.cloudformation.delete_stack_set(StackSetName="web")
        with pytest.raises(ClientError) as error:
            sets.cloudformation.describe_stack_set(StackSetName="web")
        assert error.value.response["Error"]["Code"] == "StackSetNotFoundException"
        of_account(SECOND, "sqs").delete_queue(QueueUrl=of_account(SECOND, "sqs").list_queues()["QueueUrls"][0])

    def test_fails_where_there_is_no_role_and_stops_there(self, sets):
        sets.create("web")
        preferences = {"RegionOrder": [THERE, HERE]}
        accounts = [FIRST, "333333333333", SECOND]
        asked = {"Accounts": accounts, "Regions": [HERE, THERE], "OperationPreferences": preferences}
        failed = sets.run("create_stack_instances", "web", **asked)
        assert (failed["Status"], failed["StatusDetails"]) == ("FAILED", {"FailedStackInstancesCount": 1})
        assert sets.results("web", failed) == [
            (FIRST, HERE, "CANCELLED"),
            (FIRST, THERE, "SUCCEEDED"),
            ("333333333333", HERE, "CANCELLED"),
            ("333333333333", THERE, "FAILED"),
            (SECOND, HERE, "CANCELLED"),
            (SECOND, THERE, "CANCELLED"),
        ]
        instance = sets.cloudformation.describe_stack_instance(
            StackSetName="web", StackInstanceAccount="333333333333", StackInstanceRegion=THERE
        )["StackInstance"]
        assert (instance["Status"], instance["StackInstanceStatus"]) == ("INOPERABLE", {"DetailedStatus": "FAILED"})
        assert instance["StatusReason"] == (
            "Account 333333333333 should have 'AWSCloudFormationStackSetExecutionRole' role with trust relationship to "
            "Role 'AWSCloudFormationStackSetAdministrationRole'."
        )
        of_account("333333333333", "iam").create_role(
            RoleName=EXECUTION, AssumeRolePolicyDocument=trust(AWS=f"arn:aws:iam::{ACCOUNT}:role/{ADMINISTRATION}")
        )

    @pytest.mark.parametrize(
        ("preferences", "statuses"),
        [
            ({}, ["FAILED", "CANCELLED", "CANCELLED", "CANCELLED"]),
            ({"FailureToleranceCount": 1}, ["FAILED", "SUCCEEDED", "FAILED", "SUCCEEDED"]),
            ({"FailureTolerancePercentage": 49}, ["FAILED", "CANCELLED", "CANCELLED", "CANCELLED"]),
            ({"FailureTolerancePercentage": 50}, ["FAILED", "SUCCEEDED", "FAILED", "SUCCEEDED"]),
            ({"RegionConcurrencyType": "PARALLEL"}, ["FAILED", "CANCELLED", "FAILED", "CANCELLED"]),
        ],
    )
    def test_tolerates_as_many_failures_in_each_region_as_it_is_told(self, sets, preferences, statuses):
        sets.create("web")
        accounts = {"Accounts": [WITHOUT_ROLE, FIRST], "Regions": [HERE, THERE]}
        ended = sets.run("create_stack_instances", "web", **accounts, OperationPreferences=preferences)
        by_place = {(account, region): status for account, region, status in sets.results("web", ended)}
        assert [by_place[account, region] for region in (HERE, THERE) for account in accounts["Accounts"]] == statuses
        tolerant = statuses[1] == "SUCCEEDED"
        assert ended["Status"] == ("SUCCEEDED" if tolerant else "FAILED")

    def test_marks_the_instances_that_an_operation_no_longer_reaches_as_cancelled(self, sets):
        sets.create("web")
        sets.run("create_stack_instances", "web", Accounts=[FIRST], Regions=[HERE])
        sets.run("create_stack_instances", "web", Accounts=[WITHOUT_ROLE], Regions=[HERE, THERE])
        shown = sets.cloudformation.list_stack_instances(StackSetName="web")["Summaries"]
        assert {
            (one["Account"], one["Region"]): (one["Status"], one["StackInstanceStatus"]["DetailedStatus"])
            for one in shown
        } == {
            (FIRST, HERE): ("CURRENT", "SUCCEEDED"),
            (WITHOUT_ROLE, HERE): ("INOPERABLE", "FAILED"),
            (WITHOUT_ROLE, THERE): ("OUTDATED", "CANCELLED"),
        }
        assert shown[-1]["StatusReason"] == "Cancelled since failure tolerance has exceeded"

    def test_tells_why_a_stack_of_it_failed(self, sets):
        taken = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "a/b"}}
        sets.create("web", TemplateBody=json.dumps(template(Queue=taken)))
        sets.run("create_stack_instances", "web", Accounts=[FIRST], Regions=[HERE])
        (instance,) = sets.cloudformation.list_stack_instances(StackSetName="web")["Summaries"]
        assert instance["Status"] == "OUTDATED"
        assert instance["StatusReason"].startswith(
            "ResourceLogicalId:Queue, ResourceType:AWS::SQS::Queue, ResourceStatusReason:"
        )

    def test_lets_operations_wait_for_each_other_if_it_is_told_to(self, sets):
        sets.create("web", ManagedExecution={"Active": True})
        chosen = {"StackSetName": "web", "Accounts": [FIRST], "Regions": [HERE]}
        sets.cloudformation.create_stack_instances(**chosen)
        sets.cloudformation.update_stack_instances(**chosen, ParameterOverrides=name("own"))
        sets.cloudformation.delete_stack_instances(**chosen, RetainStacks=False)
        join()
        operations = sets.cloudformation.list_stack_set_operations(StackSetName="web")["Summaries"]
        assert [(one["Action"], one["Status"]) for one in operations] == [
            ("DELETE", "SUCCEEDED"),
            ("UPDATE", "SUCCEEDED"),
            ("CREATE", "SUCCEEDED"),
        ]
        assert (sets.instances("web"), queue_names(FIRST, HERE)) == ({}, set())

    def test_finds_the_drift_of_its_stacks(self, sets):
        sets.create("web")
        sets.run("create_stack_instances", "web", Accounts=[FIRST, SECOND], Regions=[HERE])
        sqs = of_account(SECOND, "sqs")
        sqs.delete_queue(QueueUrl=sqs.list_queues()["QueueUrls"][0])
        sets.run("detect_stack_set_drift", "web")
        details = sets.cloudformation.describe_stack_set(StackSetName="web")["StackSet"][
            "StackSetDriftDetectionDetails"
        ]
        counts = [details[f"{one}StackInstancesCount"] for one in ("Total", "Drifted", "InSync")]
        assert (details["DriftStatus"], counts) == ("DRIFTED", [2, 1, 1])

    def test_refuses_what_does_not_fit_its_permissions(self, sets):
        with pytest.raises(ClientError) as error:
            sets.create("web", AutoDeployment={"Enabled": True})
        assert message_of(error) == "AutoDeployment can be specified only with SERVICE_MANAGED permissions"
        sets.create("web")
        with pytest.raises(ClientError) as again:
            sets.create("web")
        assert again.value.response["Error"]["Code"] == "NameAlreadyExistsException"

    @pytest.mark.parametrize(
        ("targets", "message"),
        [
            ({"Accounts": ["12"], "Regions": [HERE]}, "Accounts must have 12 digits each: 12"),
            (
                {"Accounts": [FIRST], "Regions": [HERE, "cn-north-1", "us-gov-west-1"]},
                "Regions cn-north-1, us-gov-west-1 are not in the partition aws of the stack set",
            ),
            ({"Accounts": [FIRST], "Regions": ["mars-1"]}, "AWS has no Region mars-1"),
            (
                {"Accounts": [FIRST], "DeploymentTargets": {"Accounts": [SECOND]}, "Regions": [HERE]},
                "Accounts and DeploymentTargets cannot both be specified: leave one of them out",
            ),
        ],
        ids=["malformed account", "other partition", "unknown Region", "two ways"],
    )
    def test_refuses_targets_that_cannot_be_reached_and_keeps_no_instance_of_them(self, sets, targets, message):
        sets.create("web")
        with pytest.raises(ClientError) as error:
            sets.run("create_stack_instances", "web", **targets)
        assert message_of(error) == message
        assert sets.instances("web") == {}

    @pytest.mark.parametrize(
        ("override", "message"),
        [
            ({"ParameterKey": "Nome", "ParameterValue": "x"}, "[Nome] do not exist in the template"),
            ({"ParameterKey": "Name"}, "[Name] must have a ParameterValue or UsePreviousValue"),
        ],
        ids=["unknown", "without a value"],
    )
    @pytest.mark.parametrize("action", ["create_stack_instances", "update_stack_instances"])
    def test_refuses_overrides_that_do_not_fit(self, sets, action, override, message):
        sets.create("web")
        with pytest.raises(ClientError) as error:
            sets.run(action, "web", Accounts=[FIRST], Regions=[HERE], ParameterOverrides=[override])
        assert message_of(error) == f"ParameterOverrides: {message}"

    def test_refuses_parameters_that_its_template_does_not_have(self, sets):
        with pytest.raises(ClientError) as error:
            sets.create("web", Parameters=[{"ParameterKey": "Nome", "ParameterValue": "x"}])
        assert message_of(error) == "Parameters: [Nome] do not exist in the template"

    def test_stays_as_it_is_when_an_update_is_refused(self, sets):
        sets.create("web", Parameters=name("first"))
        sets.run("create_stack_instances", "web", Accounts=[FIRST], Regions=[HERE])
        with pytest.raises(ClientError) as error:
            sets.run("update_stack_set", "web", TemplateBody=queues("other"), Regions=["mars-1"], Accounts=[FIRST])
        assert message_of(error) == "AWS has no Region mars-1"
        described = sets.cloudformation.describe_stack_set(StackSetName="web")["StackSet"]
        assert (described["TemplateBody"], described["Parameters"]) == (queues(), name("first"))
        assert sets.instances("web") == {(FIRST, HERE): "CURRENT"}

    def test_works_once_on_an_instance_that_is_named_twice(self, sets):
        sets.create("web")
        operation = sets.run("create_stack_instances", "web", Accounts=[FIRST, FIRST], Regions=[HERE, HERE])
        assert sets.results("web", operation) == [(FIRST, HERE, "SUCCEEDED")]


SERVICE_MANAGED = {
    "PermissionModel": "SERVICE_MANAGED",
    "AutoDeployment": {"Enabled": True, "RetainStacksOnAccountRemoval": False},
    "ManagedExecution": {"Active": True},
}


class TestAServiceManagedSet:
    def test_follows_the_accounts_of_the_units_from_a_delegated_administrator(self, empty_cloud):
        organizations = boto3.client("organizations", HERE)
        organizations.create_organization(FeatureSet="ALL")
        (root,) = organizations.list_roots()["Roots"]
        outer = organizations.create_organizational_unit(ParentId=root["Id"], Name="outer")["OrganizationalUnit"]["Id"]
        inner = organizations.create_organizational_unit(ParentId=outer, Name="inner")["OrganizationalUnit"]["Id"]
        admin, early, late = (
            organizations.create_account(AccountName=one, Email=f"{one}@example.com")["CreateAccountStatus"][
                "AccountId"
            ]
            for one in ("admin", "early", "late")
        )
        organizations.move_account(AccountId=early, SourceParentId=root["Id"], DestinationParentId=inner)
        sets, caller = Sets(of_account(admin, "cloudformation")), {"CallAs": "DELEGATED_ADMIN"}

        with pytest.raises(ClientError, match="You must be a delegated administrator"):
            sets.create("org", **SERVICE_MANAGED, **caller)
        service = "member.org.stacksets.cloudformation.amazonaws.com"
        organizations.register_delegated_administrator(AccountId=admin, ServicePrincipal=service)
        with pytest.raises(ClientError, match="You must enable organizations access"):
            sets.create("org", **SERVICE_MANAGED, **caller)
        empty_cloud.cloudformation.activate_organizations_access()
        sets.create("org", **SERVICE_MANAGED, **caller)

        targets = {"DeploymentTargets": {"OrganizationalUnitIds": [outer]}, "Regions": [THERE]}
        made = sets.run("create_stack_instances", "org", **targets, **caller)
        assert made["Status"] == "SUCCEEDED"
        assert sets.instances("org", **caller) == {(early, THERE): "CURRENT"}

        organizations.move_account(AccountId=late, SourceParentId=root["Id"], DestinationParentId=outer)
        join()
        assert queue_names(late, THERE) == {"set-queue"}
        organizations.move_account(AccountId=late, SourceParentId=outer, DestinationParentId=root["Id"])
        join()
        assert (queue_names(late, THERE), sets.instances("org", **caller)) == (set(), {(early, THERE): "CURRENT"})

        within = {"DeploymentTargets": {"OrganizationalUnitIds": [inner]}, "Regions": [THERE]}
        updated = sets.run("update_stack_instances", "org", **within, **caller, ParameterOverrides=name("set-queue"))
        assert updated["Status"] == "SUCCEEDED"
        with pytest.raises(ClientError, match="AWS has no Region mars-1"):
            sets.run("delete_stack_instances", "org", **{**targets, "Regions": ["mars-1"]}, **caller, RetainStacks=True)
        described = empty_cloud.cloudformation.describe_stack_set(StackSetName="org")["StackSet"]
        assert (described["OrganizationalUnitIds"], described["Regions"]) == ([outer], [THERE])
        sets.run("delete_stack_instances", "org", **targets, **caller, RetainStacks=False)
        sets.cloudformation.delete_stack_set(StackSetName="org", **caller)
        assert queue_names(early, THERE) == set()
