"""AWS::Events::EventBus: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _permit(handle: Handle, policy: Any) -> None:
    """The policy as a whole: what other resources have added to it goes, too."""
    if "Policy" in handle.had:
        handle("RemovePermission", EventBusName=handle["Name"], RemoveAllPermissions=True)
    if policy is not None:
        handle("PutPermission", EventBusName=handle["Name"], Policy=policy)


_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "shop",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:{partition}:iam::{account}:root"},
            "Action": "events:PutEvents",
            "Resource": "*",
        }
    ],
}

TYPE = Declaration(
    "AWS::Events::EventBus",
    "events",
    create=Call("CreateEventBus"),
    read=(Call("DescribeEventBus"),),
    update=(Call("UpdateEventBus"),),
    settings={"Policy": _permit},
    defaults={"DeadLetterConfig": {}, "Description": "", "KmsKeyIdentifier": ""},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    hidden_if_empty=("DeadLetterConfig", "Description", "KmsKeyIdentifier"),
    delete=Call("DeleteEventBus"),
    list=Call("ListEventBuses", "EventBuses"),
    given={"Name": "orders"},
    client=("describe_event_bus", {"Name": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "invoices"}),
        Proof(
            {"Description": "of the shop", "KmsKeyIdentifier": "{keyarn}", "DeadLetterConfig": {"Arn": "{queuearn}"}},
            "[Description, KmsKeyIdentifier, DeadLetterConfig.Arn]",
            ["of the shop", "{keyarn}", "{queuearn}"],
            left=[None, None, None],
        ),
        Proof({"Policy": _POLICY}),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
)
