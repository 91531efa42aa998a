"""What is particular to one type of what applications are made of: APIs, functions, events."""

import json
from typing import Any, ClassVar

import pytest

from cfn_local.engine.types.aws import AwsTypeError
from tests.cfn_local.engine.types.aws.type_stories import World, client, create, delete, request, type_of


class TestADefinitionOfAnApi:
    BODY: ClassVar[dict[str, Any]] = {
        "swagger": "2.0",
        "info": {"title": "orders"},
        "paths": {"/orders": {"get": {"x-amazon-apigateway-integration": {"type": "mock"}}}},
    }

    def paths(self, api_id: str) -> list[str]:
        return sorted(one["path"] for one in client("apigateway").get_resources(restApiId=api_id)["items"])

    def test_becomes_resources_and_may_set_the_kind_of_endpoint(self) -> None:
        properties = {
            "Body": self.BODY,
            "FailOnWarnings": True,
            "Mode": "overwrite",
            "Parameters": {"endpointConfigurationTypes": "REGIONAL"},
        }
        api = create("AWS::ApiGateway::RestApi", properties)

        assert self.paths(api.physical_id) == ["/", "/orders"]
        assert api.model["Name"] == "orders"
        assert api.model["EndpointConfiguration"]["Types"] == ["REGIONAL"]

    def test_that_changes_replaces_what_was_there_but_not_the_name_in_the_template(self) -> None:
        its_type = type_of("AWS::ApiGateway::RestApi")
        api = create("AWS::ApiGateway::RestApi", {"Name": "shop", "Body": self.BODY})
        body = {**self.BODY, "paths": {"/invoices": {"get": {}}}}
        updated = its_type.update(api, request({"Name": "shop", "Body": body}))

        assert self.paths(updated.physical_id) == ["/", "/invoices"]
        assert updated.model["Name"] == "shop"

    @pytest.mark.parametrize("kind", ["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"])
    def test_may_lie_in_a_bucket(self, kind: str) -> None:
        body = {"openapi": "3.0.1", "info": {"title": "stored", "version": "1"}, "paths": {}}
        client("s3").create_bucket(Bucket="definitions")
        client("s3").put_object(Bucket="definitions", Key="api.json", Body=json.dumps(body).encode())

        api = create(kind, {"BodyS3Location": {"Bucket": "definitions", "Key": "api.json"}})
        assert api.model["Name"] == "stored"

    def test_and_a_name_are_both_missing(self) -> None:
        with pytest.raises(AwsTypeError) as refused:
            create("AWS::ApiGateway::RestApi", {"Description": "of nothing"})
        assert refused.value.message == "An API needs a Name, or a Body with a title in its info."

    def test_of_an_http_api_becomes_routes(self) -> None:
        body = {**self.BODY, "openapi": "3.0.1"}
        api = create("AWS::ApiGatewayV2::Api", {"Body": body, "FailOnWarnings": True, "Description": "of the shop"})

        routes = client("apigatewayv2").get_routes(ApiId=api.physical_id)["Items"]
        assert [one["RouteKey"] for one in routes] == ["GET /orders"]
        assert api.model["Description"] == "of the shop"

    def test_of_an_http_api_may_be_its_target_alone(self) -> None:
        properties = {
            "Name": "shop",
            "ProtocolType": "HTTP",
            "Target": "https://example.com",
            "RouteKey": "GET /",
            "CredentialsArn": "arn:aws:iam::123456789012:role/shop",
        }
        api = create("AWS::ApiGatewayV2::Api", properties)

        routes = client("apigatewayv2").get_routes(ApiId=api.physical_id)["Items"]
        assert [one["RouteKey"] for one in routes] == ["GET /"]
        integration = client("apigatewayv2").get_integrations(ApiId=api.physical_id)["Items"][0]
        assert integration["CredentialsArn"] == "arn:aws:iam::123456789012:role/shop"


class TestAFunction:
    def test_whose_code_is_an_image_has_neither_handler_nor_runtime(self, world: World) -> None:
        image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/judge:1"
        properties = {"Code": {"ImageUri": image}, "PackageType": "Image", "Role": world.resolved("{rolearn}")}
        function = create("AWS::Lambda::Function", properties)

        assert client("lambda").get_function(FunctionName=function.physical_id)["Code"]["ImageUri"] == image
        assert "Handler" not in function.model

    def test_takes_a_version_of_its_package(self, world: World) -> None:
        s3 = client("s3")
        s3.create_bucket(Bucket="packages")
        s3.put_bucket_versioning(Bucket="packages", VersioningConfiguration={"Status": "Enabled"})
        version = s3.put_object(Bucket="packages", Key="judge.zip", Body=b"packed")["VersionId"]
        code = {"S3Bucket": "packages", "S3Key": "judge.zip", "S3ObjectVersion": version}
        given = type_of("AWS::Lambda::Function").declaration.given
        function = create("AWS::Lambda::Function", world.resolved({**given, "Code": code}))

        assert client("lambda").get_function(FunctionName=function.physical_id)["Configuration"]["CodeSize"] == 6


