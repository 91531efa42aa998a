"""Taking a tracker apart: what carries its tag goes, whatever else is missing; the table, the lock, goes last."""

from collections.abc import Collection, Mapping
from functools import partial

from cloudformation_cli_python_lib import exceptions

from .aws import PARTS, table
from .part import Aspect, Site
from .shared.concurrency import together
from .shared.errors import HandlerError
from .tags import CODE_TAG, EMAILS_TAG, OWNER_TAG, STACK_TAGS_TAG, TOKEN_TAG

ROUNDS = (1, 2)


def parts_of(site: Site) -> dict[str, Mapping[str, str]]:
    """The parts that carry the tag of the tracker, with their tags, in one round of calls; raises what fails."""
    found = {}
    for part, tags in zip(PARTS, together([partial(part.tags, site) for part in PARTS]), strict=True):
        if isinstance(tags, HandlerError) and not isinstance(tags, exceptions.NotFound):
            raise tags
        if not isinstance(tags, HandlerError) and tags.get(OWNER_TAG) == site.names.tracker:
            found[part.name] = tags
    return found


def remove(site: Site, parts: Collection[str]) -> list[HandlerError]:
    """Remove all these parts but the table, round by round; what went wrong, if anything."""
    aspects = [aspect for part in PARTS if part.name in parts for aspect in part.aspects]
    for number in ROUNDS:
        if troubles := _removed(site, [aspect for aspect in aspects if aspect.leaves == number]):
            return troubles
    return []


def _removed(site: Site, aspects: list[Aspect]) -> list[HandlerError]:
    outcomes = together([partial(aspect.remove, site) for aspect in aspects if aspect.remove])
    return [e for e in outcomes if isinstance(e, HandlerError) and not isinstance(e, exceptions.NotFound)]


def let_go_of_table(site: Site) -> bool:
    """Delete the table, or give it free if it is protected. Whether it is done: a table needs a while to go."""
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
