"""The resources in every account and Region of the local AWS, each with service, type and identifier.

moto has no list of its resources. This module finds them among the objects in the dictionaries, lists and sets of its
backends, and recursively in those of such objects. It relies on moto 5.2.5: on `BackendDict._instances`, on
`AccountSpecificBackend` creating each backend with what every account has, even after a reset, and on a resource being
an object of moto's (or ours) that such a container holds under its identifier.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend

from cfn_local import environment
from cfn_local.gateway.control_protocol import Item
from cfn_local.services.seam import replace_method

# Separates the identifier of a resource from that of a part of it.
PART = " > "
_HOMES = ("moto.", "cfn_local.services.", "cfn_local.engine.stacks.stack")
_OF_APIS = "moto.core.model"  # the descriptions of services, which some backends hold
_STATES = ("state", "status", "key_state", "stack_status", "cache_cluster_status")
# States in which AWS still shows a resource for a while but no longer bills it.
_GONE = frozenset(
    {
        "cancelled",
        "canceled",
        "terminated",
        "deleted",
        "deleting",
        "pendingdeletion",
        "delete_complete",
        "delete-complete",
    }
)
# States that can no longer be cancelled.
_INACTIVE = frozenset({"inactive"})  # as ECS and Batch show what was deleted
_GONE_OF_TYPE = {
    "CapacityReservation": frozenset({"expired", "failed"}),
    "Cluster": _INACTIVE,
    "Service": _INACTIVE,
    "TaskDefinition": _INACTIVE,
    "JobDefinition": _INACTIVE,
    "SpotInstanceRequest": frozenset({"closed"}),
}
# Groups of resources, which go with the last of these.
_GONE_WITH = {"Reservation": "instances"}
_ENDS = ("deleted_date", "deletion_date", "deleted_at")
# Records of a service's own, and AWS's resources: no user creates or deletes them.
_NOT_RESOURCES = frozenset(
    {
        "MetricDatum",
        "MetricAggregatedDatum",
        "LogEvent",
        "Message",
        "FakeEvent",
        "Reservation",
        "Operation",  # of Cloud Map
        "DBLogFile",
    }
)
# The same, including all that they contain; there are 1,582 policies, and RDS's events hold what they are about.
# A session of an assumed role is nothing that can be left: it has credentials, which end by themselves.
_NOT_LOOKED_INTO = frozenset({"AWSManagedPolicy", "AssumedRole", "Event"})
# Of a stack the resources are found where they are, and all else goes with it.
_WITHOUT_PARTS = frozenset({"Stack"})
_OF_AWS = ("/aws/service/", "aws/", "default.")  # public parameters, keys of services, groups of parameters
# The names and types of what a backend was created with, kept at the backend.
_DEFAULTS = "_cfn_local_defaults"
# Attributes of a resource that change over time or when they are read.
_RESTLESS = ("time", "date", "last", "_at", "version", "count", "token", "etag", "sequence", "modified", "created")


def watch() -> None:
    """From now on, note of each backend what it is created with."""
    create = AccountSpecificBackend.__getitem__

    def create_and_note(backends: Any, region: str) -> BaseBackend:
        backend: BaseBackend = create(backends, region)
        if not hasattr(backend, _DEFAULTS):
            found = frozenset((item.type, item.id) for item in _Walk().items([backend]))
            setattr(backend, _DEFAULTS, found)
        return backend

    replace_method(AccountSpecificBackend, "__getitem__", create_and_note)


def items(loaded: Iterable[BaseBackend]) -> tuple[Item, ...]:
    """Return all current resources. `loaded`: a backend of each service that may be queried later.

    Creating a backend creates what every account has, such as a default VPC, so backends are created first.
    """
    _ = list(loaded)
    return tuple(_Walk().items(_backends()))


class _Walk:
    """Search breadth-first, so that a resource is found at its owner before it is found through a reference."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._kept: list[Any] = []  # keeps the object alive, so that its id() is not reused

    def items(self, backends: Iterable[BaseBackend]) -> Iterator[Item]:
        level: list[tuple[Any, BaseBackend, str]] = [(backend, backend, "") for backend in backends]
        while level:
            below: list[tuple[Any, BaseBackend, str]] = []
            for owner, backend, within in level:
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
                        yield _item(held, backend, here)
                    if type(held).__name__ not in _WITHOUT_PARTS:
                        below.append((held, backend, here))
            level = below


