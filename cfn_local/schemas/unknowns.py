"""Values that a change set cannot know, since they come of what is not made yet."""

from collections.abc import Callable
from typing import Any

Unknown = Callable[[Any], bool]  # tells such a value


def none_unknown(_value: Any) -> bool:
    """The predicate by which every value is known."""
    return False


def has_unknown(value: Any, unknown: Unknown) -> bool:
    """Whether `value`, or any value in it, is unknown."""
    if unknown(value):
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(has_unknown(one, unknown) for one in inner)
