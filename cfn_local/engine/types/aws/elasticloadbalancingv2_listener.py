"""AWS::ElasticLoadBalancingV2::Listener: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.load_balancing import LOAD_BALANCING_TAGS
from cfn_local.engine.types.aws.proof_documents import COGNITO, FIXED_RESPONSE, FORWARD, WEIGHTED, redirect

_READ = Call("DescribeListeners", "Listeners")
_CHANGED = ("Certificates", "DefaultActions", "Port", "Protocol", "SslPolicy")
_REDIRECT = redirect("HTTP_301")
_FORWARD = {**FORWARD, "Order": 1}


def _modify(handle: Handle) -> None:
    wanted = {"SslPolicy": "ELBSecurityPolicy-2016-08", **handle.wanted}
    changed = {name: wanted.get(name) for name in _CHANGED if name in handle.changed}
    handle("ModifyListener", ListenerArn=handle["ListenerArn"], **changed)
    if gone := handle.had.get("Certificates", []) if "Certificates" not in handle.wanted else []:
        # An HTTP listener has none; moto keeps showing previous ones.
        handle("RemoveListenerCertificates", ListenerArn=handle["ListenerArn"], Certificates=gone)


def _list(handle: Handle) -> list[dict[str, Any]]:
    stated = handle.get("LoadBalancerArn")
    balancers = [stated] if stated else handle.found(Call("DescribeLoadBalancers", "LoadBalancers[].LoadBalancerArn"))
    of_these = [Call("DescribeListeners", "Listeners", {"LoadBalancerArn": balancer}) for balancer in balancers]
    return [model for call in of_these for model in handle.all(call)]


TYPE = Declaration(
    "AWS::ElasticLoadBalancingV2::Listener",
    "elbv2",
    create=Call("CreateListener", "Listeners[0]"),
    read=(_READ,),
    update=(Logic(_CHANGED, _modify),),
    tags=LOAD_BALANCING_TAGS,
    delete=Call("DeleteListener"),
    list=_list,
    given={
        "LoadBalancerArn": "{AWS::ElasticLoadBalancingV2::LoadBalancer}",
        "Port": 80,
        "Protocol": "HTTP",
        "DefaultActions": [FIXED_RESPONSE],
    },
    client=("describe_listeners", {"ListenerArns": ["{Ref}"]}, "Listeners[0]"),
    proofs=(
        Proof({"LoadBalancerArn": "{AWS::ElasticLoadBalancingV2::LoadBalancer}"}),
        Proof({"Port": 8080}),
        Proof(
            {"Protocol": "HTTPS", "Certificates": [{"CertificateArn": "{certificatearn}"}]},
            "[Protocol, Certificates[].CertificateArn]",
            ["HTTPS", ["{certificatearn}"]],
        ),
        Proof(
            {"SslPolicy": "ELBSecurityPolicy-TLS-1-2-2017-01"},
            given={"Protocol": "HTTPS", "Certificates": [{"CertificateArn": "{certificatearn}"}]},
        ),
        Proof({"DefaultActions": [FIXED_RESPONSE]}),
        Proof({"DefaultActions": [_REDIRECT]}),
        Proof({"DefaultActions": [_FORWARD]}),
        Proof({"DefaultActions": [WEIGHTED]}),
        Proof(
            {"DefaultActions": [COGNITO, {**FIXED_RESPONSE, "Order": 2}]},
            "DefaultActions[].[Type, AuthenticateCognitoConfig.UserPoolClientId]",
            [["authenticate-cognito", "shop"], ["fixed-response", None]],
            given={"Protocol": "HTTPS", "Certificates": [{"CertificateArn": "{certificatearn}"}]},
        ),
        Proof({"Tags": TAGS}, "TagDescriptions[0].Tags", read=("describe_tags", {"ResourceArns": ["{Ref}"]})),
    ),
)
