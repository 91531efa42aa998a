"""Pagination of lists with opaque tokens."""

import base64
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class InvalidTokenError(ValueError):
    """The token was not issued by `page`."""


def page(items: Sequence[Item], size: int, token: str | None) -> tuple[list[Item], str | None]:
    """Return a page of at most `size` items, the first or the one of `token`, and the next token, if any."""
    start = _start_of(token) if token else 0
    end = start + size
    return list(items[start:end]), _token_of(end) if end < len(items) else None


def _token_of(start: int) -> str:
    return base64.urlsafe_b64encode(f"from {start}".encode()).decode()


def _start_of(token: str) -> int:
    try:
        word, _, start = base64.urlsafe_b64decode(token).decode().partition(" ")
    except ValueError as error:
        raise InvalidTokenError(token) from error
    if word != "from" or not start.isdecimal():
        raise InvalidTokenError(token)
    return int(start)
