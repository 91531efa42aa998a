"""The tags of a group and of its reservations: the resource's own, those of its stack, and ours."""

from collections.abc import Mapping

from .shared.tags import is_noted, noted

PREFIX = "awscommunity:odcr:"
GROUP_TAG = PREFIX + "group"  # on every reservation: the name of its group
TOKEN_TAG = PREFIX + "token"  # on the group: the request that made it
PURCHASE_TAG = PREFIX + "purchase"  # on the group: what is being bought, or was bought last
STACK_TAGS_TAG = PREFIX + "stack-tags"


def is_reserved(key: str) -> bool:
    """Return whether a tag key is ours or AWS's, so that users can neither set nor see it."""
    return key.startswith((PREFIX, "aws:"))


def group_tags(
    promise: Mapping[str, str], own: Mapping[str, str], stack: Mapping[str, str], token: str
) -> dict[str, str]:
    """Return all tags of a group. Where the resource and its stack set the same key, the resource wins.

    The keys that only the stack sets are noted, so that a read can tell them from the resource's own.
    """
    only_stack = noted(key for key in stack if key not in own)
    return {**stack, **own, **promise, **({STACK_TAGS_TAG: only_stack} if only_stack else {}), TOKEN_TAG: token}


def own_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """Return the resource's own tags among those of its group."""
    stack = tags.get(STACK_TAGS_TAG, "")
    return {key: value for key, value in tags.items() if not is_reserved(key) and not is_noted(key, stack)}
