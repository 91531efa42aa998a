"""What moto works out again for each request, though it is always the same: a fifth of the time of a call.

Assumptions about moto 5.2.5: `core.responses` looks up `method_names_from_class` among its own names, and only asks
whether an action is among the methods; whoever uses `core.utils.camelcase_to_underscores` has it among his own as well.
`core.errors` makes an `ErrorLookupFactory` for each error, and `MotoRandom.get_random_string` draws letter by letter.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from random import Random
from string import ascii_letters, digits
from typing import Any

from cfn_local.services.seam import replace_method

_MOST_NAMES = 16_384
_CONVERSION = "camelcase_to_underscores"


class MethodNames:
    """The names of the methods of a class, told one by one."""

    def __init__(self, owner: object) -> None:
        self._owner = owner

    def __contains__(self, name: str) -> bool:
        return inspect.isfunction(getattr(self._owner, name, None))


@cache
def install() -> None:
    """Make moto do it once."""
    from moto.core import errors, responses, utils
    from moto.moto_api._internal.moto_random import MotoRandom

    names: Any = responses
    names.method_names_from_class = MethodNames
    utils.camelcase_to_underscores = lru_cache(_MOST_NAMES)(utils.camelcase_to_underscores)
    factory: Callable[[], errors.ErrorLookupFactory] = cache(errors.ErrorLookupFactory)
    lookups: Any = errors
    lookups.ErrorLookupFactory = factory
    replace_method(MotoRandom, "get_random_string", random_string)


def share_names(modules: Mapping[str, Any]) -> None:
    """Have the modules of moto among these look up names of actions and attributes where they are known already."""
    from moto.core import utils

    for name, module in tuple(modules.items()):
        if name.startswith("moto.") and _CONVERSION in vars(module):
            setattr(module, _CONVERSION, utils.camelcase_to_underscores)


def random_string(random: Random, length: int = 20, include_digits: bool = True, lower_case: bool = False) -> str:
    """Return random letters and digits, all of them drawn at once; every answer has 52 of them as its ID."""
    found = "".join(random.choices(ascii_letters + digits if include_digits else ascii_letters, k=length))
    return found.lower() if lower_case else found
