"""AWS::ElasticLoadBalancingV2::ListenerRule: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.load_balancing import LOAD_BALANCING_TAGS
from cfn_local.engine.types.aws.proof_documents import FIXED_RESPONSE, FORWARD, WEIGHTED, redirect

_READ = Call("DescribeRules", "Rules")
_REDIRECT = redirect("HTTP_302")
_WEIGHTED = {**WEIGHTED, "Order": 1}


def _prioritize(handle: Handle) -> None:
    priority = {"RuleArn": handle["RuleArn"], "Priority": handle.wanted["Priority"]}
    handle("SetRulePriorities", RulePriorities=[priority])


def _list(handle: Handle) -> list[dict[str, Any]]:
    stated = handle.get("ListenerArn")
    listeners = [stated] if stated else _listeners(handle)
    of_these = [Call("DescribeRules", "Rules[?!IsDefault]", {"ListenerArn": listener}) for listener in listeners]
    return [model for call in of_these for model in handle.all(call)]


def _listeners(handle: Handle) -> list[str]:
    balancers = handle("DescribeLoadBalancers")["LoadBalancers"]
    found = [handle("DescribeListeners", LoadBalancerArn=one["LoadBalancerArn"])["Listeners"] for one in balancers]
    return [listener["ListenerArn"] for listeners in found for listener in listeners]


TYPE = Declaration(
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "elbv2",
    create=Call("CreateRule", "Rules[0]"),
    read=(_READ,),
    update=(
        Call("ModifyRule", carries=("Actions", "Conditions"), only_changed=True),
        Logic(("Priority",), _prioritize),
    ),
    tags=LOAD_BALANCING_TAGS,
    delete=Call("DeleteRule"),
    list=_list,
    given={
        "ListenerArn": "{AWS::ElasticLoadBalancingV2::Listener}",
        "Priority": 1,
        "Actions": [FIXED_RESPONSE],
        "Conditions": [{"Field": "path-pattern", "Values": ["/old/*"]}],
    },
    client=("describe_rules", {"RuleArns": ["{Ref}"]}, "Rules[0]"),
    proofs=(
        Proof(
            {"ListenerArn": "{AWS::ElasticLoadBalancingV2::Listener}"},
            "length(Rules)",
            2,
            read=("describe_rules", {"ListenerArn": "{AWS::ElasticLoadBalancingV2::Listener}"}),
        ),
        Proof({"Priority": 7}),
        Proof({"Actions": [FORWARD]}),
        Proof({"Actions": [FIXED_RESPONSE]}),
        Proof({"Actions": [_REDIRECT]}),
        Proof({"Actions": [_WEIGHTED]}),
        Proof(
            {
                "Conditions": [
                    {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-Stage", "Values": ["green"]}},
                    {"Field": "http-request-method", "HttpRequestMethodConfig": {"Values": ["GET", "HEAD"]}},
                    {"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "v", "Value": "2"}]}},
                    {"Field": "source-ip", "SourceIpConfig": {"Values": ["192.0.2.0/24"]}},
                ]
            }
        ),
        Proof({"Conditions": [{"Field": "host-header", "Values": ["example.com"]}]}),
        Proof(
            {
                "Conditions": [
                    {"Field": "host-header", "HostHeaderConfig": {"Values": ["a.example.com", "b.example.com"]}},
                    {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/a", "/b"]}},
                ]
            }
        ),
        Proof({"Tags": TAGS}, "TagDescriptions[0].Tags", read=("describe_tags", {"ResourceArns": ["{Ref}"]})),
    ),
)
