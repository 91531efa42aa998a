"""The state of a tracker in AWS, from one round of concurrent calls."""

from collections.abc import Collection
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions

from . import TYPE_NAME
from .aws import PARTS, topic
from .deployment import Deployment
from .part import Site
from .shared.concurrency import together
from .shared.errors import HandlerError
from .shared.tags import is_noted
from .tags import EMAILS_TAG, OWNER_TAG, shared


def observed(site: Site, asked_before: Collection[str] = ()) -> Deployment:
    """Return the tracker's state in AWS; NotFound if there is none of this name with our tag.

    `asked_before` are addresses that an update may remove, though no tag records them yet.
    """
    looks = {key: look for part in PARTS for key, look in part.looks.items()}
    outcomes = together([partial(look, site) for look in looks.values()])
    answers = dict(zip(looks, map(_or_none, outcomes), strict=True))
    members = {name: value for part in PARTS for name, value in part.shown(answers, site.names).items()}
    tags = members["tags"]
    if members["table"] is None or tags.get(OWNER_TAG) != site.names.tracker:
        raise exceptions.NotFound(TYPE_NAME, site.names.tracker)
    # Other subscribers are not ours. SNS lists unconfirmed subscriptions for three more days.
    emails = {
        address: subscription
        for address, subscription in members["emails"].items()
        if is_noted(address, tags.get(EMAILS_TAG, ""))
        or address in site.wanted.emails
        or (address in asked_before and subscription != topic.PENDING)
    }
    return Deployment(**{**members, "part_tags": shared(tags), "emails": emails})


def _or_none(outcome: Any) -> Any:
    if isinstance(outcome, exceptions.NotFound):
        return None
    if isinstance(outcome, HandlerError):
        raise outcome
    return outcome
