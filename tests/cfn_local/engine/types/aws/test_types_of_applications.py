"""What is particular to one type of what applications are made of: APIs, functions, events."""

import json
from typing import Any, ClassVar

import pytest

from cfn_local.engine.types.aws import AwsTypeError
from tests.cfn_local.engine.types.aws.type_stories import client, create, request, type_of


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
