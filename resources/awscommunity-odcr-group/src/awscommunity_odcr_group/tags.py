"""The tags of a group and of its reservations: the resource's own, those of its stack, and ours."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

PREFIX = "awscommunity:odcr:"
GROUP_TAG = PREFIX + "group"  # on every reservation: the name of its group
TOKEN_TAG = PREFIX + "token"  # on the group: the request that made it
PURCHASE_TAG = PREFIX + "purchase"  # on the group: what is being bought, or was bought last
STACK_TAGS_TAG = PREFIX + "stack-tags"
FINGERPRINT_LENGTH = 5


def is_reserved(key: str) -> bool:
    """Whether a tag key is ours or AWS's, so that users can neither set nor see it here."""
    return key.startswith((PREFIX, "aws:"))


def fingerprint(key: str) -> str:
    """Five characters (30 bits) for a tag key: one tag value has room for those of 50 keys, but not for the keys."""
    return b64encode(sha256(key.encode()).digest())[:FINGERPRINT_LENGTH].decode()


def group_tags(
    promise: Mapping[str, str], own: Mapping[str, str], stack: Mapping[str, str], token: str
) -> dict[str, str]:
    """All tags of a group. Where the resource and its stack set the same key, the resource wins.

    The keys that only the stack sets are noted, so that a read can tell them from the resource's own.
    """
    noted = "".join(fingerprint(key) for key in sorted(stack) if key not in own)
    return {**stack, **own, **promise, **({STACK_TAGS_TAG: noted} if noted else {}), TOKEN_TAG: token}


def own_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """The resource's own among the tags of its group."""
    noted = tags.get(STACK_TAGS_TAG, "")
    stack = {noted[start : start + FINGERPRINT_LENGTH] for start in range(0, len(noted), FINGERPRINT_LENGTH)}
    return {key: value for key, value in tags.items() if not is_reserved(key) and fingerprint(key) not in stack}
