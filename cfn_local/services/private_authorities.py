"""ACM Private CA: moto lacks the permissions of an authority."""

from __future__ import annotations

from typing import Any

from cfn_local.services import clock, kept_resources
from cfn_local.services.kept_resources import Kept, Record


def _permission(request: Record, backend: Any) -> Record:
    backend.describe_certificate_authority(request["CertificateAuthorityArn"])
    return {"CreatedAt": clock.now()}


PERMISSIONS = Kept(
    "permissions",
    ("CertificateAuthorityArn", "Principal"),
    create="CreatePermission",
    delete="DeletePermission",
    list="ListPermissions",
    made=_permission,
)


def install() -> None:
    """Keep permissions."""
    from moto.acmpca.models import acmpca_backends
    from moto.acmpca.responses import ACMPCAResponse

    kept_resources.install("acm-pca", ACMPCAResponse, acmpca_backends, PERMISSIONS)
