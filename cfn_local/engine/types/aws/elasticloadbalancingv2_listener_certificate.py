"""AWS::ElasticLoadBalancingV2::ListenerCertificate: Ref is an ID that only CloudFormation knows.

The type has no read handler.
"""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _add(handle: Handle) -> None:
    listener, certificates = handle.wanted["ListenerArn"], handle.wanted["Certificates"]
    handle("AddListenerCertificates", ListenerArn=listener, Certificates=certificates)


def _made(handle: Handle) -> dict[str, Any]:
    _add(handle)
    return {"Id": handle.generated_name()}


def _change(handle: Handle) -> None:
    if gone := [one for one in handle.had["Certificates"] if one not in handle.wanted["Certificates"]]:
        handle("RemoveListenerCertificates", ListenerArn=handle.wanted["ListenerArn"], Certificates=gone)
    _add(handle)


def _delete(handle: Handle) -> None:
    with absent():
        if handle.had:
            stated = {name: handle.had[name] for name in ("ListenerArn", "Certificates")}
            handle("RemoveListenerCertificates", **stated)


_SECURE = "{AWS::ElasticLoadBalancingV2::Listener}"
TYPE = Declaration(
    "AWS::ElasticLoadBalancingV2::ListenerCertificate",
    "elbv2",
    create=_made,
    read=(lambda handle: handle.stated,),
    update=(Logic(("Certificates",), _change),),
    delete=_delete,
    given={"ListenerArn": _SECURE, "Certificates": [{"CertificateArn": "{othercertificatearn}"}]},
    client=("describe_listener_certificates", {"ListenerArn": _SECURE}, "Certificates"),
    proofs=(
        Proof({"ListenerArn": _SECURE}, "[].CertificateArn", ["{othercertificatearn}"]),
        Proof(
            {"Certificates": [{"CertificateArn": "{certificatearn}"}]},
            "[].CertificateArn",
            ["{certificatearn}"],
        ),
    ),
)
