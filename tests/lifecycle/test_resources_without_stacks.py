"""The repository's resources where no stack made them: through Cloud Control API, and then taken over by stacks.

By boto3 and the real AWS CLI, against the handlers as they ship.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, WaiterError

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, package_of, succeeded

GROUP, TRACKER = "AwsCommunity::ODCR::Group", "AwsCommunity::Glue::JobTracker"
FOLDERS = ("resources/awscommunity-odcr-group", "resources/awscommunity-glue-jobtracker")
CAPACITY = {
    "Name": "capacity",
    "InstanceType": "t3.micro",
    "MinimumInstanceCount": 2,
    "AvailabilityZones": ["us-east-1a", "us-east-1b"],
}
ALARM: dict[str, Any] = {"Threshold": 50, "TopicArn": "arn:aws:sns:us-east-1:123456789012:operations"}
TAGS = [{"Key": "team", "Value": "core"}]

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        for folder in FOLDERS:
            account.register(package_of(ROOT / folder))
        yield account


@pytest.fixture(scope="module")
def control(account: LocalAccount) -> Any:
    return account.client("cloudcontrol")


def aws(account: LocalAccount, *command: str) -> Any:
    """What the AWS CLI prints."""
    return json.loads(succeeded(account.run("aws", *command)).stdout or "null")


def ended(control: Any, begun: dict[str, Any]) -> dict[str, Any]:
    """The last ProgressEvent of a request."""
    token = begun["ProgressEvent"]["RequestToken"]
    try:
        control.get_waiter("resource_request_success").wait(RequestToken=token)
    except WaiterError as error:
        failed: dict[str, Any] = error.last_response["ProgressEvent"]
        return failed
    found: dict[str, Any] = control.get_resource_request_status(RequestToken=token)["ProgressEvent"]
    return found


def created(control: Any, type_name: str, desired: dict[str, Any]) -> str:
    event = ended(control, control.create_resource(TypeName=type_name, DesiredState=json.dumps(desired)))
    assert event["OperationStatus"] == "SUCCESS", event
    return str(event["Identifier"])


def properties(control: Any, type_name: str, identifier: str) -> dict[str, Any]:
    found = control.get_resource(TypeName=type_name, Identifier=identifier)["ResourceDescription"]
    read: dict[str, Any] = json.loads(found["Properties"])
    return read


def put(**values: Any) -> str:
    """A patch that states these properties."""
    return json.dumps([{"op": "add", "path": f"/{name}", "value": value} for name, value in values.items()])


def code(control: Any, type_name: str, identifier: str, patch: str) -> str:
    """The code with which a patch is refused."""
    with pytest.raises(ClientError) as error:
        control.update_resource(TypeName=type_name, Identifier=identifier, PatchDocument=patch)
    return str(error.value.response["Error"]["Code"])


def identifiers(control: Any, type_name: str) -> list[str]:
    return [one["Identifier"] for one in control.list_resources(TypeName=type_name)["ResourceDescriptions"]]


class TestThroughCloudControlAPI:
    def life(self, control: Any, type_name: str, desired: dict[str, Any], changed: dict[str, Any]) -> str:
        """Create, patch every mutable property, read, list and delete a resource; return its identifier."""
        identifier = created(control, type_name, desired)
        assert identifiers(control, type_name) == [identifier]
        patched = control.update_resource(TypeName=type_name, Identifier=identifier, PatchDocument=put(**changed))
        assert ended(control, patched)["OperationStatus"] == "SUCCESS"
        found = properties(control, type_name, identifier)
        assert {name: found[name] for name in changed} == changed
        removal = json.dumps([{"op": "remove", "path": "/Tags"}])
        ended(control, control.update_resource(TypeName=type_name, Identifier=identifier, PatchDocument=removal))
        assert not properties(control, type_name, identifier).get("Tags")
        return identifier

    def gone(self, control: Any, type_name: str, identifier: str) -> None:
        deleted = ended(control, control.delete_resource(TypeName=type_name, Identifier=identifier))
        assert deleted["OperationStatus"] == "SUCCESS"
        again = ended(control, control.delete_resource(TypeName=type_name, Identifier=identifier))
        assert again["ErrorCode"] == "NotFound"
        assert identifiers(control, type_name) == []

    def test_a_group_lives(self, control: Any, account: LocalAccount) -> None:
        changed = {
            "MinimumInstanceCount": 4,
            "FailureTolerance": 0,
            "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
            "EndDate": "2036-01-01T00:00:00Z",
            "MaximumTotalInstanceCount": 30,
            "UtilizationAlarm": {**ALARM, "Hours": 2},
            "Tags": TAGS,
        }
        arn = self.life(control, GROUP, CAPACITY, changed)
        assert arn == "arn:aws:resource-groups:us-east-1:123456789012:group/capacity"
        named = ("--type-name", GROUP, "--identifier", '{"Name": "capacity"}')
        by_name = aws(account, "cloudcontrol", "get-resource", *named)["ResourceDescription"]
        assert by_name["Identifier"] == arn
        fixed = {"InstanceType": "t3.large", "Name": "x", "Tenancy": "dedicated", "EbsOptimized": True}
        for name, value in fixed.items():
            assert code(control, GROUP, arn, put(**{name: value})) == "NotUpdatableException"
        assert code(control, GROUP, arn, put(TotalInstanceCount=1)) == "ValidationException"
        self.gone(control, GROUP, arn)
        assert account.billed() == []

    def test_a_tracker_lives(self, control: Any) -> None:
        inputs = ROOT / "resources/awscommunity-glue-jobtracker/inputs"
        desired, changed = (json.loads((inputs / f"inputs_1_{one}.json").read_text()) for one in ("create", "update"))
        changed |= {"AlertOn": "LastAttempt", "AlertFormat": "CHATBOT", "JobNames": ["orders"], "OwnerTag": "owner"}
        changed |= {"ExemptTag": {"Key": "quiet", "Value": "yes"}, "RetainRunTableOnDelete": False}
        name = self.life(control, TRACKER, desired, changed)
        assert name == "contract-1"
        key = "arn:aws:kms:us-east-1:123456789012:key/0"
        assert code(control, TRACKER, name, put(KmsKeyArn=key)) == "NotUpdatableException"
        assert code(control, TRACKER, name, put(FunctionArn="x")) == "ValidationException"
        self.gone(control, TRACKER, name)


def kept(type_name: str, stated: dict[str, Any]) -> dict[str, Any]:
    return {"Type": type_name, "DeletionPolicy": "Retain", "Properties": stated}


QUEUE = {"Type": "AWS::SQS::Queue"}


class TestTakenOverByStacks:
    """A group and a tracker that no stack has are imported, kept, and moved to another stack."""

    def changes(self, account: LocalAccount, stack: str, resources: dict[str, Any], **more: Any) -> dict[str, str]:
        """Make a change set, and return the action on each resource."""
        client, named = account.client("cloudformation"), {"StackName": stack, "ChangeSetName": "review"}
        client.create_change_set(**named, TemplateBody=json.dumps({"Resources": resources}), **more)
        changes = [one["ResourceChange"] for one in client.describe_change_set(**named)["Changes"]]
        return {one["LogicalResourceId"]: one["Action"] for one in changes}

    def updated(self, account: LocalAccount, stack: str, resources: dict[str, Any]) -> None:
        client = account.client("cloudformation")
        client.update_stack(StackName=stack, TemplateBody=json.dumps({"Resources": resources}))
        client.get_waiter("stack_update_complete").wait(StackName=stack)

    def executed(self, account: LocalAccount, stack: str, kind: str) -> None:
        client = account.client("cloudformation")
        client.execute_change_set(StackName=stack, ChangeSetName="review")
        client.get_waiter(f"stack_{kind}_complete").wait(StackName=stack)

    def in_sync(self, account: LocalAccount, stack: str, *logical_ids: str) -> None:
        client = account.client("cloudformation")
        for logical_id in logical_ids:
            drift = client.detect_stack_resource_drift(StackName=stack, LogicalResourceId=logical_id)
            assert drift["StackResourceDrift"]["StackResourceDriftStatus"] == "IN_SYNC", drift

    def test_by_an_import_and_then_moved_to_another_stack(self, account: LocalAccount, control: Any) -> None:
        tracking = {"TrackerName": "nightly", "AlertEmails": ["data@example.com"]}
        arn = created(control, GROUP, CAPACITY)
        assert created(control, TRACKER, tracking) == "nightly"
        both = {"Capacity": kept(GROUP, CAPACITY), "Tracker": kept(TRACKER, tracking)}
        one = {"ResourceType": GROUP, "LogicalResourceId": "Capacity", "ResourceIdentifier": {"Arn": arn}}
        two = {
            "ResourceType": TRACKER,
            "LogicalResourceId": "Tracker",
            "ResourceIdentifier": {"TrackerName": "nightly"},
        }
        importing = {"ChangeSetType": "IMPORT", "ResourcesToImport": [one, two]}

        team = [{"Key": "team", "Value": "core"}]
        imported = {"Capacity": "Import", "Tracker": "Import"}
        assert self.changes(account, "first", both, **importing, Tags=team) == imported
        self.executed(account, "first", "import")
        assert account.resources("first") == {"Capacity": arn, "Tracker": "nightly"}
        self.in_sync(account, "first", "Capacity", "Tracker")
        # What a group reads are its own tags; those of its stack are on the group in AWS.
        assert account.client("resource-groups").get_tags(Arn=arn)["Tags"]["team"] == "core"

        self.updated(account, "first", {"Jobs": QUEUE})
        assert identifiers(control, GROUP) == [arn]

        assert self.changes(account, "second", both, **importing) == imported
        self.executed(account, "second", "import")
        assert account.resources("second") == {"Capacity": arn, "Tracker": "nightly"}

        self.updated(account, "second", {**both, "Capacity": kept(GROUP, {**CAPACITY, "MinimumInstanceCount": 3})})
        assert [count for _, count in account.billed()] == [3, 3]
        for stack in ("first", "second"):
            account.delete(stack)
        for type_name, identifier in ((GROUP, arn), (TRACKER, "nightly")):
            assert identifiers(control, type_name) == [identifier]
            ended(control, control.delete_resource(TypeName=type_name, Identifier=identifier))

    def test_as_they_exist_under_their_names(self, account: LocalAccount, control: Any, tmp_path: Path) -> None:
        """By the AWS CLI. The name in a template identifies a tracker; a group's identifier is read-only."""
        tracking = {"TrackerName": "existing", "AlertEmails": ["data@example.com"]}
        created(control, TRACKER, tracking)
        file = tmp_path / "template.json"
        file.write_text(json.dumps({"Resources": {"Tracker": kept(TRACKER, tracking), "Jobs": QUEUE}}))
        named = ("--stack-name", "third", "--change-set-name", "review", "--template-body", f"file://{file}")
        asked = ("--change-set-type", "CREATE", "--import-existing-resources")
        aws(account, "cloudformation", "create-change-set", *named, *asked)
        self.executed(account, "third", "create")
        assert account.resources("third")["Tracker"] == "existing"
        arn = created(control, GROUP, CAPACITY)
        capacity = {"Capacity": kept(GROUP, CAPACITY)}
        assert self.changes(account, "fourth", capacity, ChangeSetType="CREATE", ImportExistingResources=True) == {
            "Capacity": "Add"
        }
        account.delete("third")
        assert identifiers(control, TRACKER) == ["existing"]
        ended(control, control.delete_resource(TypeName=GROUP, Identifier=arn))
