"""The model of a stand-in: the properties that the template states, and what AWS would have added, made up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from cfn_local.engine.types.stand_in import conventions
from cfn_local.engine.types.stand_in.forms import REF, arn_form, forms_of
from cfn_local.engine.types.stand_in.matching_text import matching
from cfn_local.engine.types.stand_in.origin import Origin, filled
from cfn_local.schemas import casting, identifiers, paths, patterns
from cfn_local.schemas.paths import ANY, Names
from cfn_local.schemas.subschemas import Subschemas

_DEEPEST = 5
_NO_LIMIT = 100_000


class Making:
    """Makes what the template leaves out. What it makes depends on nothing but its arguments."""

    def __init__(self, schema: dict[str, Any], stated: Mapping[str, Any], origin: Origin) -> None:
        self.schema = schema
        self.type_name: str = schema["typeName"]
        self._stated = dict(stated)
        self._origin = origin
        self._root = Subschemas.root(schema)
        self._made: dict[Names, Any] = {}
        self._in_progress: set[Names] = set()

    @cached_property
    def model(self) -> dict[str, Any]:
        """The model as a read handler would return it: without write-only properties."""
        for path in [*paths.of(self.schema, "primaryIdentifier"), *paths.of(self.schema, "readOnlyProperties")]:
            if ANY not in path:
                self.value(path)
        model = casting.as_declared(self._stated, self.schema)
        for path, value in self._made.items():
            if self._root.at(path).exists:
                _put(model, path, value)
        for path in paths.of(self.schema, "writeOnlyProperties"):
            _remove(model, path)
        return model

    @property
    def reference(self) -> str:
        """The value of Ref."""
        form = forms_of(self.type_name).get(REF)
        model = {**casting.as_declared(self._stated, self.schema), **self.model}
        return self._filled(form, REF) if form else identifiers.primary_identifier(self.schema, model)

    def value(self, path: Names) -> Any:
        """The value of a property: the stated one, or else one that is made up, and shown from now on."""
        stated = next((value for _, value in paths.values(self._stated, path)), None)
        if stated is not None:
            return stated
        if path not in self._made and path not in self._in_progress:
            self._in_progress.add(path)
            made = self._value(path, self._root.at(path), 0)
            self._made[path] = made
        return self._made.get(path, "")

    def _text(self, name: str) -> str:
        value = self.value(tuple(name.split(".")))
        return casting.text(value) if casting.is_primitive(value) else ""

    def _filled(self, form: str, place: str) -> str:
        return filled(form, self._origin, place, self._text)

    def _value(self, path: Names, schemas: Subschemas, depth: int) -> Any:
        form = forms_of(self.type_name).get(".".join(path))
        if form is not None and "array" not in schemas.types:
            text = self._filled(form, ".".join(path))
            return casting.declared_value(text, schemas)
        if schemas.types & {"object"} or (schemas.property_names and not schemas.types):
            names = schemas.property_names if depth < _DEEPEST else []
            return {name: self._value((*path, name), schemas.member(name), depth + 1) for name in names}
        if "array" in schemas.types:
            return [self._value((*path, "0"), schemas.item, depth + 1)] if depth < _DEEPEST else []
        if "string" in schemas.types or not schemas.types:
            return self._string(path, schemas)
        return self._number(path[-1], schemas) if schemas.types & {"integer", "number"} else False

    def _number(self, name: str, schemas: Subschemas) -> Any:
        allowed = [value for values in schemas.stated("enum") for value in values]
        usual = 443 if name.endswith("Port") else 1
        return allowed[0] if allowed else max([usual, *schemas.stated("minimum")])

    def _string(self, path: Names, schemas: Subschemas) -> str:
        allowed = [
            value
            for values in [*schemas.stated("enum"), *[[one] for one in schemas.stated("const")]]
            for value in values
        ]
        if allowed:
            return str(allowed[0])
        place = ".".join(path)
        usual = self._filled(self._usual_form(path, schemas), place)
        shortest = max([0, *schemas.stated("minLength")])
        longest = min([_NO_LIMIT, *schemas.stated("maxLength")])
        for text in (usual, usual.lower(), usual.replace("-", "_"), usual.replace("-", "_").lower()):
            fitting = _between(text, shortest, longest)
            if all(patterns.matches(pattern, fitting) for pattern in schemas.stated("pattern")):
                return fitting
        for pattern in schemas.stated("pattern"):
            made = matching(pattern, self._origin.random(place), shortest, longest)
            if made is not None:
                return self._here(made, pattern)
        return usual

    def _here(self, text: str, pattern: str) -> str:
        """An ARN made from a pattern, with our own partition, Region and account as far as the pattern allows them."""
        fields = text.split(":", 5)
        if fields[0] != "arn" or len(fields) < 6:
            return text
        for at, token in ((1, "{partition}"), (3, "{region}"), (4, "{account}")):
            other = [*fields[:at], self._filled(token, ""), *fields[at + 1 :]]
            if fields[at] and patterns.matches(pattern, ":".join(other)):
                fields = other
        return ":".join(fields)

    def _usual_form(self, path: Names, schemas: Subschemas) -> str:
        resource, name = self.type_name.rpartition("::")[2], path[-1]
        if len(path) == 1 and name.lower() in ("arn", f"{resource}arn".lower()):
            return arn_form(self.type_name, self.schema, self._name_form)
        return conventions.form_of(name, schemas.stated("format"), self.type_name)

    @property
    def _name_form(self) -> str:
        """What ends the ARN of the resource: its name or, where it has none, its ID."""
        resource, known = self.type_name.rpartition("::")[2], self._root.property_names
        for name in (f"{resource}Name", "Name", f"{resource}Id", "Id"):
            if name in known:
                return f"{{{name}}}"
        return "{uuid}"


def _between(text: str, shortest: int, longest: int) -> str:
    """`text`, cut or extended. Its end stays where it is cut, for this is what differs."""
    return (text[-longest:].lstrip("-_") if len(text) > longest else text).ljust(shortest, "0")


def _put(model: dict[str, Any], path: Names, value: Any) -> None:
    *parents, last = path
    for name in parents:
        inner = model.get(name)
        if not isinstance(inner, dict):
            inner = {}
        model[name] = dict(inner)
        model = model[name]
    model.setdefault(last, value)


def _remove(model: dict[str, Any], path: Names) -> None:
    """Remove what is at `path`. Objects on the way are copied, since the template's own must not change."""
    first, rest = path[0], path[1:]
    if not rest:
        model.pop(first, None)
        return
    names = list(model) if first == ANY else [first]
    for name in names:
        inner = model.get(name)
        if isinstance(inner, dict):
            model[name] = dict(inner)
            _remove(model[name], rest)
        elif isinstance(inner, list) and rest[0] == ANY and len(rest) > 1:
            model[name] = [dict(item) if isinstance(item, dict) else item for item in inner]
            for item in model[name]:
                if isinstance(item, dict):
                    _remove(item, rest[1:])
