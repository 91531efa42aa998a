"""What there is in every account and Region of the local AWS: each resource by service, type and identifier.

moto has no list of its resources. This module finds them as the objects that its backends hold in their dictionaries,
lists and sets, and in those of such objects in turn. What it relies on in moto 5.2.5: `BackendDict._instances`, and
that a resource is an object of moto's (or of ours) which stands in such a container under its identifier.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend

from cfn_local import environment
from cfn_local.gateway.control_protocol import Item

# Between the identifier of a resource and that of a part of it.
PART = " > "
_HOMES = ("moto.", "cfn_local.services.")
_STATES = ("state", "status", "key_state", "stack_status")
# What AWS still shows for a while, and bills no more.
_GONE = frozenset({"cancelled", "canceled", "terminated", "deleted", "deleting", "pendingdeletion", "delete_complete"})
# What cannot be cancelled any more, and never is.
_GONE_OF_TYPE = {"CapacityReservation": frozenset({"expired", "failed"})}
_ENDS = ("deleted_date", "deletion_date", "deleted_at")
# What a service writes down of what is done with it, and what is AWS's own: nobody made it, and nobody can delete it.
_NOT_RESOURCES = frozenset({"MetricDatum", "MetricAggregatedDatum", "LogEvent", "Message", "FakeEvent"})
# The same with all that they hold; there are 1,582 policies.
_NOT_LOOKED_INTO = frozenset({"AWSManagedPolicy"})
_OF_AWS = ("/aws/service/", "aws/")
# Of a resource, what changes by itself or by being looked at.
_RESTLESS = ("time", "date", "last", "_at", "version", "count", "token", "etag", "sequence", "modified", "created")


def items(loaded: Iterable[BaseBackend]) -> tuple[Item, ...]:
    """Every resource that is there now. `loaded`: a backend of each service that may be asked later.

    A backend comes with what every account has, such as a default VPC, only when it is first looked at.
    """
    _ = list(loaded)
    return tuple(_Walk().items())


class _Walk:
    """Level by level, so that a resource is found first where it is at home and not where another one refers to it."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._kept: list[Any] = []  # an object that ended meanwhile could give its id() to another

    def items(self) -> Iterator[Item]:
        level = [(backend, _service(backend), backend.region_name, "") for backend in _backends()]
        while level:
            below: list[tuple[Any, str, str, str]] = []
            for owner, service, region, within in level:
                for held, name, is_item in _held(owner):
                    if id(held) in self._seen:
                        continue
                    self._seen.add(id(held))
                    self._kept.append(held)
                    here = PART.join(filter(None, (within, name))) if is_item else within
                    is_known = type(held).__name__ in _NOT_LOOKED_INTO
                    if is_item and (is_known or _is_gone(held, name) or _is_of_others(held)):
                        continue
                    if is_item and type(held).__name__ not in _NOT_RESOURCES:
                        yield Item(service, type(held).__name__, here, region, _digests(held))
                    below.append((held, service, region, here))
            level = below


def _backends() -> Iterator[BaseBackend]:
    every: list[Any] = BackendDict._instances  # type: ignore[misc]
    for backend_dict in list(every):
        for regions in list(backend_dict.values()):
            yield from list(regions.values())


def _service(backend: BaseBackend) -> str:
    return type(backend).__module__.split(".")[1]


def _held(owner: Any) -> Iterator[tuple[Any, str, bool]]:
    """The objects that `owner` holds: each with its name, and whether it stands in a container."""
    for value in list(getattr(owner, "__dict__", {}).values()):
        if _is_object(value) and not isinstance(value, dict | list):
            yield value, "", False
        yield from _contained(value, "")
    if isinstance(owner, dict | list):
        yield from _contained(owner, "")


def _contained(value: Any, name: str, depth: int = 0) -> Iterator[tuple[Any, str, bool]]:
    """The objects in nested containers, each with its name: its key, or in a list its own identifier."""
    if depth > 4:
        return
    if isinstance(value, dict):
        for key, inner in list(value.items()):
            path = str(key) if not name else f"{name}/{key}"
            yield from _element(inner, path, depth)
    elif isinstance(value, list | tuple | set | frozenset):
        for index, inner in enumerate(list(value)):
            yield from _element(inner, _name_in_list(_own_name(inner), name, index), depth)


def _element(inner: Any, name: str, depth: int) -> Iterator[tuple[Any, str, bool]]:
    if _is_object(inner) and not isinstance(inner, BaseBackend):
        yield inner, name, True
    elif isinstance(inner, dict | list | tuple | set | frozenset):
        yield from _contained(inner, name, depth + 1)


def _name_in_list(own: str, of_list: str, index: int) -> str:
    """A list that is called as its elements are, but perhaps for a slash, holds the versions of one."""
    if own and own.strip("/") != of_list.strip("/"):
        return f"{of_list}/{own}" if of_list else own
    name = own or of_list
    return f"{name}[{index}]" if index else name


def _is_object(value: Any) -> bool:
    return hasattr(value, "__dict__") and not isinstance(value, type) and type(value).__module__.startswith(_HOMES)


def _own_name(value: Any) -> str:
    if not _is_object(value):
        return ""
    attributes = vars(value)
    return next((text for name in ("arn", "id", "name", "key") if isinstance(text := attributes.get(name), str)), "")


def _is_gone(item: Any, name: str) -> bool:
    if name.startswith(_OF_AWS) or any(getattr(item, end, None) for end in _ENDS):
        return True
    gone = _GONE | _GONE_OF_TYPE.get(type(item).__name__, frozenset())
    for attribute in _STATES:
        state = getattr(item, attribute, None) or getattr(item, f"_{attribute}", None)
        state = getattr(state, "name", state)
        if isinstance(state, str) and state.lower() in gone:
            return True
    return False


def _is_of_others(item: Any) -> bool:
    """Such as the public images of EC2, of which there are more than of all else, and their snapshots."""
    owner = getattr(item, "owner_id", None)
    return isinstance(owner, str) and owner.isdigit() and owner != environment.ACCOUNT_ID


def _digests(item: Any) -> dict[str, str]:
    return {
        name: digest
        for name, value in sorted(vars(item).items())
        if not any(part in name.lower() for part in _RESTLESS) and (digest := _digest(value)) is not None
    }


def _digest(value: Any) -> str | None:
    """A few letters that differ where plain values do; None for what is not plain."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()[:12]
    if value is None or isinstance(value, str | int | float | bool | dict | list):
        try:
            return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
        except (TypeError, ValueError):
            return None
    return None
