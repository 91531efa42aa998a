"""AWS::CloudWatch::CompositeAlarm: Ref is its name. Its rule is not evaluated."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _names(handle: Handle) -> list[Any]:
    return [handle["AlarmName"]]


_COMPOSITE = {"AlarmTypes": ["CompositeAlarm"]}
_READ = Call("DescribeAlarms", "CompositeAlarms", {**_COMPOSITE, "AlarmNames": _names})

TYPE = Declaration(
    "AWS::CloudWatch::CompositeAlarm",
    "cloudwatch",
    names={"Arn": "AlarmArn"},
    named=Name("AlarmName", 255),
    looks_first=_READ,
    create=Call("PutCompositeAlarm"),
    read=(_READ,),
    update=(Call("PutCompositeAlarm", replaces=True),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    shown={"ActionsEnabled": True, "AlarmActions": [], "InsufficientDataActions": [], "OKActions": []},
    delete=Call("DeleteAlarms", params={"AlarmNames": _names}),
    list=Call("DescribeAlarms", "CompositeAlarms", _COMPOSITE),
    given={"AlarmRule": "FALSE"},
    client=("describe_alarms", {**_COMPOSITE, "AlarmNames": ["{Ref}"]}, "CompositeAlarms[0]"),
    proofs=(
        Proof({"AlarmName": "ours"}),
        Proof(
            {
                "ActionsEnabled": False,
                "AlarmActions": ["{topic}"],
                "AlarmDescription": "of ours",
                "AlarmRule": "ALARM(errors) OR ALARM(latency)",
                "InsufficientDataActions": ["{topic}"],
                "OKActions": ["{othertopic}"],
            },
            "[ActionsEnabled, AlarmActions, AlarmDescription, AlarmRule, InsufficientDataActions, OKActions]",
            [False, ["{topic}"], "of ours", "ALARM(errors) OR ALARM(latency)", ["{topic}"], ["{othertopic}"]],
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
)
