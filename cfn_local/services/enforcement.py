"""Whether the policies of IAM are enforced in this process: `--enforce-iam`."""

from collections.abc import Iterator
from contextlib import contextmanager

_is_on = [False]


def switch_on() -> None:
    """Enforce the policies of roles until the process ends."""
    _is_on[0] = True


def is_on() -> bool:
    """Return whether requests need permissions."""
    return _is_on[0]


@contextmanager
def enforced() -> Iterator[None]:
    """Enforce the policies of roles within the block."""
    before = _is_on[0]
    _is_on[0] = True
    try:
        yield
    finally:
        _is_on[0] = before
