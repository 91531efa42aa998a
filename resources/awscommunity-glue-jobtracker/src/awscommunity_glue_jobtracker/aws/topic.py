"""SNS: the topic of alerts, and the e-mail addresses subscribed to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..names import Names
from ..part import Answers, Aspect, Part, Site, Stage, Way
from ..shared.errors import translated
from ..shared.tags import as_list, as_mapping

PENDING = "PendingConfirmation"  # what SNS shows in place of an ARN until the address has confirmed


def create_topic(sns: Any, name: str, key_arn: str, tags: Mapping[str, str]) -> None:
    """Create the topic. One with this name and the same tags is accepted; others are an InvalidRequest."""
    with translated(name):
        sns.create_topic(Name=name, Tags=as_list(tags), Attributes={"KmsMasterKeyId": key_arn} if key_arn else {})


def key_of_topic(sns: Any, arn: str) -> str:
    """Return the key that encrypts the topic, "" for none; NotFound if there is no such topic."""
    with translated(arn):
        return str(sns.get_topic_attributes(TopicArn=arn)["Attributes"].get("KmsMasterKeyId") or "")


def set_key(sns: Any, arn: str, key_arn: str) -> None:
    """Set the key that encrypts the topic; "" turns encryption off."""
    with translated(arn):
        sns.set_topic_attributes(TopicArn=arn, AttributeName="KmsMasterKeyId", AttributeValue=key_arn)


def delete_topic(sns: Any, arn: str) -> None:
    """Delete the topic with all its subscriptions."""
    with translated(arn):
        sns.delete_topic(TopicArn=arn)


def subscriptions(sns: Any, arn: str) -> list[dict[str, str]]:
    """Return all subscriptions of the topic, whoever made them; NotFound if there is no such topic."""
    with translated(arn):
        pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=arn)
        return [subscription for page in pages for subscription in page["Subscriptions"]]


def subscribe(sns: Any, arn: str, address: str) -> None:
    """Subscribe an address, which receives a confirmation mail. An existing subscription is accepted."""
    with translated(arn):
        sns.subscribe(TopicArn=arn, Protocol="email", Endpoint=address, ReturnSubscriptionArn=True)


def unsubscribe(sns: Any, subscription_arn: str) -> None:
    """Unsubscribe a confirmed subscription; a pending one expires after three days."""
    with translated(subscription_arn):
        sns.unsubscribe(SubscriptionArn=subscription_arn)


def tags_of_topic(sns: Any, arn: str) -> dict[str, str]:
    """Return all tags of the topic; NotFound if there is none."""
    with translated(arn):
        return as_mapping(sns.list_tags_for_resource(ResourceArn=arn)["Tags"])


def tag_topic(sns: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags on the topic."""
    with translated(arn):
        sns.tag_resource(ResourceArn=arn, Tags=as_list(tags))


def untag_topic(sns: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the topic."""
    with translated(arn):
        sns.untag_resource(ResourceArn=arn, TagKeys=list(keys))


def _create(site: Site) -> None:
    create_topic(site.clients.sns, site.names.common, site.wanted.topic or "", site.wanted.part_tags)


def _subscribe_all(site: Site) -> None:
    for address in site.wanted.emails:
        subscribe(site.clients.sns, site.names.topic_arn, address)


def _delete(site: Site) -> list[str]:
    """Delete the topic. Return its subscribers: the tracker can resubscribe only its own addresses."""
    found = subscriptions(site.clients.sns, site.names.topic_arn)
    delete_topic(site.clients.sns, site.names.topic_arn)
    return [subscription["Endpoint"] for subscription in found]


def _shown(answers: Answers, _names: Names) -> dict[str, Any]:
    by_mail = [found for found in answers["subscriptions"] or [] if found["Protocol"] == "email"]
    return {"topic": answers["topic"], "emails": {found["Endpoint"]: found["SubscriptionArn"] for found in by_mail}}


PART = Part(
    name="topic",
    aspects=(
        Aspect(
            "topic",
            Stage.PARTS,
            make=_create,
            change=lambda site: set_key(site.clients.sns, site.names.topic_arn, site.wanted.topic or ""),
            remove=_delete,
            leaves=1,
            called="topic",
            ways=frozenset({Way.ALERTS}),
        ),
        Aspect("emails", Stage.DETAILS, make=_subscribe_all),
    ),
    looks={
        "topic": lambda site: key_of_topic(site.clients.sns, site.names.topic_arn),
        "subscriptions": lambda site: subscriptions(site.clients.sns, site.names.topic_arn),
    },
    shown=_shown,
    tags=lambda site: tags_of_topic(site.clients.sns, site.names.topic_arn),
    tag=lambda site, tags: tag_topic(site.clients.sns, site.names.topic_arn, tags),
    untag=lambda site, keys: untag_topic(site.clients.sns, site.names.topic_arn, keys),
)
