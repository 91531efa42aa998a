"""Validation of JSON documents as written: configurations of types, and inputs of the contract suite.

CloudFormation's own validator does not check them, so nothing is cast ("3" is not an integer), and the messages are
jsonschema's, which quote the value and what is allowed. Patterns are Java's here, too.
"""

from dataclasses import dataclass
from typing import Any

from jsonschema import Draft7Validator, FormatChecker, validators
from jsonschema.exceptions import SchemaError, ValidationError, best_match
from referencing import Registry
from referencing.exceptions import Unresolvable

from cfn_local.schemas import patterns
from cfn_local.schemas.keywords import Errors, Node, pattern_properties

_LIBRARY = Draft7Validator.VALIDATORS
_NO_OTHER_DOCUMENTS: Registry[Any] = Registry()
_FORMATS = FormatChecker(formats=())
_FORMATS.checks("regex")(lambda pattern: not isinstance(pattern, str) or patterns.finder(pattern) is not None)


class UnresolvedReferenceError(Exception):
    """The schema refers to another document. Other documents are never fetched."""


@dataclass(frozen=True)
class Misfit:
    """One place where a document does not conform to its schema."""

    keyword: str
    path: tuple[str | int, ...]
    message: str


def misfits(document: Any, schema: Node) -> list[Misfit]:
    """Return all violations in the library's order. Raise UnresolvedReferenceError for references elsewhere."""
    return [
        Misfit(str(error.validator), tuple(error.absolute_path), error.message) for error in _errors(document, schema)
    ]


def problem(document: Any, schema: Node) -> str | None:
    """Return the JSON path and message of the most relevant error; None if the document is valid."""
    try:
        error = best_match(_errors(document, schema))
    except UnresolvedReferenceError as unresolved:
        return f"$: the schema itself refers to what is not in it: {unresolved}"
    return None if error is None else f"{error.json_path}: {_told(error)}"


def schema_problem(schema: Node) -> str | None:
    """Return why `schema` is not a JSON schema, with its JSON path; None if it is."""
    try:
        Draft7Validator.check_schema(schema, format_checker=_FORMATS)
    except SchemaError as error:
        return f"{error.json_path}: {error.message}"
    return None


def _errors(document: Any, schema: Node) -> list[ValidationError]:
    try:
        return list(_VALIDATOR(schema, registry=_NO_OTHER_DOCUMENTS).iter_errors(document))
    except Unresolvable as error:
        raise UnresolvedReferenceError(str(error)) from error


def _told(error: ValidationError) -> str:
    """Name the alternatives, which the library does not do if none is closer than another."""
    if not error.context:
        return error.message
    return "one of these must be mended: " + "; ".join(dict.fromkeys(other.message for other in error.context))


def _pattern(_validator: Any, pattern: str, instance: Any, _node: Node) -> Errors:
    if isinstance(instance, str) and not patterns.matches(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _additional_properties(validator: Any, rest: Any, instance: Any, node: Node) -> Errors:
    if isinstance(instance, dict):
        matched = node.get("patternProperties", {})
        others = {name: instance[name] for name in instance if not any(patterns.matches(one, name) for one in matched)}
        named = {"properties": node.get("properties", {})}
        yield from _LIBRARY["additionalProperties"](validator, rest, others, named)


_extend: Any = validators.extend  # not typed in the stubs
_VALIDATOR = _extend(
    Draft7Validator,
    {"pattern": _pattern, "patternProperties": pattern_properties, "additionalProperties": _additional_properties},
)
