"""Snapshots of the whole account, to return to: a copy is faster than doing again what made it.

Assumptions about moto 5.2.5: all state, that of our own services too, is on the backends of `BackendDict._instances`,
by account and Region; `core.base_backend` has `backend_lock`, `core.model_instances` has `reset_model_data`.
"""

import io
import logging
import pickle
import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from moto.core.base_backend import BackendDict, backend_lock
from moto.core.model_instances import reset_model_data

from cfn_local.engine.types.aws import AwsType
from cfn_local.services import clock

# What a copy shares with its original: code, and what guards or logs rather than holds anything.
_SHARED = (
    type,
    AwsType,
    FunctionType,
    BuiltinFunctionType,
    ModuleType,
    BackendDict,
    logging.Logger,
    type(threading.Lock()),
    type(threading.RLock()),
)
_IMMUTABLE = "cryptography."  # keys and certificates
# By service, account and Region.
State: TypeAlias = list[tuple[Any, dict[str, dict[str, Any]]]]


class SnapshotError(Exception):
    """The account holds something that cannot be copied, such as an execution that is running."""


class Snapshot:
    """The account as it is at this moment, with how far the clock is ahead. Raise SnapshotError if it has no copy."""

    def __init__(self) -> None:
        self._shared: list[Any] = []
        self._ahead: timedelta = clock.ahead()
        written = io.BytesIO()
        with backend_lock:
            try:
                _Pickler(written, self._shared).dump(state_now())
            except (TypeError, AttributeError, pickle.PicklingError, RecursionError) as error:
                raise SnapshotError(f"The account cannot be copied: {error}") from error
        self._copy = written.getvalue()

    def restore(self) -> None:
        """Make the account what it was, whatever happened since."""
        put_back(_Unpickler(io.BytesIO(self._copy), self._shared).load(), self._ahead)


def put_back(state: State, ahead: timedelta) -> None:
    """Make this the account, with the clock so far ahead."""
    with backend_lock:
        for backends in list(_instances()):
            backends.clear()
        _instances().clear()
        for backends, accounts in state:
            for account, regions in accounts.items():
                dict.update(backends[account], regions)
        reset_model_data()
    clock.reset(ahead)


def _instances() -> Any:
    return BackendDict._instances  # type: ignore[misc]


def state_now() -> State:
    """Return the account as it is, not a copy. Hold moto's `backend_lock`."""
    return [
        (backends, {account: dict(regions.items()) for account, regions in backends.items()})
        for backends in _instances()
    ]


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, shared: list[Any]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._shared, self._places = shared, dict[int, int]()

    def persistent_id(self, obj: Any) -> int | None:
        if not isinstance(obj, _SHARED) and not type(obj).__module__.startswith(_IMMUTABLE):
            return None
        if id(obj) not in self._places:
            self._places[id(obj)] = len(self._shared)
            self._shared.append(obj)
        return self._places[id(obj)]

    def reducer_override(self, obj: Any) -> Any:
        return reduced(obj)


def reduced(obj: Any) -> Any:
    """How pickle is to take an object apart, if not as it would by itself."""
    if isinstance(obj, threading.Thread) and obj.is_alive():
        raise pickle.PicklingError(f"{obj.name} is still running")
    if isinstance(obj, WeakValueDictionary):
        return WeakValueDictionary, (), None, None, iter(obj.items())
    if isinstance(obj, defaultdict):  # a subclass may be made of something else than its factory
        factory = obj.default_factory
        return _defaultdict, (type(obj), factory), getattr(obj, "__dict__", None), None, iter(obj.items())
    return NotImplemented


def _defaultdict(kind: type[defaultdict[Any, Any]], factory: Callable[[], Any]) -> defaultdict[Any, Any]:
    made = kind.__new__(kind)
    made.default_factory = factory
    return made


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, shared: list[Any]) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, pid: int) -> Any:
        return self._shared[pid]
