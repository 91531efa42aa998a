"""AWS::RDS::EventSubscription: Ref is its name. Nothing is published by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _set_sources(handle: Handle, stated: Any) -> None:
    wanted, had = stated or [], handle.had.get("SourceIds", [])
    name = handle["SubscriptionName"]
    for source in had:
        if source not in wanted:
            handle("RemoveSourceIdentifierFromSubscription", SubscriptionName=name, SourceIdentifier=source)
    for source in wanted:
        if source not in had:
            handle("AddSourceIdentifierToSubscription", SubscriptionName=name, SourceIdentifier=source)


TYPE = Declaration(
    "AWS::RDS::EventSubscription",
    "rds",
    named=Name("SubscriptionName", 255, change=lower),
    create=Call("CreateEventSubscription", params={"Enabled": lambda handle: handle.wanted.get("Enabled", True)}),
    read=(
        Call(
            "DescribeEventSubscriptions",
            "EventSubscriptionsList",
            finds={
                "EventCategories": "EventCategoriesList",
                "SourceIds": "SourceIdsList",
                "SubscriptionName": "CustSubscriptionId",
            },
        ),
    ),
    update=(Call("ModifyEventSubscription", carries=("EventCategories", "SourceType", "Enabled")),),
    settings={"SourceIds": _set_sources},
    defaults={"Enabled": True, "EventCategories": []},
    tags=RDS_TAGS("es", "SubscriptionName"),
    delete=Call("DeleteEventSubscription"),
    list=Call("DescribeEventSubscriptions", "EventSubscriptionsList", finds={"SubscriptionName": "CustSubscriptionId"}),
    given={"SnsTopicArn": "{topic}", "SourceType": "db-instance"},
    client=("describe_event_subscriptions", {"SubscriptionName": "{Ref}"}, "EventSubscriptionsList[0]"),
    proofs=(
        Proof(
            {"SnsTopicArn": "{othertopic}", "SubscriptionName": "failures"},
            "[SnsTopicArn, CustSubscriptionId]",
            ["{othertopic}", "failures"],
        ),
        Proof({"Enabled": False}),
        Proof({"EventCategories": ["failure", "failover"]}, "EventCategoriesList"),
        Proof({"SourceType": "db-cluster"}, given={"SourceType": "db-instance"}),
        Proof({"SourceIds": ["orders", "stock"]}, "SourceIdsList"),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceName": "arn:{partition}:rds:{region}:{account}:es:{Ref}"}),
        ),
    ),
)
