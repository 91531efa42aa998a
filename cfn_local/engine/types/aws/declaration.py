'''The declaration of a resource type of AWS: one value in one file, with its proofs.

    """AWS::Kinesis::Stream."""

    TYPE = Declaration(
        "AWS::Kinesis::Stream",
        "kinesis",
        create=Call("CreateStream"),
        read=(Call("DescribeStreamSummary", "StreamDescriptionSummary"),),
        delete=Call("DeleteStream"),
        list=Call("ListStreams", "StreamNames"),
        proofs=(Proof({"Name": "orders"}), Proof({"ShardCount": 2}, "StreamDescriptionSummary.OpenShardCount")),
    )

The file is named after the type: the service in lower case, then the resource in snake case
(`AWS::EC2::VPCGatewayAttachment` is `ec2_vpc_gateway_attachment.py`), and needs no entry anywhere else.

The provider schema is not repeated: required properties, those that need a replacement, attributes
(read-only properties), the primary identifier (which is the physical ID unless `ref` names something else), the
property that holds the tags, and whether CloudFormation adds its own tags.

**Properties and parameters match by name**, at every depth and whatever the case: `KmsKeyArn` is `KMSKeyArn`, and
`Name`, `Id` and `Arn` are also `StreamName`, `StreamId` and `StreamARN` of a Stream. `names` holds what differs. A
list parameter takes the plural of an identifier (`VpcIds`), a structure with a single member takes the bare value, and
tags take the shape that the parameter has. A policy is an object in a template and text in an API.

**A declaration honours what its proofs set**: every property, at every depth, that some proof sets. All others are
refused by name, so nothing is honoured without a proof. `documents` are honoured whole.

Where AWS itself has logic, a function replaces a `Call`, a parameter's value or a `Setting`.
'''

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from cfn_local.engine.types.aws.handle import Handle

SAME: Final[Any] = object()
BEFORE: Final[Any] = object()
TAGS: Final = [{"Key": "team", "Value": "core"}]


@dataclass(frozen=True)
class Call:
    """One action of the type's service.

    `at` is the JMESPath of the resource in the answer (in a list: of the resources, or their names); `finds` are
    JMESPaths below it, of properties that have another name or place. `params` are parameters beyond those that match
    by name: values, or functions of the Handle; None leaves a parameter out.

    A call among the updates is made when a property that it takes has changed. It takes all that the template sets, or
    only what has changed (`only_changed`). `carries` names the properties it takes, where matching by name cannot tell.
    What the template no longer sets gets its value in `defaults`; a call that `replaces` everything needs none.
    """

    action: str
    at: str = ""
    params: Mapping[str, Parameter] = field(default_factory=dict)
    finds: Mapping[str, str] = field(default_factory=dict)
    carries: tuple[str, ...] = ()
    replaces: bool = False
    only_changed: bool = False
    service: str = ""


@dataclass(frozen=True)
class Setting:
    """One property, or a group of them, with its own calls to set and to remove it.

    Without a call to remove it, the call that sets it gets the value in `defaults`.
    """

    put: Call
    remove: Call | None = None


@dataclass(frozen=True)
class Logic:
    """The update of the properties in `carries`, as a function where a call cannot express it."""

    carries: tuple[str, ...]
    do: Callable[[Handle], object]


@dataclass(frozen=True)
class Tagging:
    """The calls that tag an existing resource. Keys and tags take the shape of the parameter; `read` returns all tags.

    A required parameter such as ResourceArn or Resource is the ARN, unless given. `replace` sets all tags.
    """

    tag: Call | None = None
    untag: Call | None = None
    read: Call | None = None
    replace: Callable[[Handle], object] | None = None
    # The call that creates the resource takes no tags, or moto forgets them.
    is_afterwards: bool = False


@dataclass(frozen=True)
class Name:
    """The property with the resource's name, and the name that CloudFormation generates if it is not set."""

    property: str
    longest: int = 255
    form: str = "{stack}-{id}-{random}"
    change: Callable[[str, Handle], str] = lambda name, _: name


@dataclass(frozen=True)
class Proof:
    """Properties that a template may set, and what a client of the service then finds.

    The client makes the call `read`, an operation and its parameters, else `Declaration.client`, else the calls of
    `Declaration.read`. `found` is a JMESPath in the answer, or a function of it; without it the property is looked for
    by its name. `expected` defaults to what is set. `given` is set in addition; None takes something away. `left` is
    found once an update has removed the properties again. Texts may name in braces what the test provides: {vpc},
    {rolearn}, {region}, {Ref}, {Arn}.
    """

    stated: Mapping[str, Any]
    found: str | Callable[[Any], Any] | None = None
    expected: Any = SAME
    given: Mapping[str, Any] = field(default_factory=dict)
    read: tuple[str, Mapping[str, Any]] | None = None
    left: Any = BEFORE


Parameter: TypeAlias = Any  # or Callable[[Handle], Any]
Model: TypeAlias = Mapping[str, Any]
Reading: TypeAlias = "Call | Callable[[Handle], Model | None]"
Changing: TypeAlias = "Setting | Callable[[Handle, Any], object]"


@dataclass(frozen=True)
class Declaration:
    """A resource type of AWS."""

    name: str
    service: str
    # Creates the resource. A function returns the model known then, with at least the primary identifier.
    create: Call | Callable[[Handle], Model]
    # Return the model. The first one decides whether the resource exists; an error of a later one means: not set.
    read: tuple[Reading, ...]
    # None: there is nothing to delete.
    delete: Call | Callable[[Handle], object] | None
    # Takes a snapshot with this name, for the policy Snapshot. None: there are no snapshots of the type.
    snapshot: Callable[[Handle, str], object] | None = None
    # Returns models with the primary identifier, or the identifiers as text. None: this type cannot be listed.
    list: Call | Callable[[Handle], list[Any]] | None = None
    update: tuple[Call | Logic, ...] = ()
    # In the order of the calls, after the creation of the resource and after `update`.
    settings: Mapping[str, Changing] = field(default_factory=dict)
    tags: Tagging | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    named: Name | None = None
    ref: str | Callable[[Handle], str] = ""
    # The service would accept a second one with the same name: the first read, or this call, finds the first.
    looks_first: bool | Call = False
    defaults: Mapping[str, Any] = field(default_factory=dict)
    # Values that AWS shows in or below a property where the service here returns none, or functions of the Handle.
    # For a list, the values in each item.
    shown: Mapping[str, Parameter] = field(default_factory=dict)
    # The same, but only below what the service returns.
    shown_inside: Mapping[str, Parameter] = field(default_factory=dict)
    # Properties that AWS does not show while they are empty, unless the template sets them.
    hidden_if_empty: tuple[str, ...] = ()
    # The ResourceType in TagSpecifications, where it does not follow from the action that creates it.
    tag_specification: str = ""
    # Not concurrent with another operation. One that waits for another operation must not be atomic.
    is_atomic: bool = True
    documents: tuple[str, ...] = ()
    # Of these properties, only the values in proofs are honoured.
    restricted: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    # Properties that all proofs set in addition.
    given: Mapping[str, Any] = field(default_factory=dict)
    # The client's call for proofs that do not name their own, and the place in its answer where they look.
    client: tuple[str, Mapping[str, Any], str] | None = None
    # Properties that no client can read; tests of their own show their effect.
    unread: Mapping[str, Any] = field(default_factory=dict)
