"""A part of a tracker as a value: its aspects, and the calls that read, create, change, tag and remove it.

Each module of `aws` exports one. Plans, looks, removal, tagging and deviations iterate over all of them, so that a new
part is one module, and its documents in `deployment`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from typing import Any

from .deployment import Deployment
from .names import Names


class Stage(IntEnum):
    """When an aspect is created: it depends on those of earlier stages."""

    TABLE = auto()
    PARTS = auto()
    DETAILS = auto()
    FUNCTION = auto()
    CODE = auto()
    CONNECTIONS = auto()  # DynamoDB accepts no time to live while it creates the table
    PROTECTION = auto()


class Way(Enum):
    """What an aspect is needed for, and so what its deviation breaks."""

    ALERTS = auto()
    REPORTS = auto()


BOTH_WAYS = frozenset(Way)


@dataclass(frozen=True)
class Clients:
    """The boto3 clients of one invocation, made before any thread starts, since sessions are not thread-safe."""

    cloudwatch: Any
    dynamodb: Any
    events: Any
    iam: Any
    function: Any
    logs: Any
    sns: Any
    sqs: Any


@dataclass(frozen=True)
class Site:
    """A tracker's place in AWS, what is wanted there, and the token of the request on what it makes."""

    clients: Clients
    names: Names
    wanted: Deployment = field(default_factory=Deployment)
    token: str = ""

    @property
    def queue_url(self) -> str:
        """The URL of the queue, whether or not there is one."""
        return f"{self.clients.sqs.meta.endpoint_url}/{self.names.account}/{self.names.common}"


Act = Callable[[Site], Any]
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Aspect:
    """One member of the deployment that can be created, changed or removed by itself."""

    name: str
    stage: Stage
    make: Act
    change: Act | None = None  # None: it is created with what never changes
    remove: Act | None = None
    leaves: int = 0  # the round of a removal in which it goes; 0 if it goes with another
    called: str = ""  # in a deviation, with the name below
    name_of: Callable[[Names], str] = lambda names: names.common
    ways: frozenset[Way] = frozenset()


@dataclass(frozen=True)
class Part:
    """A tagged AWS resource. `looks` are calls, and `shown` derives its aspects from the responses."""

    name: str
    aspects: tuple[Aspect, ...]
    looks: Mapping[str, Act]
    shown: Callable[[Answers, Names], dict[str, Any]]
    tags: Act
    tag: Callable[[Site, Mapping[str, str]], None]
    untag: Callable[[Site, tuple[str, ...]], None]
