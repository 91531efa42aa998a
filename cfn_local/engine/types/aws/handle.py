"""A resource being worked on: its known model, its desired properties, and the calls of its declaration."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import jmespath

from cfn_local.engine.types.aws.declaration import Call, Reading
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.matching import from_api, properties_in, tags_to_api, to_api, with_times_as_texts
from cfn_local.engine.types.aws.physical_names import generated_name
from cfn_local.engine.types.aws.type_facts import TypeFacts
from cfn_local.schemas.subschemas import Subschemas

# The names of parameters for tags, for tag keys, and for the ARN of the resource to tag.
_TAGS_OR_KEYS = frozenset(
    {"tags", "taglist", "tagslist", "tagset", "tagstoadd"} | {"tagkeys", "tagkeylist", "keys", "tagstoremove"}
)
_ARN = frozenset({"resourcearn", "resource", "arn"})
_SPECIFICATIONS = "TagSpecifications"


class Handle:
    """A resource with its `model`, which grows during creation. `handle["Name"]` is a property in the model.

    `wanted` are the properties that the template sets, `had` those that it set before (none at creation), `changed` the
    names of those that differ, `tags` all tags, `stack_tags` those of the stack.
    """

    def __init__(
        self,
        facts: TypeFacts,
        api: LocalApi,
        model: Mapping[str, Any],
        *,
        wanted: Mapping[str, Any] | None = None,
        had: Mapping[str, Any] | None = None,
        changed: frozenset[str] = frozenset(),
        tags: Mapping[str, str] | None = None,
        stack_tags: Mapping[str, str] | None = None,
        stack_name: str = "",
        logical_id: str = "",
    ) -> None:
        self.declaration = facts.declaration
        self.schema = facts.schema
        self.api = api
        self.model = dict(model)
        self.wanted = wanted or {}
        self.had = had or {}
        self.changed = changed
        self.tags = tags or {}
        self.stack_tags = stack_tags or {}
        self.names = facts.names
        self._facts = facts
        self._tags_property = facts.tags_property or "Tags"
        # The properties that the current call takes, for the functions among its parameters.
        self.sending: Mapping[str, Any] = {}
        self._stack_name = stack_name
        self._logical_id = logical_id
        # Reads the properties that are not in the model.
        self.unread: Callable[[], Mapping[str, Any]] | None = None

    def __getitem__(self, name: str) -> Any:
        self._complete(name)
        return self.model[name]

    def get(self, name: str, default: Any = None) -> Any:
        self._complete(name)
        return self.model.get(name, default)

    def _complete(self, name: str) -> None:
        """Read the rest of the model if it is not known whether it has the property."""
        if self.unread is not None and name not in self.model:
            rest, self.unread = self.unread(), None
            self.model |= rest

    def __call__(self, action: str, /, **parameters: Any) -> dict[str, Any]:
        """The answer of an action of the type's service; parameters that are None are not sent."""
        return self.api(self.declaration.service, action, **parameters)

    @property
    def stated(self) -> dict[str, Any]:
        """The template's properties, for a resource that no service stores."""
        return {**self.wanted, **self.identifying}

    @property
    def region(self) -> str:
        return self.api.region

    def arn(self, resource: str) -> str:
        """The ARN of a resource of the type's service in this account and Region."""
        return self.api.arn(self.declaration.service, resource)

    def generated_name(self, longest: int = 255, form: str = "{stack}-{id}-{random}") -> str:
        """A name in the form that CloudFormation generates."""
        return generated_name(self._stack_name, self._logical_id, longest, form)

    def take_name(self) -> bool:
        """Take the name in the template, or generate one; return whether it was generated, and so is new."""
        named = self.declaration.named
        if named is None or self.model.get(named.property) not in (None, ""):
            return False
        name = self.generated_name(named.longest, named.form)
        self.model[named.property] = named.change(name, self)
        return True

    def make(self, call: Call) -> dict[str, Any]:
        """Create the resource with all that the template sets, and return the properties in the answer."""
        answer = self._send(call, {**self.wanted, **self.identifiers}, self.tags)
        return self._properties(_at(call, answer), call)

    def change(self, call: Call, defaults: Mapping[str, Any]) -> None:
        """Make a call of an update."""
        sent = {**defaults, **self.wanted}
        if call.carries:
            sent = {name: value for name, value in sent.items() if name in call.carries}
        if call.only_changed:
            sent = {name: value for name, value in sent.items() if name in self.changed}
        self._send(call, {**sent, **self.identifiers})

    def set(self, call: Call, name: str, value: Any) -> None:
        """Make a call that sets one property."""
        self._send(call, {**self.identifying, name: value})

    def address(self, call: Call, tags: Mapping[str, str] | Collection[str] = ()) -> dict[str, Any]:
        """The answer of a call that passes only the resource's identifiers, and these tags."""
        required = self.input_shape(call).required_members
        needed = {name: value for name, value in self.model.items() if self.names.find(name, required)}
        return self._send(call, needed | self.identifying, tags)

    def found(self, call: Call) -> Any:
        """The part of the answer at the call's `at`."""
        return _at(call, self.address(call))

    def read(self, reading: Reading) -> dict[str, Any] | None:
        """The resource's properties in the call's answer; None if the service does not have it."""
        if not isinstance(reading, Call):
            model = reading(self)
            shown: dict[str, Any] | None = None if model is None else with_times_as_texts(model)
            return shown
        found = self.found(reading)
        found = found[0] if isinstance(found, list) and found else found
        return self._properties(found, reading) if found else None

    def all(self, call: Call) -> Iterator[dict[str, Any]]:
        """The models of all resources that the call lists."""
        identifier = next(iter(self._facts.identifiers))
        for item in self.found(call) or ():
            yield self._properties(item, call) if isinstance(item, Mapping) else {identifier: item}

    def input_shape(self, call: Call) -> Any:
        """The model's input shape of the action."""
        return self.api.input_shape(call.service or self.declaration.service, call.action)

    def carried(self, call: Call) -> frozenset[str]:
        """The properties of the schema that the call takes, except identifiers."""
        if call.carries:
            return frozenset(call.carries)
        service = call.service or self.declaration.service
        return self._facts.taken(service, call.action, self.input_shape(call).members)

    @property
    def identifying(self) -> dict[str, Any]:
        """The properties that identify the resource: its primary identifier or, before there is one, its name."""
        known = {name: self.model[name] for name in self._facts.primary if self.model.get(name) is not None}
        return known or self.identifiers

    @property
    def identifiers(self) -> dict[str, Any]:
        """All known identifiers of the resource."""
        return {name: self.model[name] for name in self._facts.identifiers if self.model.get(name) is not None}

    @property
    def identifier(self) -> Any:
        """The first part of the primary identifier, which most APIs accept for the resource."""
        return next(iter(self.identifying.values()))

    @property
    def own_arn(self) -> Any:
        """The ARN of the resource: its property Arn, or the only one whose name ends in Arn."""
        named = ["Arn"] if "Arn" in self.model else [name for name in self._facts.arns if name in self.model]
        return self.model[named[0]] if len(named) == 1 else None

    def _send(
        self, call: Call, known: Mapping[str, Any], tags: Mapping[str, str] | Collection[str] = ()
    ) -> dict[str, Any]:
        self.sending, shape = known, self.input_shape(call)
        parameters = self._matched(known, shape.members) | self._conventional(call, shape, tags)
        parameters |= {name: value(self) if callable(value) else value for name, value in call.params.items()}
        return self.api(call.service or self.declaration.service, call.action, **parameters)

    def _matched(self, known: Mapping[str, Any], members: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for name, value in known.items():
            if name == self._tags_property or value is None:
                continue
            api_name = self.names.find(name, members)
            if api_name is not None:
                found[api_name] = to_api(value, members[api_name], self.names, name)
            elif name in self._facts.identifiers and (plural := self.names.find_plural(name, members)):
                found[plural] = to_api(value, members[plural], self.names, name)
        return found

    def _conventional(self, call: Call, shape: Any, tags: Mapping[str, str] | Collection[str]) -> dict[str, Any]:
        """The parameters common to all services: tags, tag keys, and the ARN of the resource to tag."""
        found: dict[str, Any] = {}
        for name, member in shape.members.items():
            if tags and member.type_name != "string" and (name.lower() in _TAGS_OR_KEYS or name == self._tags_property):
                found[name] = tags_to_api(tags, member)
            elif tags and name == _SPECIFICATIONS:
                pairs = tags_to_api(tags, member.member.members["Tags"])
                found[name] = [{"ResourceType": self._tag_specification(call), "Tags": pairs}]
            elif name in shape.required_members and self._is_arn(name) and self.own_arn is not None:
                found[name] = self.own_arn
        return found

    def _is_arn(self, parameter: str) -> bool:
        return parameter.lower() in _ARN or self.names.find("Arn", [parameter]) is not None

    def _tag_specification(self, call: Call) -> str:
        stated = self.declaration.tag_specification
        return stated or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", call.action.removeprefix("Create")).lower()

    def _properties(self, found: Any, call: Call) -> dict[str, Any]:
        """The properties of the schema in `found`, a part of the call's answer."""
        root = Subschemas.root(self.schema)
        told = properties_in(found, root, self.names) if isinstance(found, Mapping) else {}
        for name, path in call.finds.items():
            value = jmespath.search(path, found)
            if value is not None:
                told[name] = from_api(value, root.member(name), self.names)
        return told


def _at(call: Call, answer: Mapping[str, Any]) -> Any:
    return jmespath.search(call.at, answer) if call.at else answer
