"""AWS::IoT::Certificate: Ref is its ID. It is issued at once."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_CSR = """-----BEGIN CERTIFICATE REQUEST-----
MIHKMHECAQAwDzENMAsGA1UEAwwEb3VyczBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABJDoCMM0X4MaCUQelzzvkJbERM3G/UTsz+kH3nxYaCkkSv1JXdO1t2HnH3pu
vFC89uPEZGAf78ZaSk6T4HPgXzKgADAKBggqhkjOPQQDAgNJADBGAiEA/v6dZxC4
UH1/fHNFb5Q5uaDGYWkY02ikPXEyk2GOUb8CIQD05lZgc9JWoOtK/p213XNpEIS+
0XtefMmHr80h4KIp9g==
-----END CERTIFICATE REQUEST-----
"""
_READ = Call("DescribeCertificate", "certificateDescription", finds={"Id": "certificateId", "Arn": "certificateArn"})


def _create(handle: Handle) -> dict[str, Any]:
    made = handle.make(Call("CreateCertificateFromCsr", finds={"Id": "certificateId", "Arn": "certificateArn"}))
    handle.model |= made
    _activate(handle)
    return made


def _activate(handle: Handle) -> None:
    handle("UpdateCertificate", certificateId=handle["Id"], newStatus=handle.wanted["Status"])


def _delete(handle: Handle) -> None:
    with absent():
        handle("UpdateCertificate", certificateId=handle["Id"], newStatus="INACTIVE")
        handle("DeleteCertificate", certificateId=handle["Id"])


TYPE = Declaration(
    "AWS::IoT::Certificate",
    "iot",
    names={"Id": "CertificateId", "Arn": "CertificateArn"},
    create=_create,
    read=(_READ,),
    update=(Logic(("Status",), _activate),),
    delete=_delete,
    list=Call("ListCertificates", "certificates"),
    given={"CertificateSigningRequest": _CSR, "Status": "ACTIVE"},
    client=("describe_certificate", {"certificateId": "{Ref}"}, "certificateDescription"),
    proofs=(Proof({"Status": "INACTIVE"}, "status"),),
    unread={"CertificateSigningRequest": _CSR},
)
