"""The codes and words with which requests are refused."""

import json
from typing import Any

import pytest

from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import MEASURED, MOTO, UNDATED, inferred, recorded

UNKNOWN = "no-such-stack"
UNKNOWN_CHANGE_SET = (
    "arn:aws:cloudformation:us-east-1:123456789012:changeSet/nothing/00000000-0000-0000-0000-000000000000"
)


class TestAnUnknownStack:
    @recorded("2024-03-26")
    def test_is_worded_so_by_its_events(self, cloud: Cloud) -> None:
        refused = cloud.refusal("describe_stack_events", StackName=UNKNOWN)
        assert refused == ("ValidationError", "Stack [no-such-stack] does not exist")

    @recorded("2024-03-26")
    def test_is_worded_so_by_describe_stacks(self, cloud: Cloud) -> None:
        refused = cloud.refusal("describe_stacks", StackName=UNKNOWN)
        assert refused == ("ValidationError", "Stack with id no-such-stack does not exist")

    @recorded("2025-09-12")
    def test_is_worded_so_by_get_template(self, cloud: Cloud) -> None:
        refused = cloud.refusal("get_template", StackName=UNKNOWN)
        assert refused == ("ValidationError", "Stack with id no-such-stack does not exist")

    @recorded("2025-07-21")
    def test_is_worded_so_by_delete_change_set(self, cloud: Cloud) -> None:
        refused = cloud.refusal("delete_change_set", StackName=UNKNOWN, ChangeSetName="any")
        assert refused == ("ValidationError", "Stack [no-such-stack] does not exist")

    @inferred
    def test_is_in_quotation_marks_for_describe_stack_resource(self, cloud: Cloud) -> None:
        code, message = cloud.refusal("describe_stack_resource", StackName=UNKNOWN, LogicalResourceId="A")
        assert code == "ValidationError"
        assert f"'{UNKNOWN}'" in message


class TestAnUnknownResource:
    @recorded("2025-07-25")
    def test_is_one_of_the_stack_as_it_was_given(self, cloud: Cloud) -> None:
        stack_id = cloud.stack(cloud.create(template({"Topic": topic()})))["StackId"]
        refused = cloud.refusal("describe_stack_resource", StackName=stack_id, LogicalResourceId="Nothing")
        assert refused == ("ValidationError", f"Resource Nothing does not exist for stack {stack_id}")


class TestAChangeSetThatIsNotNamedInFull:
    @recorded("2025-07-21")
    def test_is_refused_by_delete_change_set(self, cloud: Cloud) -> None:
        message = "StackName must be specified if ChangeSetName is not specified as an ARN."
        assert cloud.refusal("delete_change_set", ChangeSetName="any") == ("ValidationError", message)

    @inferred
    @pytest.mark.parametrize("action", ["describe_change_set", "execute_change_set"])
    def test_is_refused_by_others_alike(self, cloud: Cloud, action: str) -> None:
        message = "StackName must be specified if ChangeSetName is not specified as an ARN."
        assert cloud.refusal(action, ChangeSetName="any") == ("ValidationError", message)

    @recorded("2025-09-12")
    def test_is_refused_by_get_template(self, cloud: Cloud) -> None:
        refused = cloud.refusal("get_template", ChangeSetName="any")
        assert refused == ("ValidationError", "StackName is a required parameter.")

    @recorded("2025-11-13")
    def test_is_refused_by_get_template_without_a_stack(self, cloud: Cloud) -> None:
        message = "StackName is required if ChangeSetName is not specified."
        assert cloud.refusal("get_template") == ("ValidationError", message)

    @inferred
    def test_is_not_found_by_its_arn(self, cloud: Cloud) -> None:
        code, message = cloud.refusal("get_template", ChangeSetName=UNKNOWN_CHANGE_SET)
        assert (code, message) == ("ChangeSetNotFound", f"ChangeSet [{UNKNOWN_CHANGE_SET}] does not exist")


