"""AWS::EC2::FlowLog: Ref is its ID. Nothing is logged."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

# The beginning of an ID tells what it identifies.
_RESOURCE_TYPES = {"vpc": "VPC", "subnet": "Subnet", "eni": "NetworkInterface", "tgw": "TransitGateway"}
_OPTIONS = {"FileFormat": "plain-text", "HiveCompatiblePartitions": False, "PerHourPartition": False}
_READ = Call("DescribeFlowLogs", "FlowLogs")


def _made(handle: Handle) -> dict[str, Any]:
    made = handle("CreateFlowLogs", **_parameters(handle))
    if refused := made.get("Unsuccessful"):
        raise AwsTypeError(refused[0]["Error"]["Message"])
    return {"Id": made["FlowLogIds"][0]}


def _parameters(handle: Handle) -> dict[str, Any]:
    tags = [{"Key": key, "Value": value} for key, value in handle.tags.items()]
    stated = {name: value for name, value in handle.wanted.items() if name not in ("Tags", "ResourceId")}
    return {
        **stated,
        "ResourceIds": [handle.wanted["ResourceId"]],
        "TagSpecifications": [{"ResourceType": "vpc-flow-log", "Tags": tags}] if tags else None,
    }


def _resource_type(handle: Handle) -> dict[str, Any]:
    resource = handle["ResourceId"]
    kind = "TransitGatewayAttachment" if resource.startswith("tgw-attach") else resource.partition("-")[0]
    return {"ResourceType": _RESOURCE_TYPES.get(kind, kind)}


TYPE = Declaration(
    "AWS::EC2::FlowLog",
    "ec2",
    create=_made,
    read=(_READ, _resource_type),
    tags=EC2_TAGS,
    shown={"DestinationOptions": lambda handle: _OPTIONS if handle["LogDestinationType"] == "s3" else None},
    delete=Call("DeleteFlowLogs"),
    list=_READ,
    given={
        "ResourceType": "VPC",
        "ResourceId": "{vpc}",
        "TrafficType": "ALL",
        "LogDestinationType": "s3",
        "LogDestination": "arn:{partition}:s3:::{bucket}",
    },
    client=("describe_flow_logs", {"FlowLogIds": ["{Ref}"]}, "FlowLogs[0]"),
    proofs=(
        Proof(
            {
                "ResourceType": "Subnet",
                "ResourceId": "{subnet}",
                "TrafficType": "REJECT",
                "LogDestinationType": "cloud-watch-logs",
                "LogGroupName": "flows",
                "DeliverLogsPermissionArn": "{rolearn}",
            },
            "[ResourceId, TrafficType, LogDestinationType, LogGroupName, DeliverLogsPermissionArn]",
            ["{subnet}", "REJECT", "cloud-watch-logs", "flows", "{rolearn}"],
            given={"LogDestination": None},
        ),
        Proof(
            {"MaxAggregationInterval": 60, "LogFormat": "${account-id} ${log-status}"},
            "[MaxAggregationInterval, LogFormat]",
            [60, "${account-id} ${log-status}"],
        ),
        Proof(
            {
                "LogDestination": "arn:{partition}:s3:::{bucket}/flows/",
                "DestinationOptions": {
                    "FileFormat": "parquet",
                    "HiveCompatiblePartitions": True,
                    "PerHourPartition": True,
                },
            },
            "[LogDestination, DestinationOptions]",
            [
                "arn:{partition}:s3:::{bucket}/flows/",
                {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": True},
            ],
        ),
        Proof(
            {"LogDestination": "arn:{partition}:logs:{region}:{account}:log-group:flows"},
            given={"LogDestinationType": "cloud-watch-logs", "DeliverLogsPermissionArn": "{rolearn}"},
        ),
        Proof({"Tags": TAGS}),
    ),
)
