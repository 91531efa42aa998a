"""AWS::ACMPCA::CertificateAuthorityActivation: Ref is the ARN of the authority."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_AUTHORITY = "{AWS::ACMPCA::CertificateAuthority}"
_CERTIFICATE = "{AWS::ACMPCA::Certificate.Certificate}"
_PENDING = ("PENDING_CERTIFICATE", "DELETED")


def _this(handle: Handle) -> dict[str, str]:
    return {"CertificateAuthorityArn": handle["CertificateAuthorityArn"]}


def _activate(handle: Handle) -> dict[str, Any]:
    stated = handle.wanted
    if stated["Certificate"] != handle.had.get("Certificate"):
        handle(
            "ImportCertificateAuthorityCertificate",
            **_this(handle),
            Certificate=stated["Certificate"],
            CertificateChain=stated.get("CertificateChain"),
        )
    handle("UpdateCertificateAuthority", **_this(handle), Status=stated.get("Status", "ACTIVE"))
    return _this(handle)


def _read(handle: Handle) -> dict[str, Any] | None:
    with absent():
        found = handle("DescribeCertificateAuthority", **_this(handle))["CertificateAuthority"]
        if found["Status"] in _PENDING:
            return None
        is_active = found["Status"] == "ACTIVE"
        chain = handle("GetCertificateAuthorityCertificate", **_this(handle)) if is_active else {}
        complete = "\n".join(chain[name] for name in ("Certificate", "CertificateChain") if chain.get(name))
        return {**_this(handle), "Status": found["Status"], "CompleteCertificateChain": complete}
    return None


def _delete(handle: Handle) -> None:
    with absent():
        if _read(handle) is not None:
            handle("UpdateCertificateAuthority", **_this(handle), Status="DISABLED")


TYPE = Declaration(
    "AWS::ACMPCA::CertificateAuthorityActivation",
    "acm-pca",
    create=_activate,
    read=(_read,),
    update=(Logic(("Certificate", "CertificateChain", "Status"), _activate),),
    delete=_delete,
    given={"Certificate": _CERTIFICATE, "CertificateAuthorityArn": _AUTHORITY},
    client=("describe_certificate_authority", {"CertificateAuthorityArn": "{Ref}"}, "CertificateAuthority"),
    proofs=(
        Proof({"CertificateAuthorityArn": _AUTHORITY}, "Arn"),
        Proof({"Status": "DISABLED"}, left="ACTIVE"),
    ),
    unread={"Certificate": _CERTIFICATE, "CertificateChain": _CERTIFICATE},
)
