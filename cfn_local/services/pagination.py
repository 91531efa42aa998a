"""Pages of a list, behind tokens that say nothing to a client."""

import base64
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class InvalidTokenError(ValueError):
    """The token was not handed out by `page`."""


def page(items: Sequence[Item], size: int, token: str | None) -> tuple[list[Item], str | None]:
    """The page of at most `size` items that `token` leads to, or the first, and the token of the next, if any."""
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
