"""AWS::ACMPCA::CertificateAuthority: Ref is its ARN. It has a request at once."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_THIS: dict[str, Any] = {"CertificateAuthorityArn": lambda handle: handle["Arn"]}
_SUBJECT = {"CommonName": "ours", "Country": "DE", "Organization": "Example"}
_CONFIGURED = ("KeyAlgorithm", "SigningAlgorithm", "Subject", "CsrExtensions")
_READ = Call(
    "DescribeCertificateAuthority",
    "CertificateAuthority | [?Status!='DELETED'] || (Status != 'DELETED' && @)",
    _THIS,
    finds={
        "KeyAlgorithm": "CertificateAuthorityConfiguration.KeyAlgorithm",
        "SigningAlgorithm": "CertificateAuthorityConfiguration.SigningAlgorithm",
    },
)


def _create(handle: Handle) -> dict[str, Any]:
    return handle.make(
        Call(
            "CreateCertificateAuthority",
            params={
                "CertificateAuthorityConfiguration": {
                    name: handle.wanted[name] for name in _CONFIGURED if name in handle.wanted
                },
                "CertificateAuthorityType": handle.wanted["Type"],
            },
            finds={"Arn": "CertificateAuthorityArn"},
        )
    )


def _delete(handle: Handle) -> None:
    with absent():
        this = {name: value(handle) for name, value in _THIS.items()}
        if handle("DescribeCertificateAuthority", **this)["CertificateAuthority"]["Status"] == "ACTIVE":
            handle("UpdateCertificateAuthority", **this, Status="DISABLED")
        handle("DeleteCertificateAuthority", **this)


TYPE = Declaration(
    "AWS::ACMPCA::CertificateAuthority",
    "acm-pca",
    create=_create,
    read=(
        _READ,
        Call("GetCertificateAuthorityCsr", params=_THIS, finds={"CertificateSigningRequest": "Csr"}),
    ),
    tags=Tagging(
        Call("TagCertificateAuthority", params=_THIS),
        Call("UntagCertificateAuthority", params=_THIS),
        Call("ListTags", "Tags", _THIS),
    ),
    delete=_delete,
    list=Call("ListCertificateAuthorities", "CertificateAuthorities[?Status!='DELETED']"),
    given={
        "KeyAlgorithm": "RSA_2048",
        "SigningAlgorithm": "SHA256WITHRSA",
        "Subject": {"Country": "US"},
        "Type": "ROOT",
    },
    client=("describe_certificate_authority", {"CertificateAuthorityArn": "{Ref}"}, "CertificateAuthority"),
    proofs=(
        Proof(
            {
                "KeyAlgorithm": "RSA_4096",
                "SigningAlgorithm": "SHA512WITHRSA",
                "Subject": _SUBJECT,
                "Type": "SUBORDINATE",
            },
            "[CertificateAuthorityConfiguration.[KeyAlgorithm, SigningAlgorithm, Subject.Country], Type]",
            [["RSA_4096", "SHA512WITHRSA", "DE"], "SUBORDINATE"],
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags", {"CertificateAuthorityArn": "{Ref}"})),
    ),
)
