"""Removal of a tracker: everything with its tag, even if parts are missing; the table, the lock, goes last."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial

from cloudformation_cli_python_lib import exceptions

from .aws import PARTS, table
from .part import Aspect, Site
from .shared.concurrency import together
from .shared.errors import HandlerError
from .tags import CODE_TAG, EMAILS_TAG, OWNER_TAG, STACK_TAGS_TAG, TOKEN_TAG

ROUNDS = (1, 2)


def parts_of(site: Site) -> dict[str, Mapping[str, str]]:
    """Return the parts with the tracker's tag, and their tags, in one round of calls; raises any error."""
    found = {}
    for part, tags in zip(PARTS, together([partial(part.tags, site) for part in PARTS]), strict=True):
        if isinstance(tags, HandlerError) and not isinstance(tags, exceptions.NotFound):
            raise tags
        if not isinstance(tags, HandlerError) and tags.get(OWNER_TAG) == site.names.tracker:
            found[part.name] = tags
    return found


@dataclass
class Removed:
    """Errors, and the subscribers of a deleted topic."""

    troubles: list[HandlerError] = field(default_factory=list)
    subscribers: list[str] = field(default_factory=list)


def remove(site: Site, parts: Collection[str]) -> Removed:
    """Remove all these parts but the table, round by round, until an error occurs."""
    aspects = [aspect for part in PARTS if part.name in parts for aspect in part.aspects]
    removed = Removed()
    for number in ROUNDS:
        if not removed.troubles:
            _remove_round(site, [aspect for aspect in aspects if aspect.leaves == number], removed)
    return removed


def _remove_round(site: Site, aspects: list[Aspect], removed: Removed) -> None:
    outcomes = together([partial(aspect.remove, site) for aspect in aspects if aspect.remove])
    for outcome in outcomes:
        if isinstance(outcome, HandlerError) and not isinstance(outcome, exceptions.NotFound):
            removed.troubles.append(outcome)
        elif isinstance(outcome, list):
            removed.subscribers += outcome


def let_go_of_table(site: Site) -> bool:
    """Delete the table, or untag it if it is protected. Return whether that is complete: deletion takes a while."""
    dynamodb, names = site.clients.dynamodb, site.names
    try:
        described = table.describe_table(dynamodb, names.common)
        if described.get("DeletionProtectionEnabled"):
            keys = (OWNER_TAG, TOKEN_TAG, STACK_TAGS_TAG, EMAILS_TAG, CODE_TAG)
            table.untag_table(dynamodb, names.table_arn, keys)
            return True
        if described["TableStatus"] != "DELETING":
            table.delete_table(dynamodb, names.common)
    except exceptions.NotFound:
        return True
    return False
