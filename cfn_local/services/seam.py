"""The way services are added to moto, which has no plugin API.

moto looks up an action by name among the methods of the service's response class, for each request.
"""

import functools
import inspect
import sys
from collections.abc import Callable
from threading import RLock
from typing import ParamSpec, TypeVar

from cfn_local.services.accepted_parameters import refusing

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Made = TypeVar("Made")

# Clients call from several threads. Running one action at a time makes each of them atomic, as on AWS.
_one_at_a_time = RLock()


def add_actions(response: type, actions: type) -> None:
    """Make every method of `actions` an atomic action of moto's class `response`, replacing moto's own.

    Parameters that the table of `accepted_parameters` refuses are refused.
    """
    service = response.__module__.split(".")[1]
    for name, action in vars(actions).items():
        if inspect.isfunction(action):
            replace_method(response, name, refusing(service, name, atomic(action)))


def replace_method(owner: type, name: str, method: Callable[..., object]) -> None:
    """Replace the method of this name on moto's class `owner`."""
    setattr(owner, name, method)


def replace_attribute(owner: type, name: str, descriptor: object) -> None:
    """Replace the attribute of this name on moto's class `owner` by a descriptor."""
    setattr(owner, name, descriptor)


def in_its_module(kind: type[Made]) -> type[Made]:
    """Name a class that is made inside a function as one of its module, so that pickle finds it in any process."""
    kind.__qualname__ = kind.__name__
    setattr(sys.modules[kind.__module__], kind.__name__, kind)
    return kind


def atomic(action: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Return the function, made to run only while no other atomic function does."""

    @functools.wraps(action)
    def alone(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        with _one_at_a_time:
            return action(*arguments, **named)

    return alone


def alone(action: Callable[[], Result]) -> Result:
    """Run the function while no atomic one does, and return its result."""
    with _one_at_a_time:
        return action()
