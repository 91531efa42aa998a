# Written by scripts/generate from vendored/handlers/tags.py: edit that.
"""Tags as AWS takes and gives them, and tag values that note more texts than have room in one."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

FINGERPRINT_LENGTH = 5


def as_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Tags as most services take them."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def as_mapping(tags: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Tags as most services give them, as a mapping."""
    return {tag["Key"]: tag["Value"] for tag in tags}


def token_of(request_token: str) -> str:
    """The value of a tag that names a request: client request tokens may hold characters that tags may not."""
    return sha256(request_token.encode()).hexdigest()


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
