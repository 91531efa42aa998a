"""AWS::ApiGatewayV2::DomainName: Ref is the name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import api_gateway_arn

_ARN = api_gateway_arn("/domainnames/{DomainName}")
_REGIONAL = {"CertificateArn": "{certificatearn}", "EndpointType": "REGIONAL"}

TYPE = Declaration(
    "AWS::ApiGatewayV2::DomainName",
    "apigatewayv2",
    create=Call("CreateDomainName"),
    read=(
        Call(
            "GetDomainName",
            finds={
                "RegionalDomainName": "DomainNameConfigurations[0].ApiGatewayDomainName",
                "RegionalHostedZoneId": "DomainNameConfigurations[0].HostedZoneId",
            },
        ),
        lambda handle: {"DomainNameArn": _ARN(handle)},
    ),
    update=(Call("UpdateDomainName"),),
    defaults={"DomainNameConfigurations": [], "MutualTlsAuthentication": {}},
    tags=Tagging(
        Call("TagResource", params={"ResourceArn": _ARN}),
        Call("UntagResource", params={"ResourceArn": _ARN}),
        Call("GetDomainName", "Tags"),
    ),
    shown={"RoutingMode": "API_MAPPING_ONLY"},
    hidden_if_empty=("MutualTlsAuthentication",),
    delete=Call("DeleteDomainName"),
    list=Call("GetDomainNames", "Items"),
    given={"DomainName": "api.example.com", "DomainNameConfigurations": [_REGIONAL]},
    client=("get_domain_name", {"DomainName": "{Ref}"}, ""),
    proofs=(
        Proof({"DomainName": "shop.example.com"}),
        Proof(
            {
                "DomainNameConfigurations": [
                    {
                        **_REGIONAL,
                        "CertificateName": "ours",
                        "IpAddressType": "dualstack",
                        "SecurityPolicy": "TLS_1_2",
                    }
                ]
            },
            "DomainNameConfigurations[].[CertificateArn, EndpointType, IpAddressType, SecurityPolicy]",
            [["{certificatearn}", "REGIONAL", "dualstack", "TLS_1_2"]],
        ),
        Proof(
            {"MutualTlsAuthentication": {"TruststoreUri": "s3://ours/trust.pem", "TruststoreVersion": "1"}},
            "MutualTlsAuthentication.[TruststoreUri, TruststoreVersion]",
            ["s3://ours/trust.pem", "1"],
            left=[None, None],
        ),
        Proof({"Tags": {"team": "core"}}, "Tags || `{}`"),
    ),
)
