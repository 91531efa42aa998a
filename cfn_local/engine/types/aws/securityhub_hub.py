"""AWS::SecurityHub::Hub: Ref is its ARN. A Region has one; no standard checks anything."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration

_READ = Call("DescribeHub", finds={"ARN": "HubArn"})

TYPE = Declaration(
    "AWS::SecurityHub::Hub",
    "securityhub",
    looks_first=_READ,
    create=lambda handle: handle.make(Call("EnableSecurityHub")) or {"ARN": handle.arn("hub/default")},
    read=(_READ,),
    delete=lambda handle: handle("DisableSecurityHub"),
    client=("describe_hub", {}, ""),
    proofs=(),
    unread={"EnableDefaultStandards": False},
)
