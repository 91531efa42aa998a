"""SQS: the dead-letter queue of the function."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..names import Names
from ..part import BOTH_WAYS, Answers, Aspect, Part, Site, Stage
from ..shared.errors import translated

ATTRIBUTES = ["MessageRetentionPeriod", "KmsMasterKeyId", "SqsManagedSseEnabled", "Policy"]


def create_queue(sqs: Any, name: str, attributes: Mapping[str, Any], tags: Mapping[str, str]) -> None:
    """Create the queue. One with this name and the same attributes is accepted; others are AlreadyExists.

    ResourceConflict for 60 seconds after a queue of this name was deleted.
    """
    with translated(name):
        sqs.create_queue(QueueName=name, Attributes=_as_texts(attributes), tags=dict(tags))


def get_queue(sqs: Any, url: str) -> dict[str, Any]:
    """Return the attributes of the queue that a tracker sets; NotFound if there is none."""
    with translated(url):
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=ATTRIBUTES).get("Attributes", {})
    attributes = {name: value for name, value in found.items() if name in ATTRIBUTES and value}
    if "KmsMasterKeyId" in attributes:
        attributes.pop("SqsManagedSseEnabled", None)
    return {**attributes, "Policy": json.loads(attributes.get("Policy", "{}"))}


def set_queue(sqs: Any, url: str, attributes: Mapping[str, Any]) -> None:
    """Set attributes on the queue."""
    with translated(url):
        sqs.set_queue_attributes(QueueUrl=url, Attributes=_as_texts(attributes))


def delete_queue(sqs: Any, url: str) -> None:
    """Delete the queue with all messages in it."""
    with translated(url):
        sqs.delete_queue(QueueUrl=url)


def tags_of_queue(sqs: Any, url: str) -> dict[str, str]:
    """Return all tags of the queue; NotFound if there is none."""
    with translated(url):
        return dict(sqs.list_queue_tags(QueueUrl=url).get("Tags", {}))


def tag_queue(sqs: Any, url: str, tags: Mapping[str, str]) -> None:
    """Set tags on the queue."""
    with translated(url):
        sqs.tag_queue(QueueUrl=url, Tags=dict(tags))


def untag_queue(sqs: Any, url: str, keys: Sequence[str]) -> None:
    """Remove tags of the queue."""
    with translated(url):
        sqs.untag_queue(QueueUrl=url, TagKeys=list(keys))


def _as_texts(attributes: Mapping[str, Any]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in attributes.items()}


def _create(site: Site) -> None:
    create_queue(site.clients.sqs, site.names.common, site.wanted.queue or {}, site.wanted.part_tags)


def _shown(answers: Answers, _names: Names) -> dict[str, Any]:
    return {"queue": answers["queue"]}


PART = Part(
    name="queue",
    aspects=(
        Aspect(
            "queue",
            Stage.PARTS,
            make=_create,
            change=lambda site: set_queue(site.clients.sqs, site.queue_url, site.wanted.queue or {}),
            remove=lambda site: delete_queue(site.clients.sqs, site.queue_url),
            leaves=1,
            called="queue",
            ways=BOTH_WAYS,
        ),
    ),
    looks={"queue": lambda site: get_queue(site.clients.sqs, site.queue_url)},
    shown=_shown,
    tags=lambda site: tags_of_queue(site.clients.sqs, site.queue_url),
    tag=lambda site, tags: tag_queue(site.clients.sqs, site.queue_url, tags),
    untag=lambda site, keys: untag_queue(site.clients.sqs, site.queue_url, keys),
)
