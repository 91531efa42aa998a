"""What moto's API Gateway forgets, and documents of APIs that it does not read."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

LAMBDA = (
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:us-east-1:123456789012:function:orders/invocations"
)
POOL = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abcdefghi"
# As `sam` writes it.
SWAGGER = {
    "swagger": "2.0",
    "info": {"title": "orders", "version": "1.0"},
    "securityDefinitions": {
        "callers": {
            "type": "apiKey",
            "name": "Authorization",
            "in": "header",
            "x-amazon-apigateway-authtype": "cognito_user_pools",
            "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools", "providerARNs": [POOL]},
        },
        "key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
    },
    "definitions": {"Order": {"type": "object"}},
    "x-amazon-apigateway-request-validators": {"strict": {"validateRequestBody": True}},
    "x-amazon-apigateway-gateway-responses": {"DEFAULT_4XX": {"statusCode": 418}},
    "x-amazon-apigateway-binary-media-types": ["image/png"],
    "paths": {
        "/orders/{id}": {
            "get": {
                "operationId": "ReadOrder",
                "security": [{"callers": ["orders/read"]}, {"key": []}],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "type": "string"},
                    {"in": "body", "name": "order", "schema": {"$ref": "#/definitions/Order"}},
                ],
                "x-amazon-apigateway-request-validator": "strict",
                "responses": {
                    "200": {"headers": {"Age": {"type": "string"}}, "schema": {"$ref": "#/definitions/Order"}}
                },
                "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": LAMBDA},
            },
            "options": {
                "x-amazon-apigateway-integration": {
                    "type": "mock",
                    "requestTemplates": {"application/json": '{"statusCode": 200}'},
                    "responses": {"default": {"statusCode": "200", "responseTemplates": {"application/json": "{}\n"}}},
                },
                "responses": {"200": {"description": "of CORS"}},
            },
        },
        "/": {"x-amazon-apigateway-any-method": {"x-amazon-apigateway-auth": {"type": "AWS_IAM"}}},
    },
}
OPENAPI = {
    "openapi": "3.0.1",
    "info": {"title": "shop", "version": "2"},
    "tags": [{"name": "httpapi:createdBy", "x-amazon-apigateway-tag-value": "SAM"}],
    "x-amazon-apigateway-cors": {"allowOrigins": ["*"], "allowHeaders": ["Content-Type"]},
    "components": {
        "securitySchemes": {
            "callers": {
                "type": "oauth2",
                "x-amazon-apigateway-authorizer": {
                    "type": "jwt",
                    "identitySource": "$request.header.Authorization",
                    "jwtConfiguration": {"audience": ["shop"], "issuer": "https://example.com"},
                },
            }
        }
    },
    "paths": {
        "/orders": {
            "get": {
                "security": [{"callers": ["orders/read"]}],
                "x-amazon-apigateway-integration": {
                    "type": "aws_proxy",
                    "httpMethod": "POST",
                    "payloadFormatVersion": "2.0",
                    "uri": "arn:aws:lambda:us-east-1:123456789012:function:orders",
                },
            }
        },
        "$default": {"x-amazon-apigateway-any-method": {}},
    },
}


def paths(api: Any, api_id: str) -> dict[str, Any]:
    found = api.get_resources(restApiId=api_id, embed=["methods"])["items"]
    return {one["path"]: one for one in found}


@pytest.fixture
def api() -> Any:
    return client("apigateway")


@pytest.fixture
def http() -> Any:
    return client("apigatewayv2")


class TestASwaggerDocument:
    def test_becomes_resources_and_methods(self, api: Any) -> None:
        api_id = api.import_rest_api(body=json.dumps(SWAGGER))["id"]
        found = paths(api, api_id)

        assert sorted(found) == ["/", "/orders", "/orders/{id}"]
        method = found["/orders/{id}"]["resourceMethods"]["GET"]
        assert (method["authorizationType"], method["authorizationScopes"]) == ("COGNITO_USER_POOLS", ["orders/read"])
        assert (method["apiKeyRequired"], method["operationName"]) == (True, "ReadOrder")
        assert method["requestParameters"] == {"method.request.path.id": True}
        assert method["requestModels"] == {"application/json": "Order"}
        assert method["methodResponses"]["200"]["responseModels"] == {"application/json": "Order"}
        assert method["methodResponses"]["200"]["responseParameters"] == {"method.response.header.Age": False}
        assert (method["methodIntegration"]["type"], method["methodIntegration"]["uri"]) == ("AWS_PROXY", LAMBDA)
        options = found["/orders/{id}"]["resourceMethods"]["OPTIONS"]["methodIntegration"]
        assert (options["type"], list(options["integrationResponses"])) == ("MOCK", ["200"])
        assert found["/"]["resourceMethods"]["ANY"]["authorizationType"] == "AWS_IAM"

    def test_brings_what_its_methods_need(self, api: Any) -> None:
        api_id = api.import_rest_api(body=json.dumps(SWAGGER))["id"]

        assert api.get_rest_api(restApiId=api_id)["binaryMediaTypes"] == ["image/png"]
        assert [one["name"] for one in api.get_models(restApiId=api_id)["items"]] == ["Order"]
        validators = api.get_request_validators(restApiId=api_id)["items"]
        assert [(one["name"], one["validateRequestBody"]) for one in validators] == [("strict", True)]
        authorizers = api.get_authorizers(restApiId=api_id)["items"]
        assert [(one["name"], one["providerARNs"]) for one in authorizers] == [("callers", [POOL])]
        responses = api.get_gateway_responses(restApiId=api_id)["items"]
        assert [(one["responseType"], one["statusCode"]) for one in responses] == [("DEFAULT_4XX", "418")]

    def test_that_overwrites_another_keeps_the_ids_of_its_paths(self, api: Any) -> None:
        made = api.import_rest_api(body=json.dumps(SWAGGER))
        before = paths(api, made["id"])
        other = {**SWAGGER, "paths": {"/orders": {"get": {}}}}

        api.put_rest_api(restApiId=made["id"], mode="overwrite", body=json.dumps(other))

        after = paths(api, made["id"])
        assert sorted(after) == ["/", "/orders"]
        assert after["/orders"]["id"] == before["/orders"]["id"]
        assert api.get_rest_api(restApiId=made["id"])["rootResourceId"] == before["/"]["id"]
        assert "resourceMethods" not in after["/"]

    def test_that_is_none_is_refused(self, api: Any) -> None:
        made = api.create_rest_api(name="orders")
        with pytest.raises(ClientError) as refused:
            api.put_rest_api(restApiId=made["id"], mode="overwrite", body=json.dumps({"openapi": "1.0", "paths": {}}))
        assert refused.value.response["Error"]["Code"] == "BadRequestException"


class TestAStage:
    @pytest.fixture
    def api_id(self, api: Any) -> str:
        return str(api.import_rest_api(body=json.dumps(SWAGGER))["id"])

    def test_keeps_its_configuration_when_it_is_deployed_to_again(self, api: Any, api_id: str) -> None:
        api.create_deployment(restApiId=api_id, stageName="live", variables={"table": "orders"})
        newer = api.create_deployment(restApiId=api_id, stageName="live")["id"]

        stage = api.get_stage(restApiId=api_id, stageName="live")
        assert (stage["deploymentId"], stage["variables"]) == (newer, {"table": "orders"})

    def test_keeps_its_deployment_from_being_deleted(self, api: Any, api_id: str) -> None:
        older = api.create_deployment(restApiId=api_id, stageName="live")["id"]
        newer = api.create_deployment(restApiId=api_id, stageName="live")["id"]

        with pytest.raises(ClientError) as refused:
            api.delete_deployment(restApiId=api_id, deploymentId=newer)
        assert refused.value.response["Error"]["Code"] == "BadRequestException"
        api.delete_deployment(restApiId=api_id, deploymentId=older)
        assert [one["id"] for one in api.get_deployments(restApiId=api_id)["items"]] == [newer]

    def test_is_patched_by_method(self, api: Any, api_id: str) -> None:
        api.create_deployment(restApiId=api_id, stageName="live")
        path = "/~1orders/GET/throttling/burstLimit"
        operations = [{"op": "replace", "path": path, "value": "5"}]
        patched = api.update_stage(restApiId=api_id, stageName="live", patchOperations=operations)
        assert patched["methodSettings"]["~1orders/GET"]["throttlingBurstLimit"] == 5

        operations = [{"op": "remove", "path": "/~1orders/GET"}]
        patched = api.update_stage(restApiId=api_id, stageName="live", patchOperations=operations)
        assert patched["methodSettings"] == {}

    def test_has_nothing_at_an_unknown_path(self, api: Any, api_id: str) -> None:
        api.create_deployment(restApiId=api_id, stageName="live")
        with pytest.raises(ClientError) as refused:
            api.update_stage(
                restApiId=api_id, stageName="live", patchOperations=[{"op": "replace", "path": "/colour", "value": "1"}]
            )
        assert refused.value.response["Error"]["Message"] == "Invalid patch path '/colour' specified for op"


class TestAnHttpApi:
    def test_is_imported_with_its_routes(self, http: Any) -> None:
        made = http.import_api(Body=json.dumps(OPENAPI))

        assert (made["Name"], made["Version"], made["Tags"]) == ("shop", "2", {"httpapi:createdBy": "SAM"})
        assert made["CorsConfiguration"]["AllowHeaders"] == ["content-type"]
        routes = {one["RouteKey"]: one for one in http.get_routes(ApiId=made["ApiId"])["Items"]}
        assert sorted(routes) == ["$default", "GET /orders"]
        assert routes["GET /orders"]["AuthorizationType"] == "JWT"
        assert routes["GET /orders"]["AuthorizationScopes"] == ["orders/read"]
        integration = http.get_integrations(ApiId=made["ApiId"])["Items"][0]
        assert integration["IntegrationUri"] == "arn:aws:lambda:us-east-1:123456789012:function:orders"
        assert routes["GET /orders"]["Target"] == f"integrations/{integration['IntegrationId']}"
        authorizer = http.get_authorizers(ApiId=made["ApiId"])["Items"][0]
        assert authorizer["JwtConfiguration"] == {"Audience": ["shop"], "Issuer": "https://example.com"}

    def test_keeps_its_stages_when_it_is_imported_again(self, http: Any) -> None:
        api_id = http.import_api(Body=json.dumps(OPENAPI))["ApiId"]
        http.create_stage(ApiId=api_id, StageName="live")
        http.reimport_api(ApiId=api_id, Body=json.dumps({**OPENAPI, "paths": {}}))

        assert [one["StageName"] for one in http.get_stages(ApiId=api_id)["Items"]] == ["live"]
        assert http.get_routes(ApiId=api_id)["Items"] == []

    def test_is_made_whole_by_its_target(self, http: Any) -> None:
        made = http.create_api(Name="shop", ProtocolType="HTTP", Target="https://example.com")

        assert [one["RouteKey"] for one in http.get_routes(ApiId=made["ApiId"])["Items"]] == ["$default"]
        assert http.get_integrations(ApiId=made["ApiId"])["Items"][0]["IntegrationType"] == "HTTP_PROXY"
        stages = http.get_stages(ApiId=made["ApiId"])["Items"]
        assert [(one["StageName"], one["AutoDeploy"]) for one in stages] == [("$default", True)]

    def test_of_web_sockets_is_reached_by_wss(self, http: Any) -> None:
        made = http.create_api(Name="chat", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")
        assert made["ApiEndpoint"] == f"wss://{made['ApiId']}.execute-api.us-east-1.amazonaws.com"

    def test_is_deployed_to_a_stage(self, http: Any) -> None:
        api_id = http.create_api(Name="shop", ProtocolType="HTTP")["ApiId"]
        http.create_stage(ApiId=api_id, StageName="live")
        deployed = http.create_deployment(ApiId=api_id, StageName="live")["DeploymentId"]

        assert http.get_stage(ApiId=api_id, StageName="live")["DeploymentId"] == deployed
        http.delete_deployment(ApiId=api_id, DeploymentId=deployed)
        with pytest.raises(ClientError) as refused:
            http.get_deployment(ApiId=api_id, DeploymentId=deployed)
        assert refused.value.response["Error"]["Code"] == "NotFoundException"


@pytest.mark.parametrize("kind", ["restapis", "apikeys", "usageplans"])
def test_resources_of_all_kinds_are_tagged_by_arn(api: Any, kind: str) -> None:
    made = {
        "restapis": lambda: api.create_rest_api(name="orders"),
        "apikeys": lambda: api.create_api_key(name="shop"),
        "usageplans": lambda: api.create_usage_plan(name="gold"),
    }[kind]()
    arn = f"arn:aws:apigateway:us-east-1::/{kind}/{made['id']}"
    api.tag_resource(resourceArn=arn, tags={"team": "core", "stage": "test"})
    api.untag_resource(resourceArn=arn, tagKeys=["stage"])

    assert api.get_tags(resourceArn=arn)["tags"] == {"team": "core"}


def test_a_client_certificate_is_generated_and_deleted(api: Any) -> None:
    made = api.generate_client_certificate(description="of the shop")
    certificate_id = made["clientCertificateId"]
    assert [one["description"] for one in api.get_client_certificates()["items"]] == ["of the shop"]

    api.delete_client_certificate(clientCertificateId=certificate_id)
    with pytest.raises(ClientError) as refused:
        api.get_client_certificate(clientCertificateId=certificate_id)
    assert refused.value.response["Error"]["Code"] == "NotFoundException"
