"""AWS::ApiGatewayV2::Stage: Ref is its name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import api_gateway_arn, within

_ARN = api_gateway_arn("/apis/{ApiId}/stages/{StageName}")

TYPE = Declaration(
    "AWS::ApiGatewayV2::Stage",
    "apigatewayv2",
    ref="StageName",
    create=Call("CreateStage"),
    read=(Call("GetStage"),),
    update=(Call("UpdateStage", only_changed=True),),
    defaults={
        "AccessLogSettings": {},
        "AutoDeploy": False,
        "ClientCertificateId": "",
        "DefaultRouteSettings": {"DetailedMetricsEnabled": False},
        "DeploymentId": "",
        "Description": "",
        "RouteSettings": {},
        "StageVariables": {},
    },
    tags=Tagging(
        Call("TagResource", params={"ResourceArn": _ARN}),
        Call("UntagResource", params={"ResourceArn": _ARN}),
        Call("GetStage", "Tags"),
    ),
    shown_inside={"DefaultRouteSettings": {"DetailedMetricsEnabled": False}},
    hidden_if_empty=("AccessLogSettings", "ClientCertificateId", "DeploymentId", "Description"),
    delete=Call("DeleteStage"),
    list=within(Call("GetStages", "Items"), "ApiId"),
    given={"ApiId": "{AWS::ApiGatewayV2::Api}", "StageName": "live"},
    client=("get_stage", {"ApiId": "{ApiId}", "StageName": "{Ref}"}, ""),
    proofs=(
        Proof({"ApiId": "{AWS::ApiGatewayV2::Api}", "StageName": "$default"}, "StageName", "$default"),
        Proof(
            {"AutoDeploy": True, "Description": "for all"},
            "[AutoDeploy, Description]",
            [True, "for all"],
            left=[False, ""],
        ),
        Proof(
            {"DeploymentId": "{AWS::ApiGatewayV2::Deployment}"},
            given={"ApiId": "{AWS::ApiGatewayV2::Deployment.ApiId}"},
            left="",
        ),
        Proof(
            {"StageVariables": {"table": "orders"}, "ClientCertificateId": "abc123"},
            "[StageVariables, ClientCertificateId]",
            [{"table": "orders"}, "abc123"],
            left=[{}, ""],
        ),
        Proof(
            {"AccessLogSettings": {"DestinationArn": "{AWS::Logs::LogGroup.Arn}", "Format": "$context.status"}},
            left={},
        ),
        Proof(
            {
                "DefaultRouteSettings": {
                    "DataTraceEnabled": True,
                    "DetailedMetricsEnabled": True,
                    "LoggingLevel": "INFO",
                    "ThrottlingBurstLimit": 5,
                    "ThrottlingRateLimit": 10,
                },
                "RouteSettings": {"GET /orders": {"ThrottlingBurstLimit": 3}},
            },
            "DefaultRouteSettings.[LoggingLevel, ThrottlingBurstLimit]",
            ["INFO", 5],
            left=[None, None],
        ),
        Proof({"Tags": {"team": "core"}}, "Tags || `{}`"),
    ),
)
