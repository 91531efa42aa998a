"""What AWS holds of a tracker, in one round of calls made at the same time."""

from collections.abc import Mapping
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


def observed(site: Site) -> Deployment:
    """The tracker as AWS shows it now; NotFound if there is none of this name, or no tag says that it is ours."""
    looks = {key: look for part in PARTS for key, look in part.looks.items()}
    outcomes = together([partial(look, site) for look in looks.values()])
    answers = dict(zip(looks, map(_or_none, outcomes), strict=True))
    members = {name: value for part in PARTS for name, value in part.shown(answers, site.names).items()}
    tags = members["tags"]
    if members["table"] is None or tags.get(OWNER_TAG) != site.names.tracker:
        raise exceptions.NotFound(TYPE_NAME, site.names.tracker)
    expected = _expected(members["emails"], tags.get(EMAILS_TAG, ""))
    return Deployment(**{**members, "part_tags": shared(tags), "emails": expected})


def _or_none(outcome: Any) -> Any:
    if isinstance(outcome, exceptions.NotFound):
        return None
    if isinstance(outcome, HandlerError):
        raise outcome
    return outcome


def _expected(subscriptions: Mapping[str, str], noted: str) -> dict[str, str]:
    """Without those that nobody confirmed before they were removed: SNS shows them for three days more."""
    return {
        address: subscription
        for address, subscription in subscriptions.items()
        if subscription != topic.PENDING or is_noted(address, noted)
    }