class TestAStatementOfABus:
    def test_may_be_given_by_its_parts(self, world: World) -> None:
        bus = world.resolved("{AWS::Events::EventBus}")
        parts = {"Action": "events:PutEvents", "Principal": "210987654321"}
        condition = {"Type": "StringEquals", "Key": "aws:PrincipalOrgID", "Value": "o-abcdefghij"}
        create(
            "AWS::Events::EventBusPolicy",
            {"EventBusName": bus, "StatementId": "others", **parts, "Principal": "*", "Condition": condition},
        )

        policy = json.loads(client("events").describe_event_bus(Name=bus)["Policy"])
        assert policy["Statement"][0]["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}

    def test_stands_beside_those_of_others(self, world: World) -> None:
        given = type_of("AWS::Events::EventBusPolicy").declaration.given
        first = world.resolved({**given, "StatementId": "one"})
        second = world.resolved({**given, "StatementId": "two"})
        made = create("AWS::Events::EventBusPolicy", first)
        create("AWS::Events::EventBusPolicy", second)
        delete("AWS::Events::EventBusPolicy", made)

        policy = json.loads(client("events").describe_event_bus(Name=first["EventBusName"])["Policy"])
        assert [one["Sid"] for one in policy["Statement"]] == ["two"]


class TestARule:
    def test_of_a_bus_of_its_own_has_the_bus_in_its_ref(self, world: World) -> None:
        bus = world.resolved("{AWS::Events::EventBus}")
        rule = create("AWS::Events::Rule", {"EventBusName": bus, "Name": "all", "EventPattern": {"source": ["shop"]}})
        assert rule.physical_id == "orders|all"

    def test_of_the_default_bus_has_not(self) -> None:
        rule = create("AWS::Events::Rule", {"Name": "all", "EventPattern": {"source": ["shop"]}})
        assert rule.physical_id == "all"


class TestAStateMachine:
    def test_may_be_defined_in_a_bucket_with_substitutions(self, world: World) -> None:
        text = '{"StartAt": "${First}", "States": {"Pass": {"Type": "Pass", "End": true}}}'
        client("s3").create_bucket(Bucket="definitions")
        client("s3").put_object(Bucket="definitions", Key="machine.json", Body=text.encode())
        machine = create(
            "AWS::StepFunctions::StateMachine",
            {
                "RoleArn": world.resolved("{rolearn}"),
                "DefinitionS3Location": {"Bucket": "definitions", "Key": "machine.json"},
                "DefinitionSubstitutions": {"First": "Pass"},
            },
        )
        assert json.loads(machine.model["DefinitionString"])["StartAt"] == "Pass"

    def test_needs_a_definition(self, world: World) -> None:
        with pytest.raises(AwsTypeError) as refused:
            create("AWS::StepFunctions::StateMachine", {"RoleArn": world.resolved("{rolearn}")})
        assert refused.value.message == (
            "A state machine needs a DefinitionString, a Definition or a DefinitionS3Location."
        )


class TestAUserOfAPool:
    def test_is_told_nothing_if_the_template_says_so(self, world: World) -> None:
        user = create(
            "AWS::Cognito::UserPoolUser",
            {
                "UserPoolId": world.resolved("{AWS::Cognito::UserPool}"),
                "Username": "ada",
                "MessageAction": "SUPPRESS",
                "DesiredDeliveryMediums": ["EMAIL"],
                "ForceAliasCreation": False,
                "ClientMetadata": {"shop": "one"},
                "ValidationData": [{"Name": "a", "Value": "b"}],
            },
        )
        assert user.physical_id == "ada"


class TestAPipeline:
    def test_that_restarts_with_updates_is_a_pipeline_like_others(self, world: World) -> None:
        given = type_of("AWS::CodePipeline::Pipeline").declaration.given
        made = create("AWS::CodePipeline::Pipeline", world.resolved({**given, "RestartExecutionOnUpdate": True}))
        assert made.attribute("Version") == "1"
