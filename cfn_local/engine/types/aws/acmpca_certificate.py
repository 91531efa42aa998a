"""AWS::ACMPCA::Certificate: Ref is its ARN and that of its authority. It is issued at once."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_AUTHORITY = "{AWS::ACMPCA::CertificateAuthority}"
_CSR = "{AWS::ACMPCA::CertificateAuthority.CertificateSigningRequest}"
_ROOT = "arn:{partition}:acm-pca:::template/RootCACertificate/V1"


def _create(handle: Handle) -> dict[str, Any]:
    stated = handle.wanted
    made = handle(
        "IssueCertificate",
        CertificateAuthorityArn=stated["CertificateAuthorityArn"],
        Csr=stated["CertificateSigningRequest"],
        SigningAlgorithm=stated["SigningAlgorithm"],
        TemplateArn=stated.get("TemplateArn"),
        Validity=stated["Validity"],
    )
    return {"Arn": made["CertificateArn"], "CertificateAuthorityArn": stated["CertificateAuthorityArn"]}


def _read(handle: Handle) -> dict[str, Any] | None:
    with absent():
        this = {"Arn": handle["Arn"], "CertificateAuthorityArn": handle["CertificateAuthorityArn"]}
        found = handle(
            "GetCertificate",
            CertificateArn=this["Arn"],
            CertificateAuthorityArn=this["CertificateAuthorityArn"],
        )
        return {**this, "Certificate": found["Certificate"]}
    return None


TYPE = Declaration(
    "AWS::ACMPCA::Certificate",
    "acm-pca",
    create=_create,
    read=(_read,),
    # A certificate is revoked by its serial number, and stays.
    delete=None,
    given={
        "CertificateAuthorityArn": _AUTHORITY,
        "CertificateSigningRequest": _CSR,
        "SigningAlgorithm": "SHA256WITHRSA",
        "TemplateArn": _ROOT,
        "Validity": {"Type": "YEARS", "Value": 10},
    },
    proofs=(
        Proof(
            {"CertificateAuthorityArn": _AUTHORITY},
            lambda answer: answer["Certificate"].splitlines()[0],
            "-----BEGIN CERTIFICATE-----",
            read=("get_certificate", {"CertificateArn": "{Arn}", "CertificateAuthorityArn": _AUTHORITY}),
        ),
    ),
    unread={
        "CertificateSigningRequest": _CSR,
        "SigningAlgorithm": "SHA256WITHRSA",
        "TemplateArn": _ROOT,
        "Validity": {"Type": "YEARS", "Value": 10},
    },
)
