"""AWS::ApiGateway::DomainName: Ref is the name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import api_gateway_arn
from cfn_local.engine.types.aws.patch_operations import Patch, at, members, patching

_ARN = api_gateway_arn("/domainnames/{DomainName}")
_REGIONAL = {"EndpointConfiguration": {"Types": ["REGIONAL"]}, "RegionalCertificateArn": "{certificatearn}"}


def _endpoint(value: Any) -> list[Patch]:
    return [Patch("/endpointConfiguration/types", ",".join((value or {}).get("Types", ["EDGE"])))]


TYPE = Declaration(
    "AWS::ApiGateway::DomainName",
    "apigateway",
    create=Call("CreateDomainName"),
    read=(Call("GetDomainName"), lambda handle: {"DomainNameArn": _ARN(handle)}),
    update=(
        patching(
            "UpdateDomainName",
            {
                "CertificateArn": at("/certificateArn"),
                "EndpointConfiguration": _endpoint,
                "MutualTlsAuthentication": members("/mutualTlsAuthentication"),
                "OwnershipVerificationCertificateArn": at("/ownershipVerificationCertificateArn"),
                "RegionalCertificateArn": at("/regionalCertificateArn"),
                "SecurityPolicy": at("/securityPolicy"),
            },
        ),
    ),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _ARN}),
        Call("UntagResource", params={"resourceArn": _ARN}),
        Call("GetDomainName", "tags"),
    ),
    shown={
        "EndpointConfiguration": {"IpAddressType": "ipv4"},
        "RoutingMode": "BASE_PATH_MAPPING_ONLY",
        "SecurityPolicy": "TLS_1_2",
    },
    hidden_if_empty=("MutualTlsAuthentication",),
    delete=Call("DeleteDomainName"),
    list=Call("GetDomainNames", "items"),
    given={"DomainName": "api.example.com", **_REGIONAL},
    client=("get_domain_name", {"domainName": "{Ref}"}, ""),
    proofs=(
        Proof({"DomainName": "shop.example.com"}, "domainName"),
        Proof(_REGIONAL, "[endpointConfiguration.types, regionalCertificateArn]", [["REGIONAL"], "{certificatearn}"]),
        Proof(
            {"CertificateArn": "{certificatearn}", "EndpointConfiguration": {"Types": ["EDGE"]}},
            "[endpointConfiguration.types, certificateArn]",
            [["EDGE"], "{certificatearn}"],
            given={"RegionalCertificateArn": None},
        ),
        Proof(
            {
                "SecurityPolicy": "TLS_1_0",
                "MutualTlsAuthentication": {"TruststoreUri": "s3://ours/trust.pem", "TruststoreVersion": "1"},
                "OwnershipVerificationCertificateArn": "{certificatearn}",
            },
            "[securityPolicy, mutualTlsAuthentication.truststoreUri, ownershipVerificationCertificateArn]",
            ["TLS_1_0", "s3://ours/trust.pem", "{certificatearn}"],
        ),
        Proof({"Tags": TAGS}, "tags || `{}`", {"team": "core"}),
    ),
)
