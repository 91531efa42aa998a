"""What DescribeStacks tells of a stack in each of its states."""

import json

from tests.recorded.normalisation import normalised
from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import MEASURED, UNDATED, inferred, recorded

STACK_ID = "arn:aws:cloudformation:us-east-1:123456789012:stack/<stack>/<uuid>"
COMMON = {
    "StackId": STACK_ID,
    "StackName": "<stack>",
    "CreationTime": "<time>",
    "RollbackConfiguration": {},
    "DisableRollback": False,
    "NotificationARNs": [],
    "Tags": [],
    "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
}
FAILING = template({"Bad": parameter("x", Type="NoSuchType")})


class TestAStackMadeByChangeSets:
    @recorded("2026-02-02")
    def test_is_told_in_these_members_and_no_others(self, cloud: Cloud) -> None:
        bodies = [template({"Topic": topic(DisplayName=shown)}) for shown in ("a", "b")]
        process = cloud.process(*bodies)
        created, updated = process.stacks
        change_set_ids = [one.pop("ChangeSetId") for one in (created, updated)]
        assert all("/change-" in one for one in change_set_ids)
        common = {**COMMON, "DeploymentConfig": {"Mode": "STANDARD", "DisableRollback": False}}  # since 2026
        expected = {**common, "LastUpdatedTime": "<time>", "EnableTerminationProtection": False}
        assert created == {
            **expected,
            "StackStatus": "CREATE_COMPLETE",
            "LastOperations": [{"OperationId": "<uuid>", "OperationType": "CREATE_STACK"}],
        }
        assert updated == {
            **expected,
            "StackStatus": "UPDATE_COMPLETE",
            "LastOperations": [{"OperationId": "<uuid>", "OperationType": "UPDATE_STACK"}],
        }
        assert process.deleted == {
            **common,
            "LastUpdatedTime": "<time>",
            "DeletionTime": "<time>",
            "StackStatus": "DELETE_COMPLETE",
            "LastOperations": [{"OperationId": "<uuid>", "OperationType": "DELETE_STACK"}],
        }


