"""How the services are added to moto, which has no plugin API.

moto looks an action up by its name among the methods of the service's response class, anew for each request.
"""

import functools
import inspect
from collections.abc import Callable
from threading import RLock
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# Clients call from several threads. One action at a time makes each of them atomic, as it is on AWS.
_one_at_a_time = RLock()


def add_actions(response: type, actions: type) -> None:
    """Make every method that `actions` defines an atomic action of moto's class `response`, replacing moto's own."""
    for name, action in vars(actions).items():
        if inspect.isfunction(action):
            replace_method(response, name, atomic(action))


def replace_method(owner: type, name: str, method: Callable[..., object]) -> None:
    """Have moto's class `owner` do `method` where it did its own of this name."""
    setattr(owner, name, method)


def atomic(action: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """The same function, which runs while no other atomic function does."""

    @functools.wraps(action)
    def alone(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        with _one_at_a_time:
            return action(*arguments, **named)

    return alone
