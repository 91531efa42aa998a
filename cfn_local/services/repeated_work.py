"""What moto works out again for each request, though it is always the same: a fifth of the time of a call.

Assumptions about moto 5.2.5: `core.responses` looks up `method_names_from_class` and `camelcase_to_underscores` among
its own names, and only asks whether an action is among the methods. `core.errors` makes an `ErrorLookupFactory` for
each error.
"""

import inspect
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

_MOST_NAMES = 16_384


class MethodNames:
    """The names of the methods of a class, told one by one."""

    def __init__(self, owner: object) -> None:
        self._owner = owner

    def __contains__(self, name: str) -> bool:
        return inspect.isfunction(getattr(self._owner, name, None))


@cache
def install() -> None:
    """Make moto do it once."""
    from moto.core import errors, responses

    names: Any = responses
    names.method_names_from_class = MethodNames
    names.camelcase_to_underscores = lru_cache(_MOST_NAMES)(names.camelcase_to_underscores)
    factory: Callable[[], errors.ErrorLookupFactory] = cache(errors.ErrorLookupFactory)
    lookups: Any = errors
    lookups.ErrorLookupFactory = factory
