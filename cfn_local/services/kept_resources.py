"""Resources that a service of moto lacks: kept as their requests state them, with nothing behind them.

AWS's own model of the service says what requests and answers hold, so that a kind of resources is one value:

    Kept("associations", ("AssociationId",), create="CreateAssociation", read="DescribeAssociation", ...)

They live on moto's backends, so that resetting moto clears them. Assumptions about moto 5.2.5: `core.responses` has
`ActionResult` and `BaseResponse.parse_parameters`, `core.exceptions` has `ServiceException`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from cfn_local.services.seam import atomic, replace_method

Record: TypeAlias = dict[str, Any]
_NOT_FOUND = re.compile("NotFound|DoesNotExist|NoSuch|NonExistent")
_EXISTS = re.compile("AlreadyExists|Conflict|Duplicate")


@dataclass(frozen=True)
class Kept:
    """Resources of one kind, and the service's actions on them.

    `key` names the members of requests that identify one. `made` returns what the service adds to a request: IDs,
    ARNs, defaults; `renewed` what it adds to the request of an update. `shown` returns what answers hold in addition.
    """

    name: str
    key: tuple[str, ...]
    create: str = ""
    put: str = ""
    read: str = ""
    update: str = ""
    delete: str = ""
    list: str = ""
    made: Callable[[Record, Any], Mapping[str, Any]] = lambda _request, _backend: {}
    renewed: Callable[[Record, Any], Mapping[str, Any]] = lambda _record, _backend: {}


def records_of(backend: Any, name: str) -> dict[tuple[Any, ...], Record]:
    """The kept resources of one kind on a backend of moto, by their keys."""
    found: dict[tuple[Any, ...], Record] = backend.__dict__.setdefault("kept_resources", {}).setdefault(name, {})
    return found


def install(service: str, response: Any, backends: Any, *kinds: Kept) -> None:
    """Add the actions on these kinds to moto's class `response`, and their paths to its service."""
    from moto.core.utils import camelcase_to_underscores, get_service_model

    model = get_service_model(service)
    for kind in kinds:
        for verb, action in _verbs(kind):
            method = atomic(_method(_Action(kind, model.operation_model(action), backends), verb))
            replace_method(response, camelcase_to_underscores(action), method)
            add_path(response, model.operation_model(action))


def _verbs(kind: Kept) -> Iterator[tuple[Callable[..., Any], str]]:
    verbs = {
        kind.create: _Action.create,
        kind.put: _Action.put,
        kind.read: _Action.read,
        kind.update: _Action.update,
        kind.delete: _Action.delete,
        kind.list: _Action.enumerate,
    }
    yield from ((verb, action) for action, verb in verbs.items() if action)


def _method(action: _Action, verb: Callable[..., Any]) -> Callable[[Any], Any]:
    def method(response: Any) -> Any:
        from moto.core.responses import ActionResult

        response.parse_parameters(response.normalized_request)
        of_account = action.backends[response.current_account]
        # Global services have one backend for each partition.
        backend = of_account[response.region if response.region in of_account else response.partition]
        return ActionResult(verb(action, dict(response.params), backend))

    return method


def add_path(response: Any, operation: Any) -> None:
    """Add the path of an action in the REST protocols, where each has its own."""
    package, is_of_moto, _ = response.__module__.rpartition(".responses")
    # All paths of a service that moto lacks lead to its actions.
    if not is_of_moto or not operation.service_model.metadata["protocol"].startswith("rest"):
        return
    from importlib import import_module

    urls = import_module(f"{package}.urls")
    path = operation.http["requestUri"].partition("?")[0]
    # An ARN has slashes of its own; moto itself tells the actions apart.
    pattern = re.sub(r"\\\{\w+(\\\+)?\\\}", ".+", re.escape(path))
    urls.url_paths.setdefault(f"{{0}}{pattern}$", response.dispatch)


@dataclass(frozen=True)
class _Action:
    """An action of the service's model on kept resources."""

    kind: Kept
    operation: Any
    backends: Any

    def create(self, request: Record, backend: Any) -> Any:
        record = {**request, **self.kind.made(request, backend)}
        if self._key(record) in self._records(backend):
            raise self._error(_EXISTS, "ResourceAlreadyExistsException", f"{self._named(record)} already exists")
        self._records(backend)[self._key(record)] = record
        return self._answer(record)

    def put(self, request: Record, backend: Any) -> Any:
        record = {**request, **self.kind.made(request, backend)}
        self._records(backend)[self._key(record)] = record
        return self._answer(record)

    def read(self, request: Record, backend: Any) -> Any:
        return self._answer(self._found(request, backend))

    def update(self, request: Record, backend: Any) -> Any:
        record = self._found(request, backend)
        record |= request
        record |= self.kind.renewed(record, backend)
        return self._answer(record)

    def delete(self, request: Record, backend: Any) -> Any:
        record = self._found(request, backend)
        del self._records(backend)[self._key(record)]
        return self._answer(record)

    def enumerate(self, request: Record, backend: Any) -> Any:
        """Those whose members are as the request says, if it names any of theirs."""
        found = [
            record
            for record in self._records(backend).values()
            if all(record[name] == value for name, value in request.items() if name in record)
        ]
        members = self.operation.output_shape.members.items()
        lists = {name: self._listed(found, shape.member) for name, shape in members if shape.type_name == "list"}
        return {**request, **lists}

    def _listed(self, found: list[Record], shape: Any) -> list[Any]:
        return found if shape.type_name == "structure" else [record[self.kind.key[-1]] for record in found]

    def _records(self, backend: Any) -> dict[tuple[Any, ...], Record]:
        return records_of(backend, self.kind.name)

    def _key(self, record: Record) -> tuple[Any, ...]:
        return tuple(record.get(name) for name in self.kind.key)

    def _named(self, record: Record) -> str:
        return f"{self.kind.key[-1]} {record.get(self.kind.key[-1])}"

    def _found(self, request: Record, backend: Any) -> Record:
        record = self._records(backend).get(self._key(request))
        if record is None:
            raise self._error(_NOT_FOUND, "ResourceNotFoundException", f"{self._named(request)} does not exist")
        return record

    def _answer(self, record: Record) -> Any:
        """The record where the answer has its members, and where it has a structure of another name."""
        shape = self.operation.output_shape
        members = shape.members.items() if shape is not None else ()
        return {
            name: record.get(name, record)
            for name, member in members
            if name in record or member.type_name == "structure"
        }

    def _error(self, meaning: re.Pattern[str], otherwise: str, message: str) -> Exception:
        from moto.core.exceptions import ServiceException

        class Refusal(ServiceException):
            """Of this module: moto would look for the service of its own one."""

        names = [shape.name for shape in self.operation.error_shapes if meaning.search(shape.name)]
        return Refusal(names[0] if names else otherwise, message)
