"""The whole account as bytes that another process can read: what both have is named, and everything else copied.

Of what `snapshots` shares, locks are made anew, backends are named by their place, and functions and classes without a
name by the place of their code. The two processes must run the same code.
"""

import io
import pickle
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import CellType, CodeType, FunctionType, ModuleType
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from moto.core.base_backend import BackendDict, backend_lock

from cfn_local.engine.types.aws import AwsType, find
from cfn_local.gateway.snapshots import SnapshotError, put_back, reduced, state_now
from cfn_local.registry.handlers import Handler
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock, moto_routes

_WORKERS, _BACKENDS, _BACKEND_CLASS = "workers", "backends", "class of backends"
_FAILURES = (TypeError, AttributeError, ImportError, LookupError, ValueError, RuntimeError, EOFError)


def dumped() -> bytes:
    """Return the account as it is now. Raise SnapshotError if it holds what cannot be kept."""
    written = io.BytesIO()
    with backend_lock:
        state = state_now()
        try:
            pickler = _Pickler(written, [backends for backends, _ in state])
            # The services first, so that all of them are loaded and extended before anything of theirs is made.
            pickler.dump([backends for backends, _ in state])
            pickler.dump((state, clock.ahead()))
        except (*_FAILURES, pickle.PicklingError) as error:
            raise SnapshotError(f"The account cannot be kept: {error}") from error
    return written.getvalue()


def load(content: bytes, workers: Workers) -> None:
    """Make this the account; its handlers run in `workers`. Raise SnapshotError if it cannot be read."""
    unpickler = _Unpickler(io.BytesIO(content), workers)
    try:
        unpickler.load()
        state, ahead = unpickler.load()
    except (*_FAILURES, pickle.UnpicklingError) as error:
        raise SnapshotError(f"The account cannot be read: {error}") from error
    assert isinstance(ahead, timedelta)
    put_back(state, ahead)


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, instances: list[Any]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._of_classes = {id(backends.backend): backends for backends in instances}

    def persistent_id(self, obj: Any) -> tuple[str, ...] | None:
        if isinstance(obj, Workers):
            return (_WORKERS,)
        if isinstance(obj, BackendDict):
            return _BACKENDS, *moto_routes.place_of(obj)
        if isinstance(obj, type) and "<locals>" in obj.__qualname__ and id(obj) in self._of_classes:
            return _BACKEND_CLASS, *moto_routes.place_of(self._of_classes[id(obj)])
        return None

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, FunctionType) and "<" in obj.__qualname__:
            return _reduced_function(obj)
        for kind, reduce in _REDUCTIONS:
            if isinstance(obj, kind):
                return reduce(obj)
        if type(obj).__module__.startswith("cryptography."):
            return _reduced_key(obj)
        return reduced(obj)


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, workers: Workers) -> None:
        super().__init__(file)
        self._workers = workers

    def persistent_load(self, pid: tuple[str, ...]) -> Any:
        kind, *place = pid
        if kind == _WORKERS:
            return self._workers
        backends = moto_routes.backends_at(*place)
        return backends if kind == _BACKENDS else backends.backend


def _reduced_handler(handler: Handler) -> Any:
    state = {"log": handler.log, "deliver": handler.deliver}
    return Handler.restored, (handler.workers, handler.kept()), state


def _reduced_function(function: FunctionType) -> Any:
    """A lambda or a function inside another: the place of its code, and what it has from around it."""
    code = function.__code__
    if code not in _codes(function.__module__):
        raise pickle.PicklingError(f"{function.__module__}.{function.__qualname__} is not in the code of its module")
    place = _codes(function.__module__).index(code)
    cells = function.__closure__ or ()
    state = (function.__defaults__, function.__kwdefaults__, [cell.cell_contents for cell in cells])
    return _function, (function.__module__, function.__qualname__, place, len(cells)), state, None, None, _fill


def _function(module: str, name: str, place: int, cells: int) -> FunctionType:
    code = _codes(module)[place]
    if code.co_qualname != name:
        raise LookupError(f"{name} of {module} is not where it was")
    return FunctionType(code, vars(import_module(module)), code.co_name, None, tuple(CellType() for _ in range(cells)))


def _fill(function: FunctionType, state: tuple[Any, Any, list[Any]]) -> None:
    function.__defaults__, function.__kwdefaults__, contents = state
    for cell, content in zip(function.__closure__ or (), contents, strict=True):
        cell.cell_contents = content


@cache
def _codes(module: str) -> list[CodeType]:
    """All code in a module, in the order of its text."""
    spec = find_spec(module)
    code = spec.loader.get_code(module) if spec and spec.loader else None  # type: ignore[attr-defined]
    return list(_inside(code)) if code else []


def _inside(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _inside(constant)


def _reduced_key(key: Any) -> Any:
    """Keys of all algorithms share no class, only their methods."""
    if hasattr(key, "private_bytes"):
        form, encryption = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return _private_key, (key.private_bytes(serialization.Encoding.PEM, form, encryption),)
    if hasattr(key, "public_bytes"):
        of_public_keys = serialization.PublicFormat.SubjectPublicKeyInfo
        return _public_key, (key.public_bytes(serialization.Encoding.PEM, of_public_keys),)
    return NotImplemented


# The library's own functions have no name under which pickle would find them.
def _private_key(text: bytes) -> Any:
    return serialization.load_pem_private_key(text, None)


def _public_key(text: bytes) -> Any:
    return serialization.load_pem_public_key(text)


def _certificate(content: bytes) -> x509.Certificate:
    return x509.load_der_x509_certificate(content)


def _certificate_request(content: bytes) -> x509.CertificateSigningRequest:
    return x509.load_der_x509_csr(content)


_REDUCTIONS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (type(threading.Lock()), lambda _: (threading.Lock, ())),
    (type(threading.RLock()), lambda _: (threading.RLock, ())),
    (ModuleType, lambda module: (import_module, (module.__name__,))),
    (AwsType, lambda one: (find, (one.type_name, one.region))),
    (Handler, _reduced_handler),
    (x509.Certificate, lambda one: (_certificate, (one.public_bytes(serialization.Encoding.DER),))),
    (
        x509.CertificateSigningRequest,
        lambda one: (_certificate_request, (one.public_bytes(serialization.Encoding.DER),)),
    ),
)
