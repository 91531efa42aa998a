"""AWS::ApiGateway::RequestValidator: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.parameters import within
from cfn_local.engine.types.aws.patch_operations import at, patching

TYPE = Declaration(
    "AWS::ApiGateway::RequestValidator",
    "apigateway",
    names={"RequestValidatorId": "id"},
    named=Name("Name", 255),
    ref="RequestValidatorId",
    create=Call("CreateRequestValidator"),
    read=(Call("GetRequestValidator"),),
    update=(
        patching(
            "UpdateRequestValidator",
            {
                "ValidateRequestBody": at("/validateRequestBody"),
                "ValidateRequestParameters": at("/validateRequestParameters"),
            },
        ),
    ),
    delete=Call("DeleteRequestValidator"),
    list=within(Call("GetRequestValidators", "items"), "RestApiId"),
    given={"RestApiId": "{AWS::ApiGateway::RestApi}", "ValidateRequestBody": False},
    client=("get_request_validator", {"restApiId": "{RestApiId}", "requestValidatorId": "{RequestValidatorId}"}, ""),
    proofs=(
        Proof({"RestApiId": "{AWS::ApiGateway::RestApi}", "Name": "strict"}, "name", "strict"),
        Proof(
            {"ValidateRequestBody": True, "ValidateRequestParameters": True},
            "[validateRequestBody, validateRequestParameters]",
            [True, True],
            left=[False, None],
        ),
    ),
)
