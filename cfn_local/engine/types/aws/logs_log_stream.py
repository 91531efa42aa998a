"""AWS::Logs::LogStream: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _named(handle: Handle) -> list[dict[str, str]]:
    found = handle("DescribeLogStreams", logGroupName=handle["LogGroupName"])["logStreams"]
    return [{"LogGroupName": handle["LogGroupName"], "LogStreamName": one["logStreamName"]} for one in found]


_ARN = "arn:{partition}:logs:{region}:{account}:log-group:{AWS::Logs::LogGroup}:log-stream:{LogStreamName}"

TYPE = Declaration(
    "AWS::Logs::LogStream",
    "logs",
    named=Name("LogStreamName", 512),
    ref="LogStreamName",
    create=Call("CreateLogStream"),
    read=(
        lambda handle: next((one for one in _named(handle) if one["LogStreamName"] == handle["LogStreamName"]), None),
    ),
    delete=Call("DeleteLogStream"),
    list=_named,
    given={"LogGroupName": "{AWS::Logs::LogGroup}"},
    client=("describe_log_streams", {"logGroupName": "{LogGroupName}"}, "logStreams[0]"),
    proofs=(
        Proof({"LogStreamName": "one"}, "logStreamName"),
        Proof(
            {"LogGroupName": "{AWS::Logs::LogGroup}"},
            "arn",
            _ARN,
        ),
    ),
)
