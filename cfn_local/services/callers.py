"""The caller of a request: a client, or CloudFormation for a stack, which alone may set tags that begin with aws:."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_from_cloudformation: ContextVar[bool] = ContextVar("from_cloudformation", default=False)


@contextmanager
def by_cloudformation() -> Iterator[None]:
    """Make the requests in this block as CloudFormation."""
    token = _from_cloudformation.set(True)
    try:
        yield
    finally:
        _from_cloudformation.reset(token)


def is_cloudformation() -> bool:
    """Return whether the current request is CloudFormation's."""
    return _from_cloudformation.get()


def is_reserved(tag_key: str) -> bool:
    """Return whether the tag key is reserved for AWS and the current caller may not set it."""
    return tag_key.lower().startswith("aws:") and not _from_cloudformation.get()
