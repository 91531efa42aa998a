"""AWS::Events::Rule with its targets: Ref is its name, after that of the bus if it has one of its own."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import to_api


def _name(handle: Handle) -> str:
    return str(handle.get("Name") or handle["Arn"].rpartition("/")[2])


def _bus(handle: Handle) -> str | None:
    """The bus in the template, or the one in the ARN: rule/orders/daily."""
    parts = str(handle.get("Arn", "")).partition(":rule/")[2].split("/")
    return handle.get("EventBusName") or (parts[0] if len(parts) > 1 else None)


def _ref(handle: Handle) -> str:
    bus = str(_bus(handle) or "default").rpartition("/")[2]
    return _name(handle) if bus == "default" else f"{bus}|{_name(handle)}"


def _told(handle: Handle) -> dict[str, str]:
    """The bus as the template names it: by name or ARN."""
    bus = handle.get("EventBusName")
    return {} if bus is None else {"EventBusName": bus}


def _set_targets(handle: Handle, targets: Any) -> None:
    _remove_targets(handle)
    if targets:
        sent = to_api(targets, handle.input_shape(Call("PutTargets")).members["Targets"], handle.names, "Targets")
        handle("PutTargets", Rule=_name(handle), EventBusName=_bus(handle), Targets=sent)


def _remove_targets(handle: Handle) -> None:
    targets = handle("ListTargetsByRule", Rule=_name(handle), EventBusName=_bus(handle))["Targets"]
    if targets:
        ids = [target["Id"] for target in targets]
        handle("RemoveTargets", Rule=_name(handle), EventBusName=_bus(handle), Ids=ids)


def _delete(handle: Handle) -> None:
    _remove_targets(handle)
    handle("DeleteRule", Name=_name(handle), EventBusName=_bus(handle))


TYPE = Declaration(
    "AWS::Events::Rule",
    "events",
    named=Name("Name", 64),
    names={
        "AwsVpcConfiguration": "awsvpcConfiguration",
        "PlacementStrategies": "PlacementStrategy",
        "TagList": "Tags",
    },
    ref=_ref,
    looks_first=Call("DescribeRule", params={"EventBusName": _bus}),
    create=Call("PutRule"),
    read=(
        Call("DescribeRule", params={"Name": _name, "EventBusName": _bus}, finds={"RuleName": "Name"}),
        Call("ListTargetsByRule", params={"Rule": _name, "EventBusName": _bus}),
        _told,
    ),
    update=(
        Call(
            "PutRule",
            params={"EventBusName": _bus},
            carries=("Description", "EventPattern", "RoleArn", "ScheduleExpression", "State"),
            replaces=True,
        ),
    ),
    settings={"Targets": _set_targets},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    delete=_delete,
    list=Call("ListRules", "Rules"),
    documents=("Targets",),
    given={"ScheduleExpression": "rate(1 day)"},
    client=("describe_rule", {"Name": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "daily"}),
        Proof({"Description": "each day"}),
        Proof({"EventPattern": {"source": ["aws.ec2"]}}),
        Proof({"RoleArn": "{rolearn}"}),
        Proof({"ScheduleExpression": "rate(2 hours)"}),
        Proof({"State": "DISABLED"}),
        Proof(
            {
                "Targets": [
                    {
                        "Id": "jobs",
                        "Arn": "{queuearn}",
                        "InputTransformer": {"InputPathsMap": {"at": "$.time"}, "InputTemplate": '"at <at>"'},
                        "RetryPolicy": {"MaximumRetryAttempts": 2},
                        "DeadLetterConfig": {"Arn": "{queuearn}"},
                    }
                ]
            },
            "Targets",
            read=("list_targets_by_rule", {"Rule": "{Ref}"}),
        ),
        Proof(
            {"EventBusName": "{AWS::Events::EventBus}"},
            read=("describe_rule", {"Name": "{Name}", "EventBusName": "{AWS::Events::EventBus}"}),
            given={"ScheduleExpression": None, "EventPattern": {"source": ["shop"]}},
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
)