def _with(**sections: Any) -> str:
    return json.dumps({"Resources": {"Topic": topic()}, **sections})


def _mapping(value: Any) -> str:
    return _with(Mappings={"M": {"A": value}})


class TestATemplate:
    @pytest.mark.parametrize(
        ("body", "message"),
        [
            pytest.param(*case, id=case[1][:60])
            for case in [
                (
                    json.dumps({"Resources": "", "Outputs": ""}),
                    "Template format error: Any Resources member must be an object.",
                ),
                (
                    json.dumps({"Resources": {"A": ""}}),
                    "Template format error: Any Resources member must be an object.",
                ),
                (
                    _mapping({"S": {"B": "x"}}),
                    "Template format error: Every Mappings attribute must be a String or a List.",
                ),
                (
                    _mapping({"S": {"Ref": "Topic"}}),
                    "Template format error: Every Mappings attribute must be a String or a List.",
                ),
                (_mapping("x"), "Template format error: Every Mappings member A must be a map"),
                (_with(Outputs={"O": {}}), "Template format error: Every Outputs member must contain a Value object"),
                (
                    _with(Outputs={"O": {"Value": None}}),
                    "[/Outputs/O/Value] 'null' values are not allowed in templates",
                ),
                (
                    json.dumps({"Resources": {"A": {"Properties": {}}}}),
                    "Template format error: [/Resources/A] Every Resources object must contain a Type member.",
                ),
                (
                    json.dumps({"Resources": {"A": {**topic(), "Invalid": 1}}}),
                    "Invalid template resource property 'Invalid'",
                ),
                (
                    _with(
                        Resources={"Topic": topic(DisplayName={"Fn::FindInMap": ["M", "C", "S"]})},
                        Mappings={"M": {"A": {"S": "x"}}},
                    ),
                    "Template error: Unable to get mapping for M::C::S",
                ),
                (
                    _with(Resources={"Topic": topic(DisplayName={"Fn::GetAtt": ["Topic"]})}),
                    "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and "
                    "the resource attribute",
                ),
                (
                    _with(Resources={"Topic": topic(DisplayName={"Fn::If": ["Missing", "a", "b"]})}),
                    "Template error: unresolved condition dependency Missing in Fn::If",
                ),
                (
                    _with(Resources={"AWS::NoValue": topic()}),
                    "Template format error: Resource name AWS::NoValue is non alphanumeric.",
                ),
            ]
        ],
    )
    @recorded("2022-11-11 to 2025-10-08")
    def test_is_refused_in_these_words(self, cloud: Cloud, body: str, message: str) -> None:
        refused = cloud.refusal("create_stack", StackName=cloud.new_name(), TemplateBody=body)
        assert refused == ("ValidationError", message)

    @inferred
    def test_whose_output_refers_to_what_a_condition_leaves_out_is_refused_without_a_prefix(self, cloud: Cloud) -> None:
        body = _with(
            Conditions={"Never": {"Fn::Equals": ["a", "b"]}},
            Resources={"Topic": {**topic(), "Condition": "Never"}, "Other": topic()},
            Outputs={"O": {"Value": {"Ref": "Topic"}}},
        )
        refused = cloud.refusal("create_stack", StackName=cloud.new_name(), TemplateBody=body)
        message = "Unresolved resource dependencies [Topic] in the Outputs block of the template"
        assert refused == ("ValidationError", message)

    @recorded(UNDATED, MOTO)
    def test_may_have_a_comma_after_the_last_member(self, cloud: Cloud) -> None:
        body = '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "a,]",},},},}'
        assert cloud.stack(cloud.create(body))["StackStatus"] == "CREATE_COMPLETE"

    @recorded(UNDATED, MEASURED)
    def test_is_shown_with_a_question_mark_for_what_is_not_ascii(self, cloud: Cloud) -> None:
        name = cloud.create('{"Description": "caf\u00e9", "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}')
        assert cloud.cloudformation.get_template(StackName=name)["TemplateBody"]["Description"] == "caf?"

    @recorded("2023-01-30")
    def test_that_is_too_long_is_shown_whole(self, cloud: Cloud) -> None:
        body = template({"One": parameter("x" * 51200)})
        assert cloud.refusal("create_stack", StackName="recorded-long", TemplateBody=body) == (
            "ValidationError",
            f"1 validation error detected: Value '{body}' at 'templateBody' failed to satisfy constraint: "
            "Member must have length less than or equal to 51200",
        )


