"""A schema made into functions once, which then judge any number of values.

What is judged, in which order and in which words follows the Java validator that CloudFormation uses (everit-org's,
behind aws-cloudformation/cloudformation-resource-schema, which takes the values out of the messages).
"""

from collections.abc import Callable, Iterable
from typing import Any

from cfn_local.schemas import primitives
from cfn_local.schemas.check import Check, failed
from cfn_local.schemas.likeness import canonical
from cfn_local.schemas.lists import of_lists
from cfn_local.schemas.objects import of_objects
from cfn_local.schemas.places import NOWHERE, referred
from cfn_local.schemas.scalars import of_numbers, of_strings
from cfn_local.schemas.types import TYPES
from cfn_local.schemas.unknowns import Unknown, has_unknown

_ANNOTATIONS = frozenset({"$ref", "description", "title", "$comment", "examples", "default", "insertionOrder"})


def of_models(schema: dict[str, Any], node: dict[str, Any], unknown: Unknown) -> Callable[[Any], list[str]]:
    """The check of whole models, which `node` describes, with the definitions of `schema`."""
    check = Checks(schema, unknown).of({**node, "type": "object"})

    def judge(model: Any) -> list[str]:
        try:
            return check(model, "#")
        except RecursionError:
            return ["#: the definitions of the schema refer to each other without end"]

    return judge


class Checks:
    """The checks of one schema. Values of which `unknown` is true satisfy everything."""

    def __init__(self, schema: dict[str, Any], unknown: Unknown) -> None:
        self._schema = schema
        self._unknown = unknown
        self._referred: dict[str, Check] = {}

    def of(self, node: Any) -> Check:
        """The check of a node of the schema, which may be a boolean."""
        if not isinstance(node, dict):
            return (lambda _value, at: [failed(at, "false")]) if node is False else _nothing
        judge = self._judge(node)
        return lambda value, at: [] if self._unknown(value) else judge(value, at)

    def _judge(self, node: dict[str, Any]) -> Check:
        groups = [*self._combinations(node), *self._values(node), *self._types(node)]
        own = groups[0] if len(groups) == 1 else _all_of(groups)
        if "$ref" not in node:
            return own
        target = self._reference(node["$ref"])
        return target if node.keys() <= _ANNOTATIONS else lambda value, at: [*target(value, at), *own(value, at)]

    def _reference(self, pointer: str) -> Check:
        """The check of what is referred to, made when it is first needed: definitions may refer to themselves."""

        def judge(value: Any, at: str) -> list[str]:
            if pointer not in self._referred:
                node = referred(self._schema, pointer)
                if node is None:
                    return [f"{at}: the schema refers to {pointer}, which it does not have"]
                self._referred[pointer] = self.of(node)
            return self._referred[pointer](value, at)

        return judge

    def _combinations(self, node: dict[str, Any]) -> Iterable[Check]:
        for keyword, combine in (("allOf", _all_of), ("anyOf", _any_of), ("oneOf", self._one_of)):
            if keyword in node:
                yield combine([self.of(inner) for inner in node[keyword]])
        if "not" in node:
            yield self._not(self.of(node["not"]))

    def _not(self, check: Check) -> Check:
        return lambda value, at: [] if check(value, at) or self._has_unknown(value) else [failed(at, "not")]

    def _one_of(self, checks: list[Check]) -> Check:
        def judge(value: Any, at: str) -> list[str]:
            failures = _failures(checks, value, at)
            matched = len(checks) - len(failures)
            if matched == 1 or (matched > 1 and self._has_unknown(value)):
                return []
            return [f"{at}: #: {matched} subschemas matched instead of one", *_flat(failures)]

        return judge

    def _values(self, node: dict[str, Any]) -> Iterable[Check]:
        for keyword in ("enum", "const"):
            if keyword in node:
                yield self._one_among(node[keyword] if keyword == "enum" else [node[keyword]], keyword)

    def _one_among(self, values: list[Any], keyword: str) -> Check:
        allowed = [canonical(value, NOWHERE) for value in values]

        def judge(value: Any, at: str) -> list[str]:
            is_allowed = canonical(value, NOWHERE) in allowed or self._has_unknown(value)
            return [] if is_allowed else [failed(at, keyword)]

        return judge

    def _types(self, node: dict[str, Any]) -> Iterable[Check]:
        named = node.get("type", [])
        alternatives = [self._of_type(node, name) for name in ([named] if isinstance(named, str) else named)]
        if alternatives:
            yield alternatives[0] if len(alternatives) == 1 else _any_of(alternatives)
            return
        for name, kind in TYPES.items():
            if kind.keywords & node.keys():
                yield self._when_of_type(node, name)

    def _of_type(self, node: dict[str, Any], name: str) -> Check:
        """The check that a value is, or reads as, of a type, and then of what else the node says of that type."""
        kind, rules = TYPES[name], self._rules(node, name)

        def judge(value: Any, at: str) -> list[str]:
            read = kind.read(value)
            if read is None:
                return [f"{at}: expected type: {kind.title}, found: {primitives.type_name(value)}"]
            return [problem for rule in rules for problem in rule(read, at)]

        return judge

    def _when_of_type(self, node: dict[str, Any], name: str) -> Check:
        """Without a type of its own, a node's keywords concern the values of their own type alone."""
        judge = self._of_type(node, name)
        return lambda value, at: judge(value, at) if isinstance(value, TYPES[name].own) else []

    def _rules(self, node: dict[str, Any], name: str) -> list[Check]:
        if name == "string":
            return list(of_strings(node))
        if name in ("integer", "number"):
            return list(of_numbers(node))
        if name == "array":
            return of_lists(node, self.of, self._unknown)
        return of_objects(node, self.of) if name == "object" else []

    def _has_unknown(self, value: Any) -> bool:
        return has_unknown(value, self._unknown)


def _nothing(_value: Any, _at: str) -> list[str]:
    return []


def _all_of(checks: list[Check]) -> Check:
    def judge(value: Any, at: str) -> list[str]:
        failures = _failures(checks, value, at)
        matched = len(checks) - len(failures)
        summary = f"{at}: #: only {matched} subschema matches out of {len(checks)}"
        return [summary, *_flat(failures)] if failures else []

    return judge if checks else _nothing


def _any_of(checks: list[Check]) -> Check:
    def judge(value: Any, at: str) -> list[str]:
        failures = _failures(checks, value, at)
        summary = f"{at}: #: no subschema matched out of the total {len(checks)} subschemas"
        return [summary, *_flat(failures)] if len(failures) == len(checks) else []

    return judge


def _failures(checks: list[Check], value: Any, at: str) -> list[list[str]]:
    return [problems for check in checks if (problems := check(value, at))]


def _flat(failures: list[list[str]]) -> list[str]:
    return [problem for problems in failures for problem in problems]