class TestAStackMadeByCreateStack:
    @recorded("2024-03-26")
    def test_has_not_been_updated(self, cloud: Cloud) -> None:
        stack = cloud.stack(cloud.create(template({"Topic": topic()})))
        assert "LastUpdatedTime" not in stack
        assert "ChangeSetId" not in stack

    @inferred
    def test_keeps_its_capabilities_in_an_update_that_names_none_and_loses_its_change_set(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        change_set = cloud.change_set(name, template({"Topic": topic(DisplayName="a")}), {}, "CREATE")
        cloud.cloudformation.execute_change_set(ChangeSetName=change_set)
        cloud.settle(name)
        cloud.update(name, template({"Topic": topic(DisplayName="b")}), Capabilities=["CAPABILITY_IAM"])
        cloud.update(name, template({"Topic": topic(DisplayName="c")}))
        assert cloud.stack(name)["Capabilities"] == ["CAPABILITY_IAM"]
        assert "ChangeSetId" not in cloud.stack(name)


class TestAStackInReview:
    @recorded("2023-11-22")
    def test_is_told_in_eleven_members(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        cloud.change_set(name, template({"Topic": topic()}, Description="described"), {}, "CREATE")
        assert normalised(cloud.stack(name), [(name, "<stack>")]) == {
            **COMMON,
            "EnableTerminationProtection": False,
            "StackStatus": "REVIEW_IN_PROGRESS",
            "StackStatusReason": "User Initiated",
        }

    @inferred
    def test_becomes_one_by_create_stack_and_its_change_set_is_lost(self, cloud: Cloud) -> None:
        name, body = cloud.new_name(), template({"Topic": topic()})
        change_set = cloud.change_set(name, body, {}, "CREATE")
        in_review = cloud.stack(name)["StackId"]
        assert cloud.cloudformation.create_stack(StackName=name, TemplateBody=body)["StackId"] == in_review
        cloud.settle(name)
        assert cloud.stack(name)["StackStatus"] == "CREATE_COMPLETE"
        code, _ = cloud.refusal("execute_change_set", ChangeSetName=change_set)
        assert code == "InvalidChangeSetStatus"


class TestAStackThatWasRolledBack:
    @recorded("2025-08-21")
    def test_has_a_time_of_deletion_and_no_change_set(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        change_set = cloud.change_set(name, FAILING, {}, "CREATE")
        cloud.cloudformation.execute_change_set(ChangeSetName=change_set)
        cloud.settle(name)
        stack = cloud.stack(name)
        assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
        assert "DeletionTime" in stack
        assert "ChangeSetId" not in stack

    @recorded("2025-10-16")
    def test_does_not_know_the_resource_that_was_never_made(self, cloud: Cloud) -> None:
        name = cloud.create(FAILING)
        refused = cloud.refusal("describe_stack_resource", StackName=name, LogicalResourceId="Bad")
        assert refused == ("ValidationError", f"Resource Bad does not exist for stack {name}")


class TestAStackThatIsDeleted:
    @recorded("2025-08-05")
    def test_keeps_its_outputs(self, cloud: Cloud) -> None:
        body = template(
            {"Topic": topic("recorded-outputs")}, Outputs={"Name": {"Value": {"Fn::GetAtt": "Topic.TopicName"}}}
        )
        assert cloud.process(body).deleted["Outputs"] == [{"OutputKey": "Name", "OutputValue": "recorded-outputs"}]

    @recorded("2025-10-10")
    def test_cannot_be_updated(self, cloud: Cloud) -> None:
        stack_id = cloud.delete(cloud.create(template({"Topic": topic()})))
        refused = cloud.refusal(
            "create_change_set", StackName=stack_id, ChangeSetName="late", TemplateBody=template({"Topic": topic()})
        )
        assert refused == ("ValidationError", f"Stack:{stack_id} is in DELETE_COMPLETE state and can not be updated.")

    @recorded(UNDATED, MEASURED)
    def test_is_again_as_it_was_where_its_export_is_in_use(self, cloud: Cloud) -> None:
        exporting = {"Out": {"Value": "v", "Export": {"Name": "recorded-in-use"}}}
        exporter = cloud.create(template({"Topic": topic()}, Outputs=exporting))
        importer = cloud.create(template({"Parameter": parameter({"Fn::ImportValue": "recorded-in-use"})}))
        cloud.delete(exporter)
        stack = cloud.stack(exporter)
        assert (stack["StackStatus"], stack["StackStatusReason"]) == (
            "CREATE_COMPLETE",
            f"Export recorded-in-use cannot be deleted as it is in use by {importer}.",
        )
        cloud.update(exporter, template({"Topic": topic(DisplayName="still of use")}, Outputs=exporting))
        assert cloud.stack(exporter)["StackStatus"] == "UPDATE_COMPLETE"


class TestPolicies:
    @recorded("2026-01-23")
    def test_of_deletion_may_be_functions(self, cloud: Cloud) -> None:
        body = template(
            {"Kept": {**parameter("v"), "DeletionPolicy": {"Fn::If": ["Keeps", "Retain", "Delete"]}}},
            Parameters={"Stage": {"Type": "String"}},
            Conditions={"Keeps": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
        )
        kept, gone = (cloud.process(body, parameters=({"Stage": stage},)) for stage in ("prod", "dev"))
        assert kept.statuses_of("Kept")[-1] == "DELETE_SKIPPED"
        assert gone.statuses_of("Kept")[-1] == "DELETE_COMPLETE"

    @recorded("2026-01-23")
    def test_of_replacement_may_be_functions(self, cloud: Cloud) -> None:
        body = template(
            {"Named": {**parameter("v", Name={"Ref": "Name"}), "UpdateReplacePolicy": {"Ref": "Policy"}}},
            Parameters={"Name": {"Type": "String"}, "Policy": {"Type": "String"}},
        )
        for policy, left in (("Delete", []), ("Retain", ["recorded-Retain-1"])):
            names = [{"Name": f"recorded-{policy}-{number}", "Policy": policy} for number in (1, 2)]
            cloud.process(body, body, parameters=(names[0], names[1]))
            found = cloud.client("ssm").get_parameters(Names=[f"recorded-{policy}-1", f"recorded-{policy}-2"])
            assert [one["Name"] for one in found["Parameters"]] == left

    @recorded(UNDATED, MEASURED)
    def test_of_replacement_decide_about_the_new_resource_that_a_rollback_gives_up(self, cloud: Cloud) -> None:
        def body(queue: str, **more: object) -> str:
            named = {"Type": "AWS::SQS::Queue", "UpdateReplacePolicy": "Retain", "Properties": {"QueueName": queue}}
            return template({"Queue": named, **more})

        bad = {**parameter("x", Type="NoSuchType"), "DependsOn": "Queue"}
        name = cloud.create(body("recorded-given-up-1"))
        cloud.update(name, body("recorded-given-up-2", Bad=bad))
        assert cloud.stack(name)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
        urls = cloud.client("sqs").list_queues(QueueNamePrefix="recorded-given-up")["QueueUrls"]
        assert sorted(url.rsplit("/", 1)[1] for url in urls) == ["recorded-given-up-1", "recorded-given-up-2"]


class TestATypeThatIsNotHere:
    @recorded(UNDATED, MEASURED)
    def test_is_taken_behind_a_condition_that_is_false(self, cloud: Cloud) -> None:
        unknown = {"Type": "No::Such::Type", "Condition": "Never"}
        body = json.loads(template({"Topic": topic(), "Unknown": unknown}))
        body["Conditions"] = {"Never": {"Fn::Equals": ["a", "b"]}}
        assert cloud.stack(cloud.create(json.dumps(body)))["StackStatus"] == "CREATE_COMPLETE"

    @recorded(UNDATED, MEASURED)
    def test_is_no_valid_one(self, cloud: Cloud) -> None:
        refused = cloud.refusal("validate_template", TemplateBody=template({"Unknown": {"Type": "No::Such::Type"}}))
        assert refused == ("ValidationError", "Template format error: Unrecognized resource types: [No::Such::Type]")


class TestMetadataOfTheCdk:
    @recorded(UNDATED, MEASURED)
    def test_is_taken(self, cloud: Cloud) -> None:
        bodies = [
            template({"CDKMetadata": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": text}}})
            for text in ("v2:deflate64:H4sI", "v2:deflate64:H4sJ")
        ]
        process = cloud.process(*bodies)
        assert [one["StackStatus"] for one in process.stacks] == ["CREATE_COMPLETE", "UPDATE_COMPLETE"]
        assert process.deleted["StackStatus"] == "DELETE_COMPLETE"
