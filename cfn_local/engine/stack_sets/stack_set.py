"""A stack set, its instances and its operations; they are kept with the account that administers them."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition, Lock, RLock
from typing import Any

from moto.cloudformation.models import cloudformation_backends

from cfn_local import partitions
from cfn_local.services import clock

SELF_MANAGED, SERVICE_MANAGED = "SELF_MANAGED", "SERVICE_MANAGED"
Place = tuple[str, str]


@dataclass
class Instance:
    """A stack of the set, or the attempt at one. `unit_id` is that of the account in a service-managed set."""

    account_id: str
    region: str
    unit_id: str = ""
    overrides: dict[str, str] = field(default_factory=dict)
    stack_id: str = ""
    status: str = "OUTDATED"
    detailed_status: str = "PENDING"
    reason: str = ""
    drift_status: str = "NOT_CHECKED"
    drift_checked: datetime | None = None
    last_operation_id: str = ""


@dataclass
class Result:
    """What an operation did in an account and Region."""

    account_id: str
    region: str
    unit_id: str
    status: str = "PENDING"
    reason: str = ""


@dataclass
class SetOperation:
    """One operation. `preferences` and `targets` are as in the request."""

    operation_id: str
    action: str
    preferences: Mapping[str, Any]
    targets: Mapping[str, Any] | None = None
    retains_stacks: bool | None = None
    status: str = "QUEUED"
    created: datetime = field(default_factory=clock.now)
    ended: datetime | None = None
    results: list[Result] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.ended is not None

    @property
    def failures(self) -> int:
        return sum(one.status == "FAILED" for one in self.results)

    def end(self, status: str) -> None:
        self.ended, self.status = clock.now(), status


@dataclass
class StackSet:
    """A set as its administrator defined it. Operations on it run one after the other."""

    name: str
    account_id: str
    region: str
    body: str
    settings: Mapping[str, Any]
    unique_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "ACTIVE"
    instances: dict[Place, Instance] = field(default_factory=dict)
    operations: list[SetOperation] = field(default_factory=list)
    # The deployment targets by unit, for accounts that join it: Regions and overrides.
    units: dict[str, tuple[list[str], dict[str, str]]] = field(default_factory=dict)
    turn: Condition = field(default_factory=Condition)

    @property
    def set_id(self) -> str:
        return f"{self.name}:{self.unique_id}"

    @property
    def arn(self) -> str:
        return partitions.arn("cloudformation", self.region, self.account_id, f"stackset/{self.set_id}")

    @property
    def is_service_managed(self) -> bool:
        return self.settings.get("PermissionModel") == SERVICE_MANAGED

    @property
    def parameters(self) -> dict[str, str]:
        given = self.settings.get("Parameters") or ()
        return {one["ParameterKey"]: str(one["ParameterValue"]) for one in given if "ParameterValue" in one}

    def running(self) -> SetOperation | None:
        return next((one for one in self.operations if not one.is_over), None)


@dataclass
class StackSets:
    """The sets of an account and Region."""

    sets: list[StackSet] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)

    def find(self, name_or_id: str) -> StackSet | None:
        for one in self.sets:
            if name_or_id == one.set_id or (name_or_id == one.name and one.status == "ACTIVE"):
                return one
        return None


_making = Lock()


def stack_sets(account_id: str, region: str) -> StackSets:
    """The sets that an account administers from a Region, on moto's backend, so that resets clear them."""
    backend = cloudformation_backends[account_id][region]
    with _making:
        kept: StackSets = backend.__dict__.setdefault("stack_sets", StackSets())
    return kept


def every_set() -> Iterator[StackSet]:
    """Every active set of any account."""
    for _, _, backend in list(cloudformation_backends.iter_backends()):
        kept = backend.__dict__.get("stack_sets")
        yield from [one for one in kept.sets if one.status == "ACTIVE"] if kept else ()
