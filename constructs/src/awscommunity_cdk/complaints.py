"""What is wrong with a value, in a sentence that names the property as the app does and says what to give instead."""

from collections.abc import Callable
from typing import Any

from jsonschema import ValidationError

from awscommunity_cdk.rendering import place


def complaint(given: Any, error: ValidationError) -> str:
    """The sentence for what a schema refuses in `given`, which is a construct."""
    limit: Any = error.validator_value
    name = place(given, error.absolute_path)
    if error.validator in _CHOICES and all(map(_asks_for_one, limit)):
        names = " or ".join(place(given, [*error.absolute_path, *branch["required"]]) for branch in limit)
        return f"Give {_CHOICES[error.validator]} of {names}."
    if error.validator == "pattern":
        return f"{name} is {error.instance!r}; give text that matches {limit}.{_description(error)}"
    words = _WORDS.get(str(error.validator))
    return f"{name} {words(error.instance, limit)}." if words else f"{name or 'All'}: {error.message}."


_CHOICES = {"oneOf": "exactly one", "anyOf": "at least one"}
_TYPES = {
    "string": "a string",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "True or False",
    "array": "a list",
    "object": "an object",
}
_WORDS: dict[str, Callable[[Any, Any], str]] = {
    "required": lambda _value, _: "is missing; give it",
    "enum": lambda value, allowed: f"is {value!r}; give one of {', '.join(map(repr, allowed))}",
    "type": lambda value, allowed: f"is {value!r}; give {_TYPES.get(str(allowed), allowed)}",
    "minimum": lambda value, least: f"is {value}; give {least} or more",
    "maximum": lambda value, most: f"is {value}; give {most} or less",
    "exclusiveMinimum": lambda value, bound: f"is {value}; give more than {bound}",
    "exclusiveMaximum": lambda value, bound: f"is {value}; give less than {bound}",
    "minLength": lambda value, least: f"has {_counted(value, 'character')}; give at least {least}",
    "maxLength": lambda value, most: f"has {_counted(value, 'character')}; give at most {most}",
    "minItems": lambda value, least: f"has {_counted(value, 'item')}; give at least {least}",
    "maxItems": lambda value, most: f"has {_counted(value, 'item')}; give at most {most}",
    "uniqueItems": lambda _value, _: "has an item twice; give each once",
}


def _asks_for_one(branch: Any) -> bool:
    return list(branch) == ["required"] and len(branch["required"]) == 1


def _description(error: ValidationError) -> str:
    description = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    return f" {description}" if description else ""


def _counted(value: Any, noun: str) -> str:
    return f"{len(value)} {noun}{'' if len(value) == 1 else 's'}"
