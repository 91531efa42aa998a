"""The tags of a tracker's parts: the resource's own, those of its stack, and ours."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256

PREFIX = "awscommunity:glue-job-tracker"
OWNER_TAG = PREFIX  # on every part: the name of its tracker
TOKEN_TAG = PREFIX + ":token"  # on every part: the request that made it
STACK_TAGS_TAG = PREFIX + ":stack-tags"  # on the table, as the next two
EMAILS_TAG = PREFIX + ":emails"
CODE_TAG = PREFIX + ":code"
FINGERPRINT_LENGTH = 5


def is_reserved(key: str) -> bool:
    """Whether a tag key is ours or AWS's, so that users can neither set nor see it here."""
    return key.startswith((PREFIX, "aws:"))


def fingerprint(text: str) -> str:
    """Five characters (30 bits) for a text: one tag value has room for those of 50 texts, but not for the texts."""
    return b64encode(sha256(text.encode()).digest())[:FINGERPRINT_LENGTH].decode()


def noted(texts: Iterable[str]) -> str:
    """The fingerprints of the texts, as the value of a tag."""
    return "".join(fingerprint(text) for text in sorted(texts))


def is_noted(text: str, value: str) -> bool:
    """Whether the value of such a tag notes the text."""
    starts = range(0, len(value), FINGERPRINT_LENGTH)
    return fingerprint(text) in {value[start : start + FINGERPRINT_LENGTH] for start in starts}


def token_of(request_token: str) -> str:
    """The value of the token tag. Client request tokens may hold characters that tags may not."""
    return sha256(request_token.encode()).hexdigest()


def part_tags(own: Mapping[str, str], stack: Mapping[str, str], tracker: str) -> dict[str, str]:
    """The tags of every part. Where the resource and its stack set the same key, the resource wins."""
    return {**stack, **own, OWNER_TAG: tracker}


def shared(table_tags: Mapping[str, str]) -> dict[str, str]:
    """Those among the tags of the table that every part has."""
    return {key: value for key, value in table_tags.items() if not key.startswith(PREFIX + ":")}


def own_tags(table_tags: Mapping[str, str]) -> dict[str, str]:
    """The resource's own among the tags of its table."""
    stack = table_tags.get(STACK_TAGS_TAG, "")
    return {key: value for key, value in table_tags.items() if not is_reserved(key) and not is_noted(key, stack)}
