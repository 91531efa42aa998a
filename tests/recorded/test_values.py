"""What functions and dynamic references come to in a stack."""

import json

from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import MEASURED, UNDATED, inferred, recorded


def _shown(cloud: Cloud, name: str) -> str:
    return str(cloud.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])


class TestAnAttributeThatIsAProperty:
    @recorded("2025-04-08")
    def test_is_what_the_template_set(self, cloud: Cloud) -> None:
        outputs = {"Shown": {"Value": {"Fn::GetAtt": "Two.DisplayName"}}}
        two = topic(DisplayName={"Fn::GetAtt": "One.DisplayName"})
        name = cloud.create(template({"One": topic(DisplayName="d"), "Two": two}, Outputs=outputs))
        assert cloud.stack(name)["Outputs"] == [{"OutputKey": "Shown", "OutputValue": "d"}]

    @recorded(UNDATED, MEASURED)
    def test_that_the_type_does_not_have_fails_the_resource(self, cloud: Cloud) -> None:
        name = cloud.create(template({"One": topic(), "Two": topic(DisplayName={"Fn::GetAtt": "One.Nothing"})}))
        assert cloud.stack(name)["StackStatus"] == "ROLLBACK_COMPLETE"
        reasons = [one.get("ResourceStatusReason") for one in cloud.events(name) if one["LogicalResourceId"] == "Two"]
        assert "Requested attribute Nothing does not exist in schema for AWS::SNS::Topic" in reasons


class TestADynamicReference:
    @recorded("2025-09-24")
    def test_to_parameter_store_is_resolved_however_it_is_put_together(self, cloud: Cloud) -> None:
        cloud.client("ssm").put_parameter(Name="recorded-dynamic", Value="the-value", Type="String")
        cloud.create(
            template(
                {
                    "Joined": topic({"Fn::Join": ["", ["{{resolve:ssm:", {"Ref": "Name"}, "}}"]]}),
                    "Sub": parameter({"Fn::Sub": "abc:{{resolve:ssm:${Name}}}"}, Name="recorded-of-sub"),
                    "Literal": parameter("{{resolve:ssm:recorded-dynamic:1}}", Name="recorded-of-literal"),
                },
                Parameters={"Name": {"Type": "String", "Default": "recorded-dynamic"}},
            )
        )
        topics = cloud.client("sns").list_topics()["Topics"]
        assert "arn:aws:sns:us-east-1:123456789012:the-value" in [one["TopicArn"] for one in topics]
        assert _shown(cloud, "recorded-of-sub") == "abc:the-value"
        assert _shown(cloud, "recorded-of-literal") == "the-value"

    @inferred
    def test_to_a_secret_is_resolved_for_the_resource_alone(self, cloud: Cloud) -> None:
        secrets = cloud.client("secretsmanager")
        arn = secrets.create_secret(Name="recorded-secret", SecretString=json.dumps({"user": "ann"}))["ARN"]
        reference = {"Fn::Join": ["", ["{{resolve:secretsmanager:", {"Ref": "Secret"}, ":SecretString:user}}"]]}
        name = cloud.create(
            template(
                {"Parameter": parameter(reference, Name="recorded-of-secret")},
                Parameters={"Secret": {"Type": "String"}},
            ),
            Parameters=[{"ParameterKey": "Secret", "ParameterValue": arn}],
        )
        assert _shown(cloud, "recorded-of-secret") == "ann"
        assert "ann" not in json.dumps([one.get("ResourceProperties", "") for one in cloud.events(name)])

    @inferred
    def test_to_a_secret_that_changes_is_no_change_of_the_stack(self, cloud: Cloud) -> None:
        secrets = cloud.client("secretsmanager")
        secrets.create_secret(Name="recorded-turning", SecretString="one")
        body = template({"Parameter": parameter("{{resolve:secretsmanager:recorded-turning}}", Name="recorded-turned")})
        name = cloud.create(body)
        secrets.put_secret_value(SecretId="recorded-turning", SecretString="two")
        refused = cloud.refusal("update_stack", StackName=name, TemplateBody=body)
        assert refused == ("ValidationError", "No updates are to be performed.")
        assert _shown(cloud, "recorded-turned") == "one"

    @inferred
    def test_to_a_secret_that_is_not_there_fails_the_resource(self, cloud: Cloud) -> None:
        name = cloud.create(template({"Parameter": parameter("{{resolve:secretsmanager:recorded-no-secret}}")}))
        assert cloud.stack(name)["StackStatus"] == "ROLLBACK_COMPLETE"
        failed = [one["LogicalResourceId"] for one in cloud.events(name) if one["ResourceStatus"] == "CREATE_FAILED"]
        assert failed == ["Parameter"]

    @inferred
    def test_to_a_parameter_that_is_not_there_is_refused(self, cloud: Cloud) -> None:
        code, message = cloud.refusal(
            "create_stack",
            StackName=cloud.new_name(),
            TemplateBody=template({"Parameter": parameter("{{resolve:ssm:recorded-nowhere}}")}),
        )
        assert code == "ValidationError"
        assert "recorded-nowhere" in message

    @recorded("2020-03-23", MEASURED)
    def test_to_a_secure_string_is_refused_where_it_may_not_stand(self, cloud: Cloud) -> None:
        refused = cloud.refusal(
            "create_stack",
            StackName=cloud.new_name(),
            TemplateBody=template({"Topic": topic(DisplayName="{{resolve:ssm-secure:recorded-secure:1}}")}),
        )
        message = "SSM Secure reference is not supported in: [AWS::SNS::Topic/Properties/DisplayName]"
        assert refused == ("ValidationError", message)


class TestSelect:
    @inferred
    def test_beyond_the_list_is_refused_as_an_index_that_is_text(self, cloud: Cloud) -> None:
        body = template({"Topic": topic(DisplayName={"Fn::Select": ["3", ["a"]]})})
        message = "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
        refused = cloud.refusal("create_stack", StackName=cloud.new_name(), TemplateBody=body)
        assert refused == ("ValidationError", message)


class TestAPolicyOfAws:
    @recorded("2024-04-09")
    def test_exists(self, cloud: Cloud) -> None:
        policy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
        trusted = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        role = {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trusted]},
            "ManagedPolicyArns": [policy],
        }
        name = cloud.create(
            template({"Role": {"Type": "AWS::IAM::Role", "Properties": role}}), Capabilities=["CAPABILITY_IAM"]
        )
        assert cloud.stack(name)["StackStatus"] == "CREATE_COMPLETE"
