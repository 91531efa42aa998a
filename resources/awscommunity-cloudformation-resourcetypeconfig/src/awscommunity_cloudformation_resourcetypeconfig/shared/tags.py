# Written by scripts/generate from vendored/handlers/tags.py: edit that.
"""Tags in AWS's formats, and fingerprints of texts that would not fit in one tag value."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

FINGERPRINT_LENGTH = 5


def as_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Return tags in the list format of most services."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def as_mapping(tags: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return a service's list of tags as a mapping."""
    return {tag["Key"]: tag["Value"] for tag in tags}


def token_of(request_token: str) -> str:
    """Return a tag value that identifies a request: client request tokens may contain invalid characters."""
    return sha256(request_token.encode()).hexdigest()


def fingerprint(text: str) -> str:
    """Return five characters (30 bits) for a text, so that 50 of them fit in one tag value."""
    return b64encode(sha256(text.encode()).digest())[:FINGERPRINT_LENGTH].decode()


def noted(texts: Iterable[str]) -> str:
    """Return the fingerprints of the texts as a tag value."""
    return "".join(fingerprint(text) for text in sorted(texts))


def is_noted(text: str, value: str) -> bool:
    """Return whether a tag value of `noted` contains the text's fingerprint."""
    starts = range(0, len(value), FINGERPRINT_LENGTH)
    return fingerprint(text) in {value[start : start + FINGERPRINT_LENGTH] for start in starts}
