"""Values that a change set cannot know, because they depend on resources that do not exist yet."""

from collections.abc import Callable
from typing import Any

Unknown = Callable[[Any], bool]  # recognizes such a value


def none_unknown(_value: Any) -> bool:
    """Return False: every value is known."""
    return False


def has_unknown(value: Any, unknown: Unknown) -> bool:
    """Return whether `value`, or any value in it, is unknown."""
    if unknown(value):
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(has_unknown(one, unknown) for one in inner)
