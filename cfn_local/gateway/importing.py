"""What is imported when it is first needed, since it brings moto along, which takes longer than most requests.

moto's packages import each other in circles, which two threads at once cannot do: every such import holds the lock.
"""

from functools import cache
from threading import RLock
from types import ModuleType
from typing import Any

importing_moto = RLock()


@cache
def dispatch() -> ModuleType:
    with importing_moto:
        from cfn_local.gateway import dispatch
    return dispatch


@cache
def clock() -> ModuleType:
    with importing_moto:
        from cfn_local.services import clock
    return clock


@cache
def conditions() -> ModuleType:
    with importing_moto:
        from cfn_local.services import conditions
    return conditions


@cache
def moto_api_backend() -> Any:
    with importing_moto:
        from moto.moto_api._internal.models import moto_api_backend
    return moto_api_backend
