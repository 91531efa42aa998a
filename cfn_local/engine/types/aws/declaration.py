'''The form in which a resource type of AWS is declared: one value, in one file, with its proofs beside it.

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

The file has the name of the type: the service in lower case, then the resource in snake case
(`AWS::EC2::VPCGatewayAttachment` is `ec2_vpc_gateway_attachment.py`), and needs no entry anywhere else.

What the provider schema says is not written again: required properties, those that need a replacement, attributes
(read-only properties), the primary identifier (which is the physical ID unless `ref` names something else), the
property that holds the tags, and whether CloudFormation adds its own tags.

**Properties and parameters match by name**, at every depth and whatever the case: `KmsKeyArn` is `KMSKeyArn`, and
`Name`, `Id` and `Arn` are also `StreamName`, `StreamId` and `StreamARN` of a Stream. `names` holds what differs. A
list parameter takes the plural of an identifier (`VpcIds`), a structure with a single member takes the bare value, and
tags take the shape that the parameter has. A policy is an object in a template and text in an API.

**What a declaration honours is what its proofs state**: every property, and every property inside of it, that some
proof states. All others are refused by name. So nothing is honoured without a proof. `documents` are honoured whole.

Logic is a function where AWS itself has logic: in place of a `Call`, of a parameter's value or of a `Setting`.
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

    `at` is the JMESPath of what the answer tells of the resource (of a list: of the resources, or their names);
    `finds` are JMESPaths in there, of properties that have another name or place. `params` are parameters beyond those
    that match by name: values, or functions of the Handle; None leaves a parameter out.

    A call among the updates is made when a property that it takes has changed. It takes all that the template states,
    or only what has changed (`only_changed`). `carries` names what it takes, where names cannot tell. What the template
    no longer states is set to its value in `defaults`; a call that `replaces` everything needs none.
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
    """One property, or one group of them, with calls of its own: to set it, and to remove it again.

    Where there is no call to remove it, the one that sets it gets the value in `defaults`.
    """

    put: Call
    remove: Call | None = None


@dataclass(frozen=True)
class Logic:
    """What an update does about the properties in `carries` where a call does not tell it."""

    carries: tuple[str, ...]
    do: Callable[[Handle], object]


@dataclass(frozen=True)
class Tagging:
    """How a resource that exists is tagged. Keys and tags take the shape of the parameter; `read` gives all tags.

    A required parameter such as ResourceArn or Resource is the ARN, unless it is stated. `replace` sets all tags.
    """

    tag: Call | None = None
    untag: Call | None = None
    read: Call | None = None
    replace: Callable[[Handle], object] | None = None
    # The call that makes the resource takes no tags, or moto forgets them.
    is_afterwards: bool = False


@dataclass(frozen=True)
class Name:
    """The property with the resource's name, and the name that CloudFormation generates where it is not stated."""

    property: str
    longest: int = 255
    form: str = "{stack}-{id}-{random}"
    change: Callable[[str, Handle], str] = lambda name, _: name


@dataclass(frozen=True)
class Proof:
    """Properties that a template may state, and what a client of the service then finds.

    The client makes the call `read`, an operation and its parameters, else `Declaration.client`, else the calls of
    `Declaration.read`. `found` is a JMESPath in the answer, or a function of it; without it the property is looked for
    by its name. `expected` is what is stated, unless it says otherwise. `given` is stated besides;
    None takes something away. `left` is found once an update has removed the properties again. Texts may name what the
    test provides in braces: {vpc}, {rolearn}, {region}, {Ref}, {Arn}.
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
    # What makes the resource. A function gives the model that is then known: at least the primary identifier.
    create: Call | Callable[[Handle], Model]
    # Gives the model. The first one decides whether the resource exists; an error of a later one means: not set.
    read: tuple[Reading, ...]
    # None: there is nothing to delete.
    delete: Call | Callable[[Handle], object] | None
    # Gives models with the primary identifier, or the identifiers as text. None: this type cannot be listed.
    list: Call | Callable[[Handle], list[Any]] | None = None
    update: tuple[Call | Logic, ...] = ()
    # In the order in which they are made, after the resource and after `update`.
    settings: Mapping[str, Changing] = field(default_factory=dict)
    tags: Tagging | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    named: Name | None = None
    ref: str | Callable[[Handle], str] = ""
    # The service would take a second one of the same name: the first reading, or this call, finds the first.
    looks_first: bool | Call = False
    defaults: Mapping[str, Any] = field(default_factory=dict)
    # What AWS shows of a property, or inside of it, where the service here tells nothing: values, or functions of the
    # Handle. Of a list, what each item shows.
    shown: Mapping[str, Parameter] = field(default_factory=dict)
    # The same, but only inside of what is told.
    shown_inside: Mapping[str, Parameter] = field(default_factory=dict)
    # What AWS does not show as long as it is empty, unless the template states it.
    hidden_if_empty: tuple[str, ...] = ()
    # The ResourceType in TagSpecifications, where it does not follow from the action that creates it.
    tag_specification: str = ""
    # Not while another operation runs. Only what waits for another operation must not be.
    is_atomic: bool = True
    documents: tuple[str, ...] = ()
    # Of these, only the values that a proof states are honoured.
    restricted: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    # What all proofs state besides.
    given: Mapping[str, Any] = field(default_factory=dict)
    # The client's call of the proofs that do not name their own, and the place in its answer where they look.
    client: tuple[str, Mapping[str, Any], str] | None = None
    # Properties that no client can read; tests of their own show what they do.
    unread: Mapping[str, Any] = field(default_factory=dict)
