"""The properties of a construct held against the schema of its type, when the app is synthesised."""

import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from typing import Any

import jsii
from constructs import IValidation
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend

from awscommunity_cdk.complaints import complaint
from awscommunity_cdk.rendering import is_token, rendered

Keyword = Callable[[Any, Any, Any, Any], Iterator[ValidationError] | None]


@jsii.implements(IValidation)
class SchemaCheck:
    """What CDK asks, with all other validations, before it writes templates."""

    def __init__(self, given: Any, schema_file: str) -> None:
        self._given = given
        self._schema_file = schema_file

    def validate(self) -> list[str]:
        """One sentence for each value that the schema refuses: the property, what it is, and what to give instead."""
        errors = validator_of(self._schema_file).iter_errors(rendered(self._given))
        return sorted(complaint(self._given, error) for error in errors)


@functools.cache
def validator_of(schema_file: str) -> Any:
    """What judges by `schema_file` of this package, and lets tokens through."""
    schema = json.loads(resources.files(__package__).joinpath("schemas", schema_file).read_text("utf-8"))
    keywords: Mapping[str, Keyword] = {**Draft7Validator.VALIDATORS, "pattern": _pattern, "required": _required}
    extended: Any = extend  # untyped in its stubs
    return extended(Draft7Validator, {name: _but_not_tokens(keyword) for name, keyword in keywords.items()})(schema)


def _but_not_tokens(keyword: Keyword) -> Keyword:
    def judge(validator: Any, limit: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
        if not is_token(value):
            yield from keyword(validator, limit, value, schema) or ()

    return judge


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """As CloudFormation has it: Java's, in which \\d and \\w are ASCII."""
    if isinstance(value, str) and not re.search(pattern, value, re.ASCII):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _required(_validator: Any, names: list[str], value: Any, _schema: Any) -> Iterator[ValidationError]:
    """With the place of what is missing, which the error would not tell otherwise."""
    if isinstance(value, Mapping):
        yield from (ValidationError(f"{name} is missing", path=[name]) for name in names if name not in value)
