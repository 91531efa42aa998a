"""AWS::ACMPCA::Permission: Ref is `<authority>|<principal>`. Nothing is asked for it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_AUTHORITY = "{AWS::ACMPCA::CertificateAuthority}"
_ACTIONS = ["IssueCertificate", "GetCertificate", "ListPermissions"]
_NAMES = ("CertificateAuthorityArn", "Principal", "Actions", "SourceAccount")


def _create(handle: Handle) -> dict[str, Any]:
    stated = {name: handle.wanted[name] for name in _NAMES if name in handle.wanted}
    handle("CreatePermission", **stated)
    return stated


def _read(handle: Handle) -> dict[str, Any] | None:
    with absent():
        listed = handle("ListPermissions", CertificateAuthorityArn=handle["CertificateAuthorityArn"])["Permissions"]
        found = next((one for one in listed if one["Principal"] == handle["Principal"]), None)
        return found and {name: found[name] for name in _NAMES if found.get(name)}
    return None


def _delete(handle: Handle) -> None:
    with absent():
        this = {name: handle[name] for name in ("CertificateAuthorityArn", "Principal")}
        handle("DeletePermission", **this)


TYPE = Declaration(
    "AWS::ACMPCA::Permission",
    "acm-pca",
    create=_create,
    read=(_read,),
    delete=_delete,
    given={"Actions": _ACTIONS, "CertificateAuthorityArn": _AUTHORITY, "Principal": "acm.amazonaws.com"},
    client=("list_permissions", {"CertificateAuthorityArn": _AUTHORITY}, "Permissions[0]"),
    proofs=(
        Proof(
            {"Actions": _ACTIONS, "CertificateAuthorityArn": _AUTHORITY, "Principal": "acm.amazonaws.com"},
            "[Actions, Principal]",
            [_ACTIONS, "acm.amazonaws.com"],
        ),
        Proof({"SourceAccount": "{account}"}),
    ),
)
