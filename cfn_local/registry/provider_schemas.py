"""The schemas of AWS's own resource types, as cfn-lint bundles them, adapted for tools that read a registry's.

cfn-lint adds formats and keywords of its own, which cfn's contract suite does not know and fails on. They are left out.
The location of these files is private to cfn-lint, so its version is pinned and a test reads all of them.
"""

import fnmatch
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rpdk.core.jsonutils.resolver import ModelResolverError, resolve_models
from rpdk.core.jsonutils.utils import ConstraintError

_FORMATS_OF_CFN = frozenset({"arn", "uri", "date-time", "date", "time", "email"})
_KEYWORDS_OF_CFN_LINT = frozenset(
    {"requiredXor", "requiredOr", "dependentExcluded", "dependentRequired", "enumCaseInsensitive", "maxUniqueItems"}
    | {"uniqueKeys", "prefixItems", "if", "then", "else"}
)
# These hold no schemas but maps from names, which may look like keywords, to schemas; or plain values.
_MAPS_OF_SCHEMAS = frozenset({"properties", "patternProperties", "definitions", "dependencies"})
_VALUES = frozenset({"enum", "const", "default", "examples", "required", "tagging", "handlers", "typeConfiguration"})


def type_names(region: str, pattern: str = "*") -> list[str]:
    """Return AWS's types in `region` whose name matches `pattern` (`*` and `?` as in a hook's targetNames), sorted."""
    return sorted(fnmatch.filter(_files(region), pattern))


@cache
def schema(type_name: str, region: str) -> dict[str, Any] | None:
    """Return the registry schema of an AWS type; None if the type does not exist in `region`."""
    file = _files(region).get(type_name)
    if file is None:
        return None
    cleaned: dict[str, Any] = _without_extras(
        json.loads((data_folder() / "schemas" / "resources" / f"{file}.json").read_bytes())
    )
    return cleaned


def problem_for_cfn(type_name: str, region: str) -> str | None:
    """Return why cfn's own model resolver cannot handle the type's schema; None if it can or there is no such type."""
    found = schema(type_name, region)
    try:
        resolve_models(found or {"typeName": type_name, "properties": {}})
    except (ModelResolverError, ConstraintError) as error:
        return str(error)
    return None


def schema_for_cfn(type_name: str, region: str) -> dict[str, Any] | None:
    """Return the schema for DescribeType, with untyped properties if cfn's resolver cannot handle the real ones.

    Otherwise cfn would generate nothing at all for a hook that targets such a type.
    """
    found = schema(type_name, region)
    if found is None or problem_for_cfn(type_name, region) is None:
        return found
    shapeless = {name: {"type": "object"} for name in found.get("properties", {})}
    kept = {key: value for key, value in found.items() if key not in ("definitions", "patternProperties")}
    return {**kept, "properties": shapeless}


def _without_extras(node: Any) -> Any:
    """Return `node`, a schema or list of schemas, without what only cfn-lint reads."""
    if isinstance(node, list):
        return [_without_extras(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        keyword: _member_without_extras(keyword, value)
        for keyword, value in node.items()
        if keyword not in _KEYWORDS_OF_CFN_LINT and not _is_foreign_format(keyword, value)
    }


def _member_without_extras(keyword: str, value: Any) -> Any:
    if keyword in _VALUES:
        return value
    if keyword in _MAPS_OF_SCHEMAS and isinstance(value, dict):
        return {name: _without_extras(schema) for name, schema in value.items()}
    return _without_extras(value)


def _is_foreign_format(key: str, value: Any) -> bool:
    return key == "format" and isinstance(value, str) and value not in _FORMATS_OF_CFN


@cache
def _files(region: str) -> dict[str, str]:
    path = data_folder() / "schemas" / "providers" / f"{region}.json"
    files: dict[str, str] = json.loads(path.read_bytes()) if path.is_file() else {}
    return files


@cache
def data_folder() -> Path:
    """Return the folder of the data that cfn-lint bundles."""
    spec = find_spec("cfnlint")
    assert spec is not None and spec.origin is not None, "cfn-lint is a requirement of this package"
    return Path(spec.origin).parent / "data"
