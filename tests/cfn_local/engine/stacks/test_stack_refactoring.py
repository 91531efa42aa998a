"""Resources move between stacks and get other logical IDs, and are otherwise untouched."""

import json
from collections.abc import Sequence
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cfn_local.engine.stacks.stack_refactor import StackRefactor
from tests.cfn_local.engine.stacks.stack_stories import REGION, Cloud, message_of, template, thing

QUEUE: dict[str, Any] = {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 5}}
BUCKET: dict[str, Any] = {"Type": "AWS::S3::Bucket"}


def topic(name: Any = "Keeps the stack") -> dict[str, Any]:
    return {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": name}}


def mapping(source: str, destination: str) -> dict[str, Any]:
    """From `STACK.ID` to `STACK.ID`."""
    ends = [dict(zip(("StackName", "LogicalResourceId"), end.split("."), strict=True)) for end in (source, destination)]
    return dict(zip(("Source", "Destination"), ends, strict=True))


def refactor_in(cloud: Cloud, refactor_id: str) -> StackRefactor:
    return cloud.account.refactors[refactor_id]


def asked(cloud: Cloud, bodies: dict[str, Any], mappings: Sequence[dict[str, Any]] = (), **more: Any) -> str:
    """The ID of a refactor of the stacks, once it is created or refused."""
    definitions = [{"StackName": name, "TemplateBody": json.dumps(body)} for name, body in bodies.items()]
    wanted = {"StackDefinitions": definitions, "ResourceMappings": list(mappings), **more}
    refactor_id: str = cloud.cloudformation.create_stack_refactor(**wanted)["StackRefactorId"]
    refactor_in(cloud, refactor_id).wait_until_still(60)
    return refactor_id


def described(cloud: Cloud, refactor_id: str) -> dict[str, Any]:
    found: dict[str, Any] = cloud.cloudformation.describe_stack_refactor(StackRefactorId=refactor_id)
    return found


def executed(cloud: Cloud, refactor_id: str) -> str:
    assert described(cloud, refactor_id).get("StatusReason") is None
    cloud.cloudformation.execute_stack_refactor(StackRefactorId=refactor_id)
    refactor_in(cloud, refactor_id).wait_until_still(60)
    return str(described(cloud, refactor_id)["ExecutionStatus"])


def reason(cloud: Cloud, bodies: dict[str, Any], mappings: Sequence[dict[str, Any]] = (), **more: Any) -> str:
    """Why the refactor is refused."""
    found = described(cloud, asked(cloud, bodies, mappings, **more))
    assert (found["Status"], found["ExecutionStatus"]) == ("CREATE_FAILED", "UNAVAILABLE")
    return str(found["StatusReason"])


def drift(cloud: Cloud, name: str, logical_id: str) -> str:
    found = cloud.cloudformation.detect_stack_resource_drift(StackName=name, LogicalResourceId=logical_id)
    return str(found["StackResourceDrift"]["StackResourceDriftStatus"])


@pytest.fixture(scope="module")
def stacks(cloud: Cloud) -> tuple[str, str]:
    """Two stacks that no test changes."""
    return cloud.create(template(One=thing("one"), Two=thing("two"))), cloud.create(template(Other=thing("other")))


class TestAStackRefactor:
    def test_moves_a_queue_and_a_bucket_with_its_contents_and_renames_one(self, cloud: Cloud) -> None:
        client, s3 = cloud.cloudformation, cloud.s3
        first = cloud.create(template(Stays=topic({"Ref": "Store"}), Jobs=QUEUE, Store=BUCKET))
        second = cloud.create(template(Other=topic("Here before")))
        queue, bucket = cloud.physical_id(first, "Jobs"), cloud.physical_id(first, "Store")
        s3.put_object(Bucket=bucket, Key="kept.txt", Body=b"kept")
        boto3.client("sqs", REGION).send_message(QueueUrl=queue, MessageBody="kept")
        exported = {"Name": {"Value": {"Ref": "Archive"}, "Export": {"Name": f"{second}-store"}}}
        refactor_id = asked(
            cloud,
            {
                first: template(Stays=topic({"Fn::ImportValue": f"{second}-store"})),
                second: template(exported, Other=topic("Here before"), Jobs=QUEUE, Archive=BUCKET),
            },
            [mapping(f"{first}.Store", f"{second}.Archive")],
            Description="split",
        )
        found = described(cloud, refactor_id)
        assert (found["Status"], found["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE")
        assert found["Description"] == "split"
        assert found["StackIds"] == [cloud.stack_id(first), cloud.stack_id(second)]
        actions = client.list_stack_refactor_actions(StackRefactorId=refactor_id)["StackRefactorActions"]
        assert [(one["Action"], one["Entity"], one["Detection"], one["PhysicalResourceId"]) for one in actions] == [
            ("MOVE", "RESOURCE", "AUTO", queue),
            ("MOVE", "RESOURCE", "MANUAL", bucket),
        ]
        assert {"Key": "aws:cloudformation:logical-id", "Value": "Archive"} in actions[1]["TagResources"]
        assert cloud.resources(first).keys() == {"Stays", "Jobs", "Store"}

        counts = {name: len(cloud.events(name)) for name in (first, second)}
        assert executed(cloud, refactor_id) == "EXECUTE_COMPLETE"
        assert cloud.events(first, counts[first]) == [
            f"{first} UPDATE_IN_PROGRESS",
            "Jobs EXPORT_IN_PROGRESS",
            "Jobs EXPORT_COMPLETE",
            "Store EXPORT_IN_PROGRESS",
            "Store EXPORT_COMPLETE",
            f"{first} UPDATE_COMPLETE",
        ]
        assert cloud.events(second, counts[second]) == [
            f"{second} UPDATE_IN_PROGRESS",
            "Jobs IMPORT_IN_PROGRESS",
            "Jobs IMPORT_COMPLETE",
            "Archive IMPORT_IN_PROGRESS",
            "Archive IMPORT_COMPLETE",
            f"{second} UPDATE_COMPLETE",
        ]
        assert cloud.resources(first).keys() == {"Stays"}
        assert cloud.resources(second).keys() == {"Other", "Jobs", "Archive"}
        assert (cloud.physical_id(second, "Jobs"), cloud.physical_id(second, "Archive")) == (queue, bucket)
        assert cloud.outputs(second) == {"Name": bucket}
        assert client.list_imports(ExportName=f"{second}-store")["Imports"] == [first]
        tags = {one["Key"]: one["Value"] for one in s3.get_bucket_tagging(Bucket=bucket)["TagSet"]}
        assert tags["aws:cloudformation:stack-name"] == second
        assert tags["aws:cloudformation:logical-id"] == "Archive"
        assert {drift(cloud, second, name) for name in ("Jobs", "Archive")} == {"IN_SYNC"}
        assert drift(cloud, first, "Stays") == "IN_SYNC"

        cloud.delete(first)
        assert s3.get_object(Bucket=bucket, Key="kept.txt")["Body"].read() == b"kept"
        received = boto3.client("sqs", REGION).receive_message(QueueUrl=queue)["Messages"]
        assert [one["Body"] for one in received] == ["kept"]
        s3.delete_object(Bucket=bucket, Key="kept.txt")
        cloud.delete(second)
        assert bucket not in [one["Name"] for one in s3.list_buckets()["Buckets"]]

    def test_creates_a_stack_where_that_is_enabled_and_moves_a_private_resource(self, cloud: Cloud) -> None:
        first, second = cloud.create(template(One=thing("one"), Two=thing("two", Secret="s"))), cloud.new_name()
        physical_id = cloud.physical_id(first, "Two")
        bodies = {first: template(One=thing("one")), second: template(Two=thing("two", Secret="s"))}
        with pytest.raises(ClientError) as refusal:
            asked(cloud, bodies)
        assert "EnableStackCreation" in message_of(refusal)
        refactor_id = asked(cloud, bodies, EnableStackCreation=True)
        assert cloud.status(second) == "REVIEW_IN_PROGRESS"
        actions = cloud.cloudformation.list_stack_refactor_actions(StackRefactorId=refactor_id)["StackRefactorActions"]
        assert [(one["Action"], one["Entity"]) for one in actions] == [("MOVE", "RESOURCE"), ("CREATE", "STACK")]

        assert executed(cloud, refactor_id) == "EXECUTE_COMPLETE"
        assert (cloud.status(first), cloud.status(second)) == ("UPDATE_COMPLETE", "CREATE_COMPLETE")
        assert cloud.physical_id(second, "Two") == physical_id
        told = cloud.invocations(second)
        assert [one["action"] for one in told] == ["UPDATE"]
        assert told[0]["requestData"]["systemTags"]["aws:cloudformation:stack-name"] == second
        assert told[0]["requestData"]["previousSystemTags"]["aws:cloudformation:stack-name"] == first
        assert drift(cloud, second, "Two") == "IN_SYNC"
        cloud.update(second, template(Two=thing("two", Secret="s", Size=4)))
        assert cloud.things()[physical_id]["Size"] == "4"
        cloud.delete(first)
        assert physical_id in cloud.things()
        cloud.delete(second)
        assert physical_id not in cloud.things()

    def test_renames_within_one_stack_and_swaps_logical_ids(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one"), Two=thing("two", depends_on="One")))
        one, two = cloud.physical_id(name, "One"), cloud.physical_id(name, "Two")
        swapped = template(
            Two=thing("one", _Metadata={"aws:cdk:path": "Stack/Two"}), One=thing("two", depends_on="Two")
        )
        mappings = [mapping(f"{name}.One", f"{name}.Two"), mapping(f"{name}.Two", f"{name}.One")]
        assert executed(cloud, asked(cloud, {name: swapped}, mappings)) == "EXECUTE_COMPLETE"
        assert (cloud.physical_id(name, "Two"), cloud.physical_id(name, "One")) == (one, two)
        detail = cloud.cloudformation.describe_stack_resource(StackName=name, LogicalResourceId="Two")
        assert json.loads(detail["StackResourceDetail"]["Metadata"]) == {"aws:cdk:path": "Stack/Two"}
        assert {one, two} <= cloud.things().keys()

    def test_runs_the_transforms_of_an_existing_stack(self, cloud: Cloud) -> None:
        def things(prefix: str) -> dict[str, Any]:
            loop = ["Id", ["A", "B"], {f"{prefix}${{Id}}": thing({"Fn::Sub": "looped-${Id}"})}]
            return {"Transform": "AWS::LanguageExtensions", **template(**{"Fn::ForEach::Things": loop})}

        name = cloud.create(things("Thing"), Capabilities=["CAPABILITY_AUTO_EXPAND"])
        physical_id = cloud.physical_id(name, "ThingA")
        mappings = [mapping(f"{name}.Thing{one}", f"{name}.Item{one}") for one in "AB"]
        assert executed(cloud, asked(cloud, {name: things("Item")}, mappings)) == "EXECUTE_COMPLETE"
        assert cloud.physical_id(name, "ItemA") == physical_id
        cloud.delete(name)
        assert physical_id not in cloud.things()

    def test_moves_between_a_nested_stack_and_another_unless_the_parent_would_notice(self, cloud: Cloud) -> None:
        body = template({"Id": {"Value": {"Ref": "Two"}}}, One=thing("one"), Two=thing("two"), Three=thing("three"))
        cloud.s3.put_object(Bucket="packages", Key="refactored.json", Body=json.dumps(body).encode())
        url = "https://packages.s3.us-east-1.amazonaws.com/refactored.json"
        nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}
        parent, other = cloud.create(template(Child=nested)), cloud.create(template(Other=thing("other")))
        child = cloud.physical_id(parent, "Child")
        moved = {child: template(One=thing("one"), Three=thing("three")), other: template(Other=thing("other"))}
        moved[other]["Resources"]["Two"] = thing("two")
        assert reason(cloud, moved) == f"{child}: its parent may use the outputs Id, which would change."
        moved = {
            child: template({"Id": {"Value": {"Ref": "Two"}}}, One=thing("one"), Two=thing("two")),
            other: template(Other=thing("other"), Three=thing("three")),
        }
        assert executed(cloud, asked(cloud, moved)) == "EXECUTE_COMPLETE"
        cloud.delete(parent)
        assert cloud.physical_id(other, "Three") in cloud.things()

    def test_that_fails_leaves_both_stacks_and_the_tags_as_they_were(self, cloud: Cloud) -> None:
        failing = {"Fail": {"UPDATE": "Once GeneralServiceException"}}
        first = cloud.create(template(One=thing("one"), Store=BUCKET, Two=thing("two", **failing)))
        second = cloud.create(template(Other=thing("other")))
        bucket = cloud.physical_id(first, "Store")
        body = template(Other=thing("other"), Store=BUCKET, Two=thing("two", **failing))
        refactor_id = asked(cloud, {first: template(One=thing("one")), second: body})
        assert executed(cloud, refactor_id) == "ROLLBACK_COMPLETE"
        assert "Two" in described(cloud, refactor_id)["ExecutionStatusReason"]
        assert {cloud.status(first), cloud.status(second)} == {"UPDATE_ROLLBACK_COMPLETE"}
        assert cloud.resources(first).keys() == {"One", "Store", "Two"}
        assert cloud.resources(second).keys() == {"Other"}
        tags = {one["Key"]: one["Value"] for one in cloud.s3.get_bucket_tagging(Bucket=bucket)["TagSet"]}
        assert tags["aws:cloudformation:stack-name"] == first
        assert "Two IMPORT_FAILED" in cloud.events(second)
        only_the_bucket = {
            first: template(One=thing("one"), Two=thing("two", **failing)),
            second: template(Other=thing("other"), Store=BUCKET),
        }
        assert executed(cloud, asked(cloud, only_the_bucket)) == "EXECUTE_COMPLETE"
        assert cloud.physical_id(second, "Store") == bucket

    def test_that_cannot_be_rolled_back_says_so_and_leaves_every_resource_to_its_stack(self, cloud: Cloud) -> None:
        failing = thing("two", Fail={"UPDATE": "GeneralServiceException"})
        first, second = cloud.create(template(One=thing("one"), Two=failing)), cloud.new_name()
        refactor_id = asked(
            cloud, {first: template(One=thing("one")), second: template(Two=failing)}, EnableStackCreation=True
        )
        assert executed(cloud, refactor_id) == "ROLLBACK_FAILED"
        assert cloud.status(second) == "ROLLBACK_COMPLETE"
        assert cloud.resources(second) == {}
        assert cloud.resources(first) == {"One": "CREATE_COMPLETE", "Two": "EXPORT_ROLLBACK_FAILED"}

    def test_is_obsolete_once_a_stack_changes(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        refactor_id = asked(cloud, {name: template(Two=thing("one"))}, [mapping(f"{name}.One", f"{name}.Two")])
        cloud.update(name, template(One=thing("one", Size=2)))
        found = described(cloud, refactor_id)
        assert found["ExecutionStatus"] == "OBSOLETE"
        assert found["ExecutionStatusReason"] == f"{cloud.stack_id(name)}: Stack was updated."
        with pytest.raises(ClientError) as refusal:
            cloud.cloudformation.execute_stack_refactor(StackRefactorId=refactor_id)
        assert "[OBSOLETE]" in message_of(refusal)
        listed = cloud.cloudformation.list_stack_refactors(ExecutionStatusFilter=["OBSOLETE"])["StackRefactorSummaries"]
        assert refactor_id in [one["StackRefactorId"] for one in listed]
        assert {one["ExecutionStatus"] for one in listed} == {"OBSOLETE"}

    def test_is_obsolete_once_its_new_stack_is_deleted(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, new = stacks[0], cloud.new_name()
        bodies = {first: template(One=thing("one")), new: template(Two=thing("two"))}
        refactor_id = asked(cloud, bodies, EnableStackCreation=True)
        cloud.delete(new)
        assert described(cloud, refactor_id)["ExecutionStatusReason"] == f"{cloud.stack_id(new)}: Stack was deleted."

    def test_that_does_not_exist_is_not_found(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError) as refusal:
            cloud.cloudformation.describe_stack_refactor(StackRefactorId="none")
        assert refusal.value.response["Error"]["Code"] == "StackRefactorNotFoundException"


class TestARefusedStackRefactor:
    def test_names_every_property_that_would_change(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, second = stacks
        bodies = {
            first: template(One=thing("one", Size=2)),
            second: template(Other=thing("other"), Two=thing("two", Label="new", _DeletionPolicy="Retain")),
        }
        assert reason(cloud, bodies) == (
            f"{first}.One: a refactor would change Size: first update the stack. "
            f"{second}.Two: a refactor would change Label, DeletionPolicy: first update the stack."
        )

    def test_names_what_would_be_created_deleted_or_is_unknown(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, second = stacks
        bodies = {first: template(One=thing("one")), second: template(Other=thing("other"), New=thing("new"))}
        assert reason(cloud, bodies, [mapping(f"{first}.None", f"{second}.Nothing")]) == (
            f"The resource {first}.None in the resource mappings does not exist. "
            f"The resource {second}.Nothing in the resource mappings is not in its template. "
            f"The resource {second}.New would be created: a refactor creates none. Map an existing one. "
            f"The resource {first}.Two would be deleted: a refactor deletes none. Map it to its new place."
        )

    def test_maps_onto_an_existing_resource(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, second = stacks
        bodies = {first: template(One=thing("one")), second: template(Other=thing("two"))}
        assert f"The resource {second}.Other exists: {first}.Two cannot be mapped onto it." in reason(
            cloud, bodies, [mapping(f"{first}.Two", f"{second}.Other")]
        )

    def test_leaves_what_is_mapped_where_it_was(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, second = stacks
        both = template(One=thing("one"), Two=thing("two"))
        bodies = {first: both, second: template(Other=thing("other"), Two=thing("two"))}
        assert reason(cloud, bodies, [mapping(f"{first}.Two", f"{second}.Two")]) == (
            f"The resource Two defined in the resources mapping did no move from its original stack {first}. "
            "Review your stack template desired state."
        )

    def test_would_leave_a_stack_empty(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, _ = stacks
        conditions = {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}}
        inactive = {**conditions, **template(X=thing("x", _Condition="Never"))}
        second = cloud.create({**conditions, **template(Last=thing("last"))})
        body = template(One=thing("one"), Two=thing("two"), Last=thing("last"))
        bodies = {first: body, second: inactive}
        assert reason(cloud, bodies) == f"Stack {second} would have no resources: first add one that stays."

    def test_changes_other_sections_of_a_template(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, second = stacks
        added = {"Parameters": {"New": {"Type": "String", "Default": "x"}}, "Mappings": {"M": {"a": {"b": "c"}}}}
        bodies = {
            first: {**added, **template(One=thing("one"))},
            second: template(Other=thing("other"), Two=thing("two")),
        }
        assert reason(cloud, bodies) == (
            f"{cloud.stack_id(first)}: A refactor does not change these sections of a template: Parameters, Mappings."
        )

    def test_has_a_new_stack_with_conditions(self, cloud: Cloud, stacks: tuple[str, str]) -> None:
        first, _ = stacks
        new = cloud.new_name()
        body = {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}, **template(Two=thing("two"))}
        refactor_id = asked(cloud, {first: template(One=thing("one")), new: body}, EnableStackCreation=True)
        found = described(cloud, refactor_id)
        assert found["StackIds"] == [cloud.stack_id(first), new]
        assert found["StatusReason"].endswith(
            "Following template sections are not allowed when creating a stack while refactoring: Conditions"
        )
        assert cloud.account.find(new) is None

    def test_moves_types_that_do_not_move_or_depend_on_the_name_of_the_stack(self, cloud: Cloud) -> None:
        named = thing({"Ref": "AWS::StackName"})
        handle = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
        first = cloud.create(template(One=thing("one"), Handle=handle, Named=named))
        second = cloud.create(template(Other=thing("other")))
        bodies = {first: template(One=thing("one")), second: template(Other=thing("other"), Handle=handle, Named=named)}
        assert reason(cloud, bodies) == (
            f"{second}.Handle: Stack Refactor does not support AWS::CloudFormation::WaitConditionHandle. "
            f"{second}.Named: it refers to AWS::StackName, whose value differs between the stacks. "
            f"{second}.Named: a refactor would change Name: first update the stack."
        )

    def test_takes_an_export_from_a_stack_that_imports_it(self, cloud: Cloud) -> None:
        exported = {"Out": {"Value": {"Ref": "Two"}, "Export": {"Name": "used-elsewhere"}}}
        first = cloud.create(template(exported, One=thing("one"), Two=thing("two")))
        user = cloud.create(template(Uses=thing("uses", Label={"Fn::ImportValue": "used-elsewhere"})))
        second = cloud.create(template(Other=thing("other")))
        bodies = {first: template(One=thing("one")), second: template(Other=thing("other"), Two=thing("two"))}
        assert reason(cloud, bodies) == f"Cannot delete export used-elsewhere as it is in use by {user}."
        bodies[second] = template(exported, Other=thing("other"), Two=thing("two"))
        assert executed(cloud, asked(cloud, bodies)) == "EXECUTE_COMPLETE"
        exports = {one["Name"]: one["ExportingStackId"] for one in cloud.cloudformation.list_exports()["Exports"]}
        assert exports["used-elsewhere"] == cloud.stack_id(second)

    def test_has_a_stack_with_a_policy(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        statement = {"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}
        cloud.cloudformation.set_stack_policy(StackName=name, StackPolicyBody=json.dumps({"Statement": [statement]}))
        body, mappings = {name: template(Two=thing("one"))}, [mapping(f"{name}.One", f"{name}.Two")]
        assert reason(cloud, body, mappings) == f"Stack {name} has a stack policy: a refactor does not support any."
