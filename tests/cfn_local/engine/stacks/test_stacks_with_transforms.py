"""Stacks whose templates have transforms: what is asked at once, what runs later, and what is compared afterwards."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, message_of, template, thing

AUTO_EXPAND = ["CAPABILITY_AUTO_EXPAND"]
EXTENSIONS = "AWS::LanguageExtensions"


def _things(*elements: str, transform: Any = EXTENSIONS, **properties: Any) -> dict[str, Any]:
    """A template that repeats a thing for each element."""
    loop = ["Id", list(elements), {"Thing${Id}": thing({"Fn::Sub": "thing-${Id}"}, **properties)}]
    return {"Transform": transform, **template(**{"Fn::ForEach::Things": loop})}


def _given(**values: str) -> list[dict[str, str]]:
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()]


def _change_set(cloud: Cloud, name: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = {"StackName": name, "ChangeSetName": "review", "TemplateBody": json.dumps(body), **more}
    arn = cloud.cloudformation.create_change_set(**asked)["Id"]
    described: dict[str, Any] = cloud.cloudformation.describe_change_set(ChangeSetName=arn)
    return described


class TestAStackWithTransforms:
    def test_is_created_updated_found_in_sync_and_deleted_as_processed(self, cloud: Cloud) -> None:
        name = cloud.create(_things("A", "B"), Capabilities=AUTO_EXPAND)
        assert cloud.resources(name) == {"ThingA": "CREATE_COMPLETE", "ThingB": "CREATE_COMPLETE"}

        kept = cloud.physical_id(name, "ThingB")
        cloud.update(name, _things("B", "C", Size=2), Capabilities=AUTO_EXPAND)
        assert cloud.resources(name) == {"ThingB": "UPDATE_COMPLETE", "ThingC": "CREATE_COMPLETE"}
        assert cloud.physical_id(name, "ThingB") == kept
        drift = cloud.cloudformation.detect_stack_resource_drift(StackName=name, LogicalResourceId="ThingC")
        assert drift["StackResourceDrift"]["StackResourceDriftStatus"] == "IN_SYNC"

        cloud.delete(name)
        assert kept not in cloud.things()

    def test_shows_both_stages_of_its_template(self, cloud: Cloud) -> None:
        body = {**_things("A"), "Description": "with transforms"}
        name = cloud.create(body, Capabilities=AUTO_EXPAND)

        shown = {
            stage: cloud.cloudformation.get_template(StackName=name, TemplateStage=stage)["TemplateBody"]
            for stage in ("Original", "Processed")
        }
        assert shown == {
            "Original": body,
            "Processed": {"Resources": {"ThingA": thing("thing-A")}, "Description": "with transforms"},
        }

    @pytest.mark.parametrize(
        ("on_failure", "last", "reason"),
        [
            ("ROLLBACK", "ROLLBACK_COMPLETE", "Rollback requested by user."),
            ("DELETE", "DELETE_COMPLETE", "Delete requested by user."),
            ("DO_NOTHING", "CREATE_FAILED", ""),
        ],
    )
    def test_that_is_invalid_once_processed_fails_after_its_request(
        self, cloud: Cloud, on_failure: str, last: str, reason: str
    ) -> None:
        body = {"Transform": EXTENSIONS, **template(One={"Type": "Example::Testing::Nothing"})}
        name = cloud.new_name()
        cloud.create(body, name, Capabilities=AUTO_EXPAND, OnFailure=on_failure)
        events = cloud.all_events(cloud.stack_id(name))

        assert events[0]["ResourceStatus"] == "CREATE_IN_PROGRESS"
        unrecognized = "Template format error: Unrecognized resource types: [Example::Testing::Nothing]."
        assert events[1]["ResourceStatusReason"] == f"{unrecognized} {reason}".rstrip()
        assert events[-1]["ResourceStatus"] == last

    def test_that_needs_what_is_not_here_fails_with_all_of_it(self, cloud: Cloud) -> None:
        share = {"Type": "AWS::Batch::QuotaShare"}
        body = {"Transform": EXTENSIONS, **template(**{"Fn::ForEach::Shares": ["Id", ["A", "B"], {"S${Id}": share}]})}
        reason = cloud.reason(name := cloud.create(body, Capabilities=AUTO_EXPAND), name, "ROLLBACK_IN_PROGRESS")

        assert "AWS::Batch::QuotaShare (SA, SB).\n" in reason
        assert reason.endswith("take their place. Rollback requested by user.")

    def test_needs_the_capabilities_of_what_its_transforms_make(self, cloud: Cloud) -> None:
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}
        body = {"Transform": EXTENSIONS, **template(**{"Fn::ForEach::Roles": ["Id", ["A"], {"Role${Id}": role}]})}
        name = cloud.create(body, Capabilities=AUTO_EXPAND)

        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert cloud.reason(name, name, "ROLLBACK_IN_PROGRESS") == (
            "Requires capabilities : [CAPABILITY_IAM]. Rollback requested by user."
        )

    def test_may_be_limited_to_types(self, cloud: Cloud) -> None:
        name = cloud.create(_things("A"), Capabilities=AUTO_EXPAND, ResourceTypes=["AWS::*"])

        assert cloud.reason(name, name, "ROLLBACK_IN_PROGRESS") == (
            "Resource type Example::Testing::Thing is not allowed by parameter ResourceTypes [AWS::*]. Rollback "
            "requested by user."
        )

    def test_has_the_parameters_that_its_transforms_leave(self, cloud: Cloud) -> None:
        snippet = {"Parameters": {"Label": {"Type": "String", "Default": "added"}, "Size": {"Type": "Number"}}}
        cloud.s3.put_object(Bucket="packages", Key="parameters.json", Body=json.dumps(snippet).encode())
        include = {"Name": "AWS::Include", "Parameters": {"Location": {"Fn::Sub": "s3://packages/${Name}.json"}}}
        body = {
            "Transform": include,
            "Parameters": {"Name": {"Type": "String"}, "Size": {"Type": "String", "Default": "2"}},
            **template(One=thing("one", Label={"Ref": "Label"}, Size={"Ref": "Size"})),
        }
        name = cloud.create(body, Capabilities=AUTO_EXPAND, Parameters=_given(Name="parameters"))

        assert cloud.stack(name)["Parameters"] == [
            {"ParameterKey": "Name", "ParameterValue": "parameters"},
            {"ParameterKey": "Size", "ParameterValue": "2"},
            {"ParameterKey": "Label", "ParameterValue": "added"},
        ]
        assert cloud.things()[cloud.physical_id(name, "One")]["Label"] == "added"

    def test_is_refused_at_once_if_a_parameter_is_missing(self, cloud: Cloud) -> None:
        body = {**_things("A"), "Parameters": {"Size": {"Type": "Number"}}}
        with pytest.raises(ClientError) as refused:
            cloud.create(body, Capabilities=AUTO_EXPAND)
        assert message_of(refused) == "Parameters: [Size] must have values"


class TestAnUpdateWithTransforms:
    def test_does_not_change_the_type_of_a_resource(self, cloud: Cloud) -> None:
        name = cloud.create(template(ThingA={"Type": "AWS::SQS::Queue"}))
        cloud.update(name, _things("A"), Capabilities=AUTO_EXPAND)

        assert cloud.reason(name, name, "UPDATE_ROLLBACK_IN_PROGRESS") == (
            "Update of resource type is not permitted. The new template modifies resource type of the following "
            "resources: [ThingA]"
        )
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"

    def test_needs_the_capability_again(self, cloud: Cloud) -> None:
        name = cloud.create(_things("A"), Capabilities=AUTO_EXPAND)
        with pytest.raises(ClientError) as refused:
            cloud.update(name, _things("A", "B"))
        assert message_of(refused) == "Requires capabilities : [CAPABILITY_AUTO_EXPAND]"

    def test_with_the_previous_template_takes_it_as_it_was_processed(self, cloud: Cloud) -> None:
        parameters = {"Size": {"Type": "Number", "Default": 1}, "Label": {"Type": "String", "NoEcho": True}}
        body = {**_things("A", Size={"Ref": "Size"}, Label={"Ref": "Label"}), "Parameters": parameters}
        name = cloud.create(body, Capabilities=AUTO_EXPAND, Parameters=_given(Label="one"))
        cloud.cloudformation.update_stack(
            StackName=name, UsePreviousTemplate=True, Parameters=_given(Size="5", Label="two")
        )
        cloud.wait(name)

        made = cloud.things()[cloud.physical_id(name, "ThingA")]
        assert (made["Size"], made["Label"]) == ("1", "two")
        assert cloud.cloudformation.get_template(StackName=name)["TemplateBody"] == body


class TestAChangeSetWithTransforms:
    def test_is_of_the_processed_template_and_may_be_executed(self, cloud: Cloud) -> None:
        name = cloud.create(template(ThingA=thing("thing-A")))
        described = _change_set(cloud, name, _things("A", "B"))
        processed = cloud.cloudformation.get_template(
            ChangeSetName=described["ChangeSetId"], TemplateStage="Processed"
        )["TemplateBody"]

        assert [one["ResourceChange"]["LogicalResourceId"] for one in described["Changes"]] == ["ThingB"]
        assert processed["Resources"].keys() == {"ThingA", "ThingB"}
        cloud.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
        cloud.wait(name)
        assert cloud.resources(name) == {"ThingA": "CREATE_COMPLETE", "ThingB": "CREATE_COMPLETE"}

    def test_without_changes_fails_in_the_words_for_transforms(self, cloud: Cloud) -> None:
        name = cloud.create(template(ThingA=thing("thing-A")))
        described = _change_set(cloud, name, _things("A"))

        assert (described["Status"], described["StatusReason"]) == ("FAILED", "No updates are to be performed.")

    def test_that_fails_creates_no_stack(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        described = _change_set(cloud, name, _things("A", transform="Nobody"), ChangeSetType="CREATE")

        assert (described["Status"], described["StatusReason"]) == (
            "FAILED",
            "No transform named 123456789012::Nobody found.",
        )
        assert cloud.status(name) == "REVIEW_IN_PROGRESS"


class TestASummaryOfATemplateWithTransforms:
    BODY = json.dumps(
        {
            "Transform": ["AWS::Serverless-2016-10-31", "Mine"],
            "Parameters": {"Name": {"Type": "String"}},
            "Resources": {
                "Function": {"Type": "AWS::Serverless::Function"},
                "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"Fn::Transform": "Theirs"}},
                "Fn::ForEach::Loop": [],
            },
        }
    )

    def test_names_them_and_the_types_as_written(self, cloud: Cloud) -> None:
        found = cloud.cloudformation.get_template_summary(TemplateBody=self.BODY)

        assert found["DeclaredTransforms"] == ["AWS::Serverless-2016-10-31", "Mine", "Theirs"]
        assert found["Capabilities"] == ["CAPABILITY_AUTO_EXPAND"]
        assert found["ResourceTypes"] == ["AWS::SQS::Queue", "AWS::Serverless::Function"]
        assert [one["ParameterKey"] for one in found["Parameters"]] == ["Name"]

    def test_is_a_validation_too(self, cloud: Cloud) -> None:
        found = cloud.cloudformation.validate_template(TemplateBody=self.BODY)

        assert found["DeclaredTransforms"] == ["AWS::Serverless-2016-10-31", "Mine", "Theirs"]

    def test_of_a_stack_is_of_what_is_deployed(self, cloud: Cloud) -> None:
        name = cloud.create(_things("A"), Capabilities=AUTO_EXPAND)
        found = cloud.cloudformation.get_template_summary(StackName=name)

        assert (found["DeclaredTransforms"], found["ResourceTypes"]) == ([EXTENSIONS], ["Example::Testing::Thing"])