class TestAStackName:
    @recorded("2023-04-19")
    def test_that_is_none_is_refused_with_the_pattern(self, cloud: Cloud) -> None:
        refused = cloud.refusal("create_stack", StackName="*@da591fa3_$", TemplateBody=template({"Topic": topic()}))
        assert refused == (
            "ValidationError",
            "1 validation error detected: Value '*@da591fa3_$' at 'stackName' failed to satisfy constraint: Member "
            "must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*",
        )


class TestATemplateUrl:
    @pytest.mark.parametrize(
        ("url", "message"),
        [
            ("s3://bucket/key", "S3 error: Domain name specified in bucket is not a valid S3 domain"),
            ("https://example.com/dummy.yml", "TemplateURL must be a supported URL."),
        ],
    )
    @recorded("2023-10-11")
    def test_that_is_not_one_of_s3_is_refused(self, cloud: Cloud, url: str, message: str) -> None:
        refused = cloud.refusal("create_stack", StackName=cloud.new_name(), TemplateURL=url)
        assert refused == ("ValidationError", message)

    @pytest.mark.parametrize(
        ("region", "host"),
        [
            ("us-east-1", "s3.us-east-1.amazonaws.com"),
            ("eu-central-1", "s3.eu-central-1.amazonaws.com"),
            ("us-gov-west-1", "s3.us-gov-west-1.amazonaws.com"),
            ("cn-north-1", "s3.cn-north-1.amazonaws.com.cn"),
        ],
    )
    @recorded("2023-10-11")
    def test_may_have_its_bucket_in_the_host_or_in_the_path(self, cloud: Cloud, region: str, host: str) -> None:
        bucket = f"recorded-{region}"
        s3 = cloud.clients.client("s3", region)
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **where)
        s3.put_object(Bucket=bucket, Key="a/t.json", Body=template({"Topic": topic()}))
        client = cloud.clients.client("cloudformation", region)
        for url in (f"https://{bucket}.{host}/a/t.json", f"https://{host}/{bucket}/a/t.json"):
            assert client.validate_template(TemplateURL=url)["Parameters"] == []


class TestParameters:
    BODY = template({"Parameter": parameter({"Ref": "Input"})}, Parameters={"Input": {"Type": "String"}})

    @recorded("2025-07-31")
    def test_without_a_value_are_named(self, cloud: Cloud) -> None:
        asked = {"StackName": cloud.new_name(), "ChangeSetName": "c", "ChangeSetType": "CREATE"}
        refused = cloud.refusal("create_change_set", **asked, TemplateBody=self.BODY)
        assert refused == ("ValidationError", "Parameters: [Input] must have values")

    @inferred
    def test_that_name_nothing_in_parameter_store_are_named_alike(self, cloud: Cloud) -> None:
        body = template(
            {"Parameter": parameter({"Ref": "Input"})},
            Parameters={"Input": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "recorded-nothing"}},
        )
        refused = cloud.refusal("create_stack", StackName=cloud.new_name(), TemplateBody=body)
        assert refused == ("ValidationError", "Parameters: [Input] must have values")

    @recorded(UNDATED, MOTO)
    def test_may_be_kept_with_an_empty_value_beside(self, cloud: Cloud) -> None:
        name = cloud.create(self.BODY, Parameters=[{"ParameterKey": "Input", "ParameterValue": "first"}])
        kept = {"ParameterKey": "Input", "UsePreviousValue": True, "ParameterValue": ""}
        two = json.loads(self.BODY)
        two["Resources"]["Topic"] = topic()
        cloud.update(name, json.dumps(two), Parameters=[kept])
        assert cloud.stack(name)["Parameters"] == [{"ParameterKey": "Input", "ParameterValue": "first"}]

    @recorded("2024-06-20")
    def test_with_the_text_of_no_value_leave_the_property_out(self, cloud: Cloud) -> None:
        group = {"LogGroupName": {"Ref": "Name"}, "RetentionInDays": 731}
        name = cloud.create(
            template(
                {"Group": {"Type": "AWS::Logs::LogGroup", "Properties": group}},
                Parameters={"Name": {"Type": "String", "Default": "AWS::NoValue"}},
            )
        )
        (resource,) = cloud.cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        assert resource["ResourceStatus"] == "CREATE_COMPLETE"
        assert resource["PhysicalResourceId"].startswith(f"{name}-Group-")


ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors"


