"""Fn::ForEach of AWS::LanguageExtensions: repeat a part of the template for every element of a collection.

Source: "Fn::ForEach" in the template reference, and where the identifier is replaced, as measured on AWS: in the keys
of the loop's fragment, in the text of Fn::Sub, and by Ref. It stays as written in other texts and in keys further down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.functions import VARIABLE
from cfn_local.engine.template.transforms.application import Application
from cfn_local.engine.template.transforms.known_values import KnownValues
from cfn_local.engine.template.values import text_of

FUNCTION = "Fn::ForEach"
SECTIONS = ("Conditions", "Resources", "Outputs")
# Far beyond the quotas of a template: nested loops must not run for hours before those apply.
MAX_REPETITIONS = 10_000
_PLACEHOLDER = re.compile(r"([$&])\{([A-Za-z0-9]+)\}")
_SPECIAL_CHARACTERS = re.compile(r"[^A-Za-z0-9]")
_LOOP_NAME = re.compile(rf"{FUNCTION}::([A-Za-z0-9]+)")

# From the identifiers of the loops around a value to their current elements.
Elements = Mapping[str, str]


class Loops:
    """Expands the loops of one template."""

    def __init__(self, application: Application, known: KnownValues) -> None:
        self._application = application
        self._known = known
        self._names: set[str] = set()
        self._repetitions = 0

    def section(self, name: str, members: Any) -> Any:
        """The section with its loops expanded."""
        if name not in SECTIONS:
            self._refuse_in(name, members)
            return members
        self._judge_names(members)
        found = self._expanded(members, {})
        for key in found if name == "Outputs" and isinstance(found, dict) else ():
            if _SPECIAL_CHARACTERS.search(key):
                raise self._application.failure(f"OutputKey '{key}' should be alphanumeric")
        return found

    def _expanded(self, value: Any, elements: Elements) -> Any:
        if isinstance(value, list):
            return [self._expanded(one, elements) for one in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref" and isinstance(argument, str) and argument in elements:
                return elements[argument]
            if name == "Fn::Sub":
                return {name: self._substituted(self._expanded(argument, elements), elements)}
        return self._members(value, elements)

    def _members(self, value: Mapping[str, Any], elements: Elements) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, member in value.items():
            repeated = name.startswith(FUNCTION)
            for key, one in (
                self._repeated(name, member, elements) if repeated else [(name, self._expanded(member, elements))]
            ):
                if key in found:
                    raise self._application.failure(
                        f"Duplicate key '{key}' when merging keys to parent object in {FUNCTION}"
                    )
                found[key] = one
        return found

    def _repeated(self, name: str, loop: Any, elements: Elements) -> Iterator[tuple[str, Any]]:
        if not _is_loop(name, loop):
            raise self._application.failure(f"{FUNCTION} layout is incorrect")
        identifier, collection, fragment = loop
        for element in self._collection(self._expanded(collection, elements)):
            self._count()
            inside = {**elements, identifier: element}
            for key, member in fragment.items():
                if key.startswith(FUNCTION):
                    yield from self._repeated(key, member, inside)
                else:
                    yield _in_key(key, inside), self._expanded(member, inside)

    def _collection(self, collection: Any) -> list[str]:
        try:
            found = self._known.value(collection)
        except TemplateError as error:
            raise self._application.failed_by(error) from error
        texts = [text_of(element) for element in found] if isinstance(found, list) else [None]
        if None in texts:
            raise self._application.failure(f"Could not find a collection or could not be resolved for {FUNCTION}")
        return [text for text in texts if text is not None]

    def _count(self) -> None:
        self._repetitions += 1
        if self._repetitions > MAX_REPETITIONS:
            raise self._application.failure(f"{FUNCTION} repeats more than {MAX_REPETITIONS} times")

    def _substituted(self, argument: Any, elements: Elements) -> Any:
        if isinstance(argument, str):
            return _in_text(argument, elements)
        if isinstance(argument, list) and len(argument) == 2 and isinstance(argument[0], str):
            given = argument[1] if isinstance(argument[1], dict) else {}
            others = {name: element for name, element in elements.items() if name not in given}
            return [_in_text(argument[0], others), argument[1]]
        return argument

    def _judge_names(self, value: Any) -> None:
        for name in _loops_in(value):
            if name in self._names:
                raise self._application.failure(f"The loop name in {name} must be unique within the template")
            self._names.add(name)

    def _refuse_in(self, section: str, value: Any) -> None:
        for name in _loops_in(value):
            raise self._application.failure(f"{name} is not supported in the {section} section")


def _is_loop(name: str, loop: Any) -> bool:
    return (
        _LOOP_NAME.fullmatch(name) is not None
        and isinstance(loop, list)
        and len(loop) == 3
        and isinstance(loop[0], str)
        and isinstance(loop[1], list | dict)
        and isinstance(loop[2], dict)
    )


def _in_text(text: str, elements: Elements) -> str:
    """The text of Fn::Sub with identifiers replaced, but not within the name of another variable (measured)."""
    return VARIABLE.sub(lambda match: elements.get(match[1].strip(), match[0]), text)


def _in_key(text: str, elements: Elements) -> str:
    """The key with `${Identifier}` replaced by the element, and `&{Identifier}` by its letters and digits."""

    def replacement(match: re.Match[str]) -> str:
        form, identifier = match.groups()
        if identifier not in elements:
            return match[0]
        element = elements[identifier]
        return _SPECIAL_CHARACTERS.sub("", element) if form == "&" else element

    return _PLACEHOLDER.sub(replacement, text)


def _loops_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, member in value.items():
            if name.startswith(FUNCTION):
                yield name
            yield from _loops_in(member)
    elif isinstance(value, list):
        for element in value:
            yield from _loops_in(element)