def _item(held: Any, backend: BaseBackend, identifier: str) -> Item:
    kind = type(held).__name__
    is_default = (kind, identifier) in getattr(backend, _DEFAULTS, ())
    return Item(_service(backend), kind, identifier, backend.region_name, _digests(held), is_default)


def _backends() -> Iterator[BaseBackend]:
    every: list[Any] = BackendDict._instances  # type: ignore[misc]
    for backend_dict in list(every):
        for regions in list(backend_dict.values()):
            yield from list(regions.values())


def _service(backend: BaseBackend) -> str:
    return type(backend).__module__.split(".")[1]


def _held(owner: Any) -> Iterator[tuple[Any, str, bool]]:
    """Return the objects that `owner` holds, each with its name and whether it is in a container."""
    for value in list(getattr(owner, "__dict__", {}).values()):
        if _is_object(value) and not isinstance(value, dict | list):
            yield value, "", False
        yield from _contained(value, "")
    if isinstance(owner, dict | list):
        yield from _contained(owner, "")


def _contained(value: Any, name: str, depth: int = 0) -> Iterator[tuple[Any, str, bool]]:
    """Return the objects in nested containers, each with its name: its key, or in a list its own identifier."""
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
    """Return whether the list holds the versions of one thing: its name is that of its elements, except for a slash."""
    if own and own.strip("/") != of_list.strip("/"):
        return f"{of_list}/{own}" if of_list else own
    name = own or of_list
    return f"{name}[{index}]" if index else name


def _is_object(value: Any) -> bool:
    home = type(value).__module__
    return hasattr(value, "__dict__") and not isinstance(value, type) and home.startswith(_HOMES) and home != _OF_APIS


def _own_name(value: Any) -> str:
    if not _is_object(value):
        return ""
    attributes = vars(value)
    return next((text for name in ("arn", "id", "name", "key") if isinstance(text := attributes.get(name), str)), "")


def _is_gone(item: Any, name: str) -> bool:
    if name.startswith(_OF_AWS) or any(getattr(item, end, None) for end in _ENDS):
        return True
    if type(item).__name__ in _GONE_WITH:
        return all(_is_gone(one, "") for one in getattr(item, _GONE_WITH[type(item).__name__]))
    gone = _GONE | _GONE_OF_TYPE.get(type(item).__name__, frozenset())
    for attribute in _STATES:
        state = getattr(item, attribute, None) or getattr(item, f"_{attribute}", None)
        state = state.get("Code") if isinstance(state, dict) else getattr(state, "name", state)
        if isinstance(state, str) and state.lower() in gone:
            return True
    return False


def _is_of_others(item: Any) -> bool:
    """Return whether it belongs to AWS: a service's own key, or EC2's public images, which outnumber all else."""
    if any(str(alias).startswith("alias/aws/") for alias in getattr(item, "aliases", None) or ()):
        return True
    owner = getattr(item, "owner_id", None)
    return isinstance(owner, str) and owner.isdigit() and owner != environment.ACCOUNT_ID


def _digests(item: Any) -> dict[str, str]:
    return {
        name: digest
        for name, value in sorted(vars(item).items())
        if not any(part in name.lower() for part in _RESTLESS) and (digest := _digest(value)) is not None
    }


def _digest(value: Any) -> str | None:
    """Return a short digest that differs between plain values; None for other values."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()[:12]
    if value is None or isinstance(value, str | int | float | bool | dict | list):
        try:
            return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
        except (TypeError, ValueError):
            return None
    return None
