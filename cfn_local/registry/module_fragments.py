"""The template fragment of a module, validated by the rules that cfn checks before it submits one.

The rules and limits are those of "Creating modules" in the CloudFormation CLI user guide, as cfn 0.2.41 implements
them.
"""

import datetime
import json
from pathlib import Path
from typing import Any

import yaml
from rpdk.core.exceptions import FragmentValidationError
from rpdk.core.fragment.module_fragment_reader import (
    ALLOWED_EXTENSIONS,
    get_template_file_size_in_bytes,
    read_raw_fragments,
)

_MOST = {"Resources": 500, "Outputs": 200, "Mappings": 200}
_MOST_BYTES = 1_500_000
_FORBIDDEN_TYPES = {
    "AWS::CloudFormation::Stack": "a nested stack",
    "AWS::CloudFormation::Macro": "a macro",
}

Fragment = dict[str, Any]


class FragmentError(Exception):
    """The fragment is not valid for a module. The message says why."""


def read_fragment(folder: Path) -> Fragment:
    """Return the only fragment in `folder`, JSON or YAML, with functions in their long form."""
    files = [path for path in folder.rglob("*") if path.suffix.lower() in ALLOWED_EXTENSIONS]
    if len(files) != 1:
        raise FragmentError("There should be only one valid json or yaml module fragment file under `fragments`.")
    if get_template_file_size_in_bytes(folder) > _MOST_BYTES:
        raise FragmentError(f"The module fragment is larger than {_MOST_BYTES} bytes.")
    try:
        fragment = json.loads(json.dumps(read_raw_fragments(folder), default=_text_of))
    except FragmentValidationError as error:
        raise FragmentError(str(error)) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise FragmentError(f"The module fragment cannot be read: {error}") from error
    _check(fragment)
    return dict(fragment)


def _text_of(value: Any) -> str:
    """Convert dates back to text: YAML reads 2010-09-09 as a date."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be in a template")


def _check(fragment: Any) -> None:
    if not isinstance(fragment, dict) or not isinstance(fragment.get("Resources"), dict):
        raise FragmentError("A module fragment must have a Resources section.")
    if _mentions(fragment, "Fn::Transform") or fragment.keys() & {"Transform", "transform"}:
        raise FragmentError("A module fragment must not contain a transform.")
    for section in ("Resources", "Parameters", "Outputs", "Mappings", "Conditions"):
        _check_section(section, fragment.get(section, {}))
    for name, output in fragment.get("Outputs", {}).items():
        if "Export" in output:
            raise FragmentError(f"Output {name} of a module fragment must not be exported: remove Export.")
    for name, resource in fragment["Resources"].items():
        _check_type(name, resource.get("Type"))
    for name, parameter in fragment.get("Parameters", {}).items():
        if "Type" not in parameter:
            raise FragmentError(f"Parameter {name} of the module fragment has no Type.")


def _check_section(section: str, entries: Any) -> None:
    if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
        raise FragmentError(f"{section} of the module fragment is not an object of objects.")
    most = _MOST.get(section, len(entries))
    if len(entries) > most:
        raise FragmentError(f"The module fragment has {len(entries)} {section}, and may have at most {most}.")


def _check_type(name: str, resource_type: Any) -> None:
    if not isinstance(resource_type, str):
        raise FragmentError(f"Resource {name} of the module fragment has no Type.")
    if resource_type in _FORBIDDEN_TYPES:
        raise FragmentError(f"Resource {name}: a module fragment must not contain {_FORBIDDEN_TYPES[resource_type]}.")


def _mentions(node: Any, key: str) -> bool:
    if isinstance(node, dict):
        return key in node or any(_mentions(value, key) for value in node.values())
    return isinstance(node, list) and any(_mentions(item, key) for item in node)
