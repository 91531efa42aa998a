"""What a local AWS is asked and answers at its control endpoint, as values. On the wire they are JSON objects.

Conditions (`cfn_local.services.conditions`) and runs of Glue jobs come as the documents of AWS and of that module.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local.gateway.faults import Fault
from cfn_local.gateway.journal import JournalEntry

CONTROL = "/_cfn_local"


@dataclass(frozen=True)
class Nothing:
    """A request or an answer without members."""


@dataclass(frozen=True)
class Refused:
    """Why a request was not carried out."""

    error: str


@dataclass(frozen=True)
class FunctionDefinition:
    """A function for Lambda's Invoke: the dotted `entry_point`, found along `search_path`, under `interpreter`."""

    name: str
    entry_point: str
    search_path: tuple[str, ...]
    interpreter: str
    timeout_seconds: float
    environment: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Label:
    """What the invocations from now on are for."""

    label: str


@dataclass(frozen=True)
class ClockAdvance:
    """So much time is to pass."""

    seconds: float


@dataclass(frozen=True)
class ClockAdvanced:
    """The time of the emulated clock, in ISO 8601, and how often scheduled rules fired."""

    now: str
    fired: int


@dataclass(frozen=True)
class FaultsToArm:
    """These faults, or none, are to be armed in place of those before."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class FaultsMet:
    """What has come since the last faults were armed.

    `calls`, each once however often its client tried; `repeats`, the index of each that asks for exactly what an
    earlier one did, with the index of that; `met`, for each fault the number of its requests.
    """

    calls: tuple[str, ...]
    repeats: tuple[tuple[int, int], ...]
    met: tuple[int, ...]


@dataclass(frozen=True)
class TemplateToCheck:
    """A template that the hooks are to judge before anything is created."""

    template_body: str
    parameters: Mapping[str, Any]
    stack_name: str
    region: str


@dataclass(frozen=True)
class CheckedTemplate:
    """What hooks say of each resource: `cfn_local.engine.template_check` tells the members."""

    resources: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Item:
    """One resource of the account. `attributes` maps the names of its plain attributes to digests of their values."""

    service: str
    type: str
    id: str
    region: str
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Items:
    """Every resource that is there."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class LogRequest:
    """The name of a private type."""

    type: str


@dataclass(frozen=True)
class Logs:
    """What handlers have logged, oldest first: Time, TypeVersion (its ARN), Action, Text."""

    logs: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Mail:
    """What SES has taken to send, oldest first. See `cfn_local.gateway.sent_mail`."""

    mail: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Invocation:
    """One invocation of a function, for what `label` says, with the AWS calls that came meanwhile."""

    label: str
    function: str
    event: Any
    payload: Any
    function_error: str | None
    log: str
    calls: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """What has happened since the start or the last reset."""

    calls: tuple[JournalEntry, ...]
    unsupported: tuple[str, ...]
    unreachable: tuple[str, ...]
    invocations: tuple[Invocation, ...]
