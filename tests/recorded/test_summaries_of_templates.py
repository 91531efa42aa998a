"""GetTemplateSummary and ValidateTemplate."""

import json

from tests.recorded.normalisation import by_text
from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import inferred, recorded


class TestASummary:
    @recorded("2025-10-07")
    def test_leaves_out_what_is_empty_and_names_what_identifies_resources(self, cloud: Cloud) -> None:
        name = cloud.create(template({"Bad": parameter("x", Type="NoSuchType")}))
        assert cloud.stack(name)["StackStatus"] == "ROLLBACK_COMPLETE"
        summary = cloud.cloudformation.get_template_summary(StackName=name)
        del summary["ResponseMetadata"]
        assert summary == {
            "Parameters": [],
            "ResourceTypes": ["AWS::SSM::Parameter"],
            "ResourceIdentifierSummaries": [
                {
                    "ResourceType": "AWS::SSM::Parameter",
                    "LogicalResourceIds": ["Bad"],
                    "ResourceIdentifiers": ["Name"],
                }
            ],
            "Version": "2010-09-09",
        }

    @recorded("2023-05-22")
    def test_has_constraints_of_parameters_and_the_reason_of_capabilities(self, cloud: Cloud) -> None:
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}
        body = template(
            {"Bucket": {"Type": "AWS::S3::Bucket"}, "Role": role},
            Parameters={
                "Free": {"Type": "String", "Default": "a"},
                "Bound": {"Type": "String", "Default": "a", "AllowedValues": ["a", "b"]},
            },
        )
        summary = cloud.cloudformation.get_template_summary(TemplateBody=body)
        assert {one["ParameterKey"]: one["ParameterConstraints"] for one in summary["Parameters"]} == {
            "Free": {},
            "Bound": {"AllowedValues": ["a", "b"]},
        }
        assert summary["Capabilities"] == ["CAPABILITY_IAM"]
        assert summary["CapabilitiesReason"] == ("The following resource(s) require capabilities: [AWS::IAM::Role]")
        assert by_text(summary["ResourceIdentifierSummaries"]) == by_text(
            [
                {
                    "ResourceType": "AWS::S3::Bucket",
                    "LogicalResourceIds": ["Bucket"],
                    "ResourceIdentifiers": ["BucketName"],
                },
                {"ResourceType": "AWS::IAM::Role", "LogicalResourceIds": ["Role"], "ResourceIdentifiers": ["RoleName"]},
            ]
        )

    @inferred
    def test_has_the_metadata_of_the_template_as_a_text(self, cloud: Cloud) -> None:
        body = template({"Topic": topic()}, Metadata={"Note": ["a"]})
        summary = cloud.cloudformation.get_template_summary(TemplateBody=body)
        assert json.loads(summary["Metadata"]) == {"Note": ["a"]}

    @inferred
    def test_is_refused_of_a_stack_in_review(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        cloud.change_set(name, template({"Topic": topic()}), {}, "CREATE")
        code, message = cloud.refusal("get_template_summary", StackName=name)
        assert code == "ValidationError"
        assert "REVIEW_IN_PROGRESS" in message


class TestAValidation:
    @inferred
    def test_leaves_out_what_is_empty(self, cloud: Cloud) -> None:
        found = cloud.cloudformation.validate_template(TemplateBody=template({"Topic": topic()}))
        assert found.keys() - {"ResponseMetadata"} == {"Parameters"}
