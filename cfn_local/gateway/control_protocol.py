"""The messages of the control endpoint of a local AWS, as values. On the wire they are JSON objects.

Conditions (`cfn_local.services.conditions`) and runs of Glue jobs are sent as the documents of that module and of AWS.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local.gateway.faults import Fault
from cfn_local.gateway.journal import JournalEntry

CONTROL = "/_cfn_local"


@dataclass(frozen=True)
class Nothing:
    """A request or a response without members."""


@dataclass(frozen=True)
class Refused:
    """The reason why a request failed."""

    error: str


@dataclass(frozen=True)
class FunctionDefinition:
    """A function for Lambda's Invoke: the dotted `entry_point`, found along `search_path`, run by `interpreter`."""

    name: str
    entry_point: str
    search_path: tuple[str, ...]
    interpreter: str
    timeout_seconds: float
    environment: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AccountCopy:
    """The name of a copy of the whole account, to keep or to return to."""

    name: str


@dataclass(frozen=True)
class AccountFile:
    """The absolute path of a file with the whole account, to write or to read."""

    path: str


@dataclass(frozen=True)
class Label:
    """The purpose of the invocations from now on."""

    label: str


@dataclass(frozen=True)
class ClockAdvance:
    """A request to advance the clock by this many seconds."""

    seconds: float


@dataclass(frozen=True)
class ClockAdvanced:
    """The time of the emulated clock in ISO 8601, and how often scheduled rules fired."""

    now: str
    fired: int


@dataclass(frozen=True)
class FaultsToArm:
    """The faults to arm in place of the current ones."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class FaultsMet:
    """What happened since faults were last armed.

    `calls` has each call once, however often its client retried; `repeats` maps the index of each call that repeats an
    earlier request exactly to the index of that one; `met` is the number of requests that met each fault,
    and `unserved` has the calls that the local AWS lacks, or failed in.
    """

    calls: tuple[str, ...]
    repeats: tuple[tuple[int, int], ...]
    met: tuple[int, ...]
    unserved: tuple[str, ...] = ()


@dataclass(frozen=True)
class TemplateToCheck:
    """A template to check before anything is created.

    `guard_rules` are Guard rules to evaluate besides the hooks: the texts of files by their paths.
    """

    template_body: str
    parameters: Mapping[str, Any]
    stack_name: str
    region: str
    guard_rules: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TemplateObstacle:
    """What stands in the way of a template: an `Obstacle` of the engine, its kind as text."""

    kind: str
    name: str
    logical_ids: tuple[str, ...]
    remedy: str
    can_be_stood_in_for: bool


@dataclass(frozen=True)
class CheckedTemplate:
    """All that stands in the way, and the verdicts of hooks on each resource, as in `ResourceJudgement`.

    `assumed` are the parameters for which a value was made up, `unknown` those given that the template does not have.
    """

    obstacles: tuple[TemplateObstacle, ...]
    resources: tuple[Mapping[str, Any], ...]
    assumed: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One resource of the account. `attributes` maps the names of its plain attributes to digests of their values.

    `is_default` if every account has it, such as the default VPC of a Region.
    """

    service: str
    type: str
    id: str
    region: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    is_default: bool = False


@dataclass(frozen=True)
class Items:
    """All current resources."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class LogRequest:
    """The name of a private type."""

    type: str


@dataclass(frozen=True)
class Logs:
    """The log of handlers, oldest first: Time, TypeVersion (its ARN), Action, Text."""

    logs: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Mail:
    """The messages that SES accepted, oldest first. See `cfn_local.gateway.sent_mail`."""

    mail: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class StandIn:
    """A resource that was stood in for, wholly or for the properties that `mark` names."""

    type: str
    stack_name: str
    logical_id: str
    region: str
    mark: str


@dataclass(frozen=True)
class StandIns:
    """All that was stood in for since the start or the last reset."""

    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class Invocation:
    """One invocation of a function, its purpose (`label`), and the AWS calls made meanwhile."""

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
    unjudged: tuple[str, ...] = ()
