"""The tags of a tracker's parts: the resource's own, those of its stack, and ours."""

from collections.abc import Mapping

from .shared.tags import is_noted

PREFIX = "awscommunity:glue-job-tracker"
OWNER_TAG = PREFIX  # on every part: the name of its tracker
TOKEN_TAG = PREFIX + ":token"  # on every part: the request that made it
STACK_TAGS_TAG = PREFIX + ":stack-tags"  # on the table, as the next two
EMAILS_TAG = PREFIX + ":emails"
CODE_TAG = PREFIX + ":code"


def is_reserved(key: str) -> bool:
    """Return whether a tag key is ours or AWS's, so that users can neither set nor see it."""
    return key.startswith((PREFIX, "aws:"))


def part_tags(own: Mapping[str, str], stack: Mapping[str, str], tracker: str) -> dict[str, str]:
    """Return the tags of every part. Where the resource and its stack set the same key, the resource wins."""
    return {**stack, **own, OWNER_TAG: tracker}


def shared(table_tags: Mapping[str, str]) -> dict[str, str]:
    """Return the tags of the table that all parts share."""
    return {key: value for key, value in table_tags.items() if not key.startswith(PREFIX + ":")}


def own_tags(table_tags: Mapping[str, str]) -> dict[str, str]:
    """Return the resource's own tags among those of its table."""
    stack = table_tags.get(STACK_TAGS_TAG, "")
    return {key: value for key, value in table_tags.items() if not is_reserved(key) and not is_noted(key, stack)}
