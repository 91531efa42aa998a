"""AWS::Logs::Destination: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_ARN: dict[str, Any] = {"resourceArn": of("Arn")}


def _found(handle: Handle) -> list[dict[str, Any]]:
    return [
        {
            "Arn": one["arn"],
            "DestinationName": one["destinationName"],
            "RoleArn": one["roleArn"],
            "TargetArn": one["targetArn"],
            **({"DestinationPolicy": one["accessPolicy"]} if one.get("accessPolicy") else {}),
        }
        for one in handle("DescribeDestinations")["destinations"]
    ]


def _permit(handle: Handle) -> None:
    policy = handle.wanted.get("DestinationPolicy")
    if policy is not None:
        handle("PutDestinationPolicy", destinationName=handle["DestinationName"], accessPolicy=policy)


TYPE = Declaration(
    "AWS::Logs::Destination",
    "logs",
    looks_first=True,
    create=Call("PutDestination"),
    read=(
        lambda handle: next(
            (one for one in _found(handle) if one["DestinationName"] == handle["DestinationName"]), None
        ),
    ),
    update=(Call("PutDestination"), Logic((), _permit)),
    settings={"DestinationPolicy": lambda handle, _policy: _permit(handle)},
    delete=Call("DeleteDestination"),
    list=_found,
    given={
        "DestinationName": "destination",
        "DestinationPolicy": '{"Version": "2012-10-17", "Statement": []}',
        "RoleArn": "{rolearn}",
        "TargetArn": "{AWS::Kinesis::Stream.Arn}",
    },
    client=("describe_destinations", {}, "destinations[0]"),
    proofs=(
        Proof({"DestinationName": "ours"}, "destinationName"),
        Proof({"RoleArn": "{otherrolearn}"}, "roleArn"),
        Proof({"TargetArn": "{AWS::Kinesis::Stream.Arn}"}, "targetArn"),
        Proof({"DestinationPolicy": '{"Version": "2012-10-17", "Statement": [], "Id": "a"}'}, "accessPolicy"),
    ),
)
