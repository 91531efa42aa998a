"""AWS::ElasticLoadBalancingV2::TargetGroup: Ref is its ARN. Its targets are healthy at once."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.load_balancing import LOAD_BALANCING_TAGS, attributes_by, attributes_told

_READ = Call("DescribeTargetGroups", "TargetGroups")
_LAMBDA = {"Port": None, "Protocol": None, "VpcId": None, "TargetType": "lambda"}
_CHECK = (
    "HealthCheckEnabled",
    "HealthCheckIntervalSeconds",
    "HealthCheckPath",
    "HealthCheckPort",
    "HealthCheckProtocol",
    "HealthCheckTimeoutSeconds",
    "HealthyThresholdCount",
    "UnhealthyThresholdCount",
    "Matcher",
)


def _full_name(handle: Handle) -> dict[str, str]:
    return {"TargetGroupFullName": handle["TargetGroupArn"].rpartition(":")[2]}


def _defaults(handle: Handle) -> dict[str, Any]:
    """The defaults of the targets' health check."""
    protocol, is_function = handle.wanted.get("Protocol"), handle.wanted.get("TargetType") == "lambda"
    is_http = protocol in ("HTTP", "HTTPS")
    return {
        "HealthCheckEnabled": not is_function,
        "HealthCheckIntervalSeconds": 35 if is_function else 30,
        "HealthCheckPath": "/" if is_http or is_function else None,
        "HealthCheckPort": None if is_function else "traffic-port",
        "HealthCheckProtocol": protocol if is_http else None if is_function else "TCP",
        "HealthCheckTimeoutSeconds": 30 if is_function else 5 if is_http else 10,
        "HealthyThresholdCount": 5,
        "UnhealthyThresholdCount": 2,
        "Matcher": {"HttpCode": "200"} if is_http or is_function else None,
    }


def _modify(handle: Handle) -> None:
    wanted = {**_defaults(handle), **handle.wanted}
    changed = {name: wanted[name] for name in _CHECK if name in handle.changed}
    handle("ModifyTargetGroup", TargetGroupArn=handle["TargetGroupArn"], **changed)


def _register(handle: Handle, targets: list[dict[str, Any]] | None) -> None:
    wanted = targets or []
    gone = [target for target in handle.had.get("Targets", ()) if target not in wanted]
    if gone:
        handle("DeregisterTargets", TargetGroupArn=handle["TargetGroupArn"], Targets=gone)
    if wanted:
        handle("RegisterTargets", TargetGroupArn=handle["TargetGroupArn"], Targets=wanted)


TYPE = Declaration(
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "elbv2",
    names={"TargetGroupAttributes": "Attributes"},
    named=Name("Name", 32),
    create=Call("CreateTargetGroup", "TargetGroups[0]"),
    read=(
        _READ,
        attributes_told("DescribeTargetGroupAttributes", "TargetGroupAttributes"),
        Call("DescribeTargetHealth", "{Targets: TargetHealthDescriptions[].Target}"),
        _full_name,
    ),
    update=(Logic(_CHECK, _modify),),
    settings={
        "TargetGroupAttributes": attributes_by("ModifyTargetGroupAttributes", "TargetGroupAttributes"),
        "Targets": _register,
    },
    tags=LOAD_BALANCING_TAGS,
    delete=Call("DeleteTargetGroup"),
    list=_READ,
    given={"Port": 80, "Protocol": "HTTP", "VpcId": "{vpc}"},
    client=("describe_target_groups", {"TargetGroupArns": ["{Ref}"]}, "TargetGroups[0]"),
    proofs=(
        Proof({"Name": "web"}, "TargetGroupName"),
        Proof(
            {"Port": 8080, "Protocol": "HTTPS", "VpcId": "{vpc}"}, "[Port, Protocol, VpcId]", [8080, "HTTPS", "{vpc}"]
        ),
        Proof({"TargetType": "ip"}),
        Proof({"HealthCheckEnabled": False}, given={"HealthCheckEnabled": True, "TargetType": "ip"}),
        Proof(
            {"ProtocolVersion": "GRPC", "IpAddressType": "ipv4", "Matcher": {"GrpcCode": "0-5"}},
            "[ProtocolVersion, IpAddressType, Matcher.GrpcCode]",
            ["GRPC", "ipv4", "0-5"],
        ),
        Proof({"TargetType": "lambda"}, given=_LAMBDA),
        Proof(
            {"HealthCheckPath": "/health", "Matcher": {"HttpCode": "200-299"}},
            "[HealthCheckPath, Matcher.HttpCode]",
            ["/health", "200-299"],
        ),
        Proof(
            {"HealthCheckIntervalSeconds": 20, "HealthCheckTimeoutSeconds": 10},
            "[HealthCheckIntervalSeconds, HealthCheckTimeoutSeconds]",
            [20, 10],
        ),
        Proof(
            {"HealthCheckPort": "8081", "HealthCheckProtocol": "HTTPS"},
            "[HealthCheckPort, HealthCheckProtocol]",
            ["8081", "HTTPS"],
        ),
        Proof({"HealthCheckProtocol": "HTTP"}, given={"Protocol": "TCP"}),
        Proof(
            {"HealthyThresholdCount": 3, "UnhealthyThresholdCount": 4},
            "[HealthyThresholdCount, UnhealthyThresholdCount]",
            [3, 4],
        ),
        Proof(
            {"TargetGroupAttributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": "20"}]},
            "Attributes[?Key=='deregistration_delay.timeout_seconds'].Value | [0]",
            "20",
            read=("describe_target_group_attributes", {"TargetGroupArn": "{Ref}"}),
            left="20",
        ),
        Proof(
            {"Targets": [{"Id": "10.0.1.9", "Port": 8080}]},
            "TargetHealthDescriptions[].Target",
            given={"TargetType": "ip"},
            read=("describe_target_health", {"TargetGroupArn": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}, "TagDescriptions[0].Tags", read=("describe_tags", {"ResourceArns": ["{Ref}"]})),
    ),
)
