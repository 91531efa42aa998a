"""AWS::CertificateManager::Certificate: Ref is its ARN. It is created without waiting for its validation."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_PREFERENCE = "CertificateTransparencyLoggingPreference"
_ARN: dict[str, Any] = {"CertificateArn": lambda handle: handle.get("CertificateArn")}


def _validations(handle: Handle) -> list[dict[str, str]] | None:
    """Where mail goes to. The hosted zone in which CloudFormation proves a domain is not the service's."""
    stated = handle.wanted.get("DomainValidationOptions", ())
    return [
        {"DomainName": one["DomainName"], "ValidationDomain": one["ValidationDomain"]}
        for one in stated
        if "ValidationDomain" in one
    ] or None


def _request(handle: Handle) -> dict[str, Any]:
    wanted = handle.wanted
    made = handle(
        "RequestCertificate",
        DomainName=wanted["DomainName"],
        SubjectAlternativeNames=wanted.get("SubjectAlternativeNames"),
        ValidationMethod=wanted.get("ValidationMethod"),
        DomainValidationOptions=_validations(handle),
        Options={_PREFERENCE: wanted.get(_PREFERENCE, "ENABLED")},
        Tags=[{"Key": key, "Value": value} for key, value in handle.tags.items()] or None,
    )
    return {"CertificateArn": made["CertificateArn"]}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeCertificate", CertificateArn=handle["CertificateArn"])["Certificate"]
    own, validated = found["DomainName"], {one["DomainName"]: one for one in found["DomainValidationOptions"]}
    told = {
        "CertificateArn": found["CertificateArn"],
        "DomainName": own,
        "SubjectAlternativeNames": [name for name in found["SubjectAlternativeNames"] if name != own],
        "KeyAlgorithm": found["KeyAlgorithm"],
        _PREFERENCE: found.get("Options", {}).get(_PREFERENCE, "ENABLED"),
        "DomainValidationOptions": [
            {"DomainName": one["DomainName"], "ValidationDomain": validated[one["DomainName"]]["ValidationDomain"]}
            for one in handle.get("DomainValidationOptions") or ()
            if one["DomainName"] in validated
        ],
    }
    return {name: value for name, value in told.items() if value}


TYPE = Declaration(
    "AWS::CertificateManager::Certificate",
    "acm",
    create=_request,
    read=(_read,),
    update=(Logic(("ValidationMethod",), lambda _handle: None),),
    tags=Tagging(
        Call("AddTagsToCertificate", params=_ARN),
        Call("RemoveTagsFromCertificate", params=_ARN),
        Call("ListTagsForCertificate", "Tags", _ARN),
    ),
    delete=Call("DeleteCertificate"),
    list=Call("ListCertificates", "CertificateSummaryList"),
    given={"DomainName": "example.com"},
    unread={"ValidationMethod": "DNS"},
    client=("describe_certificate", {"CertificateArn": "{Ref}"}, "Certificate"),
    proofs=(
        Proof(
            {"DomainName": "shop.example.com", "SubjectAlternativeNames": ["www.example.com"]},
            "[DomainName, sort(SubjectAlternativeNames)]",
            ["shop.example.com", ["shop.example.com", "www.example.com"]],
        ),
        Proof({_PREFERENCE: "DISABLED"}, f"Options.{_PREFERENCE}"),
        Proof(
            {
                "DomainValidationOptions": [
                    {
                        "DomainName": "example.com",
                        "HostedZoneId": "Z0123456789ABCDEFGHIJ",
                        "ValidationDomain": "example.com",
                    }
                ]
            },
            "DomainValidationOptions[].[DomainName, ValidationDomain]",
            [["example.com", "example.com"]],
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_certificate", {"CertificateArn": "{Ref}"})),
    ),
)
