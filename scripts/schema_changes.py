"""The incompatible changes of a schema for users of the type, in sentences; none if it is compatible.

`.venv/bin/python scripts/schema_changes.py` writes released/, the schemas with which later ones must be compatible.
That is a step of a release, and of nothing else.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shipping.extension import all_extensions
from workspace import ROOT

Schema = dict[str, Any]

RELEASED = ROOT / "released"

_LOWER_BOUNDS = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER_BOUNDS = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
# Any change other than dropping these may refuse values that were valid before, so it is not allowed.
_FIXED = ("pattern", "format", "const", "multipleOf", "oneOf", "anyOf", "allOf", "not", "dependencies")
# Lists of property paths that may lose members, and may gain only new properties, which no template can have set.
_ONLY_SHRINK = ("createOnlyProperties", "readOnlyProperties", "writeOnlyProperties")


def breaking_changes(released: Schema, current: Schema) -> list[str]:
    """Return what users of `released` can no longer do with `current`; both are schemas, or results of `contracts`.

    CloudFormation ignores the limits of a module's parameters: they tell constructs and cfn-lint what the resources in
    the module refuse in any case, and so take nothing away.
    """
    if str(released.get("typeName")).endswith("::MODULE"):
        released, current = _without_limits(released), _without_limits(current)
    return sorted({*_type_changes(released, current), *_changes(released, current, released, current, "The type")})


def _without_limits(module: Schema) -> Schema:
    properties = module.get("properties", {}).items()
    return {**module, "properties": {name: _unlimited(declared) for name, declared in properties}}


def _unlimited(declared: Schema) -> Schema:
    limits = {*_LOWER_BOUNDS, *_UPPER_BOUNDS, "pattern", "enum"}
    kept = {key: value for key, value in declared.items() if key not in limits}
    return {**kept, "items": _unlimited(kept["items"])} if "items" in kept else kept


def _type_changes(released: Schema, current: Schema) -> Iterator[str]:
    if released.get("typeName") != current.get("typeName"):
        yield f"The type was called {released.get('typeName')}."
    for key in _ONLY_SHRINK:
        for path in set(current.get(key, ())) - set(released.get(key, ())):
            if _has(released, path):
                yield f"{path} is new in {key}."
    if released.get("primaryIdentifier") != current.get("primaryIdentifier"):
        yield "The primary identifier is another."
    for handler in released.get("handlers", {}).keys() - current.get("handlers", {}).keys():
        yield f"The {handler} handler is gone."
    for resource in released.get("resources", {}).keys() - current.get("resources", {}).keys():
        yield f"The module no longer contains {resource}."
    if released.get("tagging", {}).get("taggable") and not current.get("tagging", {}).get("taggable"):
        yield "The type can no longer be tagged."


def _has(root: Schema, path: str) -> bool:
    """Return whether the schema has the property at a path like /properties/Lid/Colour, or /properties/Parts/*/Name."""
    place = root
    for name in path.removeprefix("/properties/").split("/"):
        place = _resolved(root, place)
        if name == "*":
            place = place.get("items", {})
        elif name != "properties":
            if name not in place.get("properties", {}):
                return False
            place = place["properties"][name]
    return True


def _changes(old_root: Schema, new_root: Schema, old: Schema, new: Schema, at: str) -> Iterator[str]:
    old, new = _resolved(old_root, old), _resolved(new_root, new)
    yield from _value_changes(old, new, at)
    for name in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
        yield f"{at} requires {name}."
    before, after = old.get("properties", {}), new.get("properties", {})
    for name, member in before.items():
        place = name if at == "The type" else f"{at}.{name}"
        if name in after:
            yield from _changes(old_root, new_root, member, after[name], place)
        else:
            yield f"{place} is gone."
    if "items" in old and "items" in new:
        yield from _changes(old_root, new_root, old["items"], new["items"], f"{at}[]")


def _value_changes(old: Schema, new: Schema, at: str) -> Iterator[str]:
    if lost := _types(old) - _types(new):
        yield f"{at} no longer takes {' or '.join(sorted(lost))}."
    if "enum" in new and (lost := set(old.get("enum", ["any other value"])) - set(new["enum"])):
        yield f"{at} no longer takes {', '.join(sorted(map(str, lost)))}."
    for key in _LOWER_BOUNDS:
        if key in new and (key not in old or new[key] > old[key]):
            yield f"{at} has {key} {new[key]}, which was {old.get(key, 'not there')}."
    for key in _UPPER_BOUNDS:
        if key in new and (key not in old or new[key] < old[key]):
            yield f"{at} has {key} {new[key]}, which was {old.get(key, 'not there')}."
    for key in _FIXED:
        if key in new and new[key] != old.get(key):
            yield f"{at} has another {key}."
    if new.get("uniqueItems") and not old.get("uniqueItems"):
        yield f"{at} refuses what is there twice."
    if new.get("additionalProperties") is False and old.get("additionalProperties") is not False:
        yield f"{at} refuses properties that it does not name."
    if old.get("default") != new.get("default"):
        yield f"{at} has another default."


def _types(schema: Schema) -> set[str]:
    """Return the accepted types. A number accepts integers too; without a type all are accepted."""
    stated = schema.get("type", ["string", "integer", "number", "boolean", "array", "object"])
    types = {stated} if isinstance(stated, str) else set(stated)
    return types | ({"integer"} if "number" in types else set())


def _resolved(root: Schema, member: Schema) -> Schema:
    if "$ref" not in member:
        return member
    target: Schema = root["definitions"][member["$ref"].rpartition("/")[2]]
    return {**target, **{key: value for key, value in member.items() if key != "$ref"}}


def contracts() -> dict[str, Schema]:
    """Return the contracts by file name: schemas, the configurations of hooks, parameters of modules."""
    from construct_schema import schema_of  # reading fragments requires packages in .venv

    found: dict[str, Schema] = {}
    for extension in all_extensions():
        if extension.kind == "MODULE":
            found[f"{extension.name}.json"] = schema_of(extension.folder) or {}
        else:
            schema = extension.schema
            found[f"{extension.name}.json"] = {**schema, **schema.get("typeConfiguration", {})}
    return found


def write_released(folder: Path = RELEASED) -> None:
    folder.mkdir(exist_ok=True)
    for name, schema in contracts().items():
        (folder / name).write_text(f"{json.dumps(schema, indent=2)}\n", "utf-8")


if __name__ == "__main__":
    write_released()