class TestARollbackTrigger:
    @recorded("2022-11-21")
    @pytest.mark.parametrize(
        ("trigger", "message"),
        [
            ({"Arn": ALARM, "Type": "AWS::CloudWatch::Dashboard"}, "Rollback Trigger Type not supported"),
            (
                {"Arn": "arn:aws:cloudwatch:us-east-1:123456789012:errors", "Type": "AWS::CloudWatch::Alarm"},
                "RelativeId of a Rollback Trigger's ARN is incorrect",
            ),
        ],
    )
    def test_that_is_no_alarm_is_refused(self, cloud: Cloud, trigger: dict[str, str], message: str) -> None:
        asked = {
            "StackName": cloud.create(template({"Topic": topic()})),
            "TemplateBody": template({"Topic": topic(DisplayName="other")}),
            "RollbackConfiguration": {"RollbackTriggers": [trigger]},
        }
        assert cloud.refusal("update_stack", **asked) == ("ValidationError", message)


class TestARoleOfAStack:
    def _role(self, cloud: Cloud, name: str, service: str) -> str:
        statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        return str(cloud.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"])

    @recorded("2022-11-21")
    def test_that_cloudformation_may_not_assume_is_refused(self, cloud: Cloud) -> None:
        role = self._role(cloud, "recorded-of-functions", "lambda.amazonaws.com")
        name = cloud.create(template({"Topic": topic()}))
        changed = template({"Topic": topic(DisplayName="other")})
        assert cloud.refusal("update_stack", StackName=name, TemplateBody=changed, RoleARN=role) == (
            "ValidationError",
            f"Role {role} is invalid or cannot be assumed",
        )

    @inferred
    def test_that_does_not_exist_is_refused_alike_by_every_action(self, cloud: Cloud) -> None:
        role, body = "arn:aws:iam::123456789012:role/recorded-none", template({"Topic": topic()})
        refused = ("ValidationError", f"Role {role} is invalid or cannot be assumed")
        name = cloud.create(body)
        change_set = {"ChangeSetName": "one", "ChangeSetType": "CREATE", "StackName": cloud.new_name()}
        assert cloud.refusal("create_stack", StackName=cloud.new_name(), TemplateBody=body, RoleARN=role) == refused
        assert cloud.refusal("create_change_set", **change_set, TemplateBody=body, RoleARN=role) == refused
        assert cloud.refusal("delete_stack", StackName=name, RoleARN=role) == refused

    @inferred
    def test_that_cloudformation_may_assume_is_taken(self, cloud: Cloud) -> None:
        role = self._role(cloud, "recorded-of-stacks", "cloudformation.amazonaws.com")
        name = cloud.create(template({"Topic": topic()}), RoleARN=role)
        assert cloud.stack(name)["RoleARN"] == role
