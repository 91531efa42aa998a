"""The CDK constructs in `constructs/`, generated from the projects' schemas: a Python module and a schema for each."""

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Collection, Iterator
from pathlib import Path

from construct_schema import Schema, schema_of
from construct_types import annotation, attribute_type, classes_of
from workspace import BIN, ROOT, projects

PACKAGE = ROOT / "constructs" / "src" / "awscommunity_cdk"
ORIGIN = "Written by scripts/generate from its schema; never edited."


def main() -> int:
    files = construct_files(projects())
    for path, text in files.items():
        (PACKAGE / path).write_text(text, "utf-8")
    for left in leftovers(files):
        left.unlink()
    return 0


def construct_files(folders: list[Path]) -> dict[str, str]:
    """Return the content of every generated file by its path within the package."""
    schemas = [schema for schema in map(schema_of, folders) if schema is not None]
    return {
        path: text
        for schema in schemas
        for path, text in (
            (f"{module_name(schema)}.py", formatted(source_of(schema))),
            (f"schemas/{module_name(schema)}.json", checks_of(schema)),
        )
    }


def leftovers(current: Collection[str]) -> list[Path]:
    """Return obsolete files in the package: those at none of the `current` paths."""
    found = [*PACKAGE.glob("schemas/*.json"), *(one for one in PACKAGE.glob("*.py") if ORIGIN in one.read_text())]
    return [path for path in found if str(path.relative_to(PACKAGE)) not in current]


def module_name(schema: Schema) -> str:
    """Return odcr_group for AwsCommunity::ODCR::Group, like the suffix of cdk-cloudformation's packages."""
    return "_".join(schema["typeName"].lower().split("::")[1:])


def class_name(schema: Schema) -> str:
    """Return CfnGroup for AwsCommunity::ODCR::Group, CfnFleetModule for AwsCommunity::EC2::Fleet::MODULE."""
    _, _, name, *module = schema["typeName"].split("::")
    return f"Cfn{name}{'Module' if module else ''}"


def snake(name: str) -> str:
    """Return the name as the CDK writes it in Python: kms_key_arn, and volume_size_gib for VolumeSizeGiB."""
    name = re.sub(r"([KMGT])iB(?![a-z])", r"\1ib", name)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def checks_of(schema: Schema) -> str:
    """Return the schema for validation at synthesis."""
    kept = {key: one for key, one in schema.items() if key not in ("attributes", "resources", "tagging")}
    return f"{json.dumps(kept, indent=2)}\n"


def formatted(source: str) -> str:
    """Return `source` without unused imports, formatted by ruff."""
    for command in (["check", "--select", "F401,I,RUF100", "--fix", "--quiet"], ["format", "--quiet"]):
        run: list[str | Path] = [BIN / "ruff", *command, "--stdin-filename", PACKAGE / "construct.py", "-"]
        source = subprocess.run(run, input=source, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return source


def source_of(schema: Schema) -> str:
    """Return the Python module of one type."""
    return "\n".join(_source(schema))


def _source(schema: Schema) -> Iterator[str]:
    yield f'"""CDK construct of `{schema["typeName"]}`.\n\n{ORIGIN}\n"""'
    yield _IMPORTS
    for name in classes_of(schema):
        yield from _definition(schema, name)
    yield from _construct(schema)


_IMPORTS = """
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import aws_cdk as cdk
import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import ContainedResource, ModuleResource, SchemaResource, TaggableResource

"""


def _definition(schema: Schema, name: str) -> Iterator[str]:
    definition = schema["definitions"][name]
    members = _in_order(definition)
    yield "@dataclass(kw_only=True)"
    yield f"class {name}:"
    yield from _docstring(_documented(definition.get("description", ""), definition, members))
    yield _names(members)
    for member, required in members.items():
        kind = annotation(schema, definition["properties"][member])
        yield f"    {snake(member)}: {kind}{'' if required else ' | None = None'}"
    yield ""


def _construct(schema: Schema) -> Iterator[str]:
    members, tag_property = _in_order(schema), _tag_property(schema)
    base = "TaggableResource" if tag_property else "ModuleResource" if "resources" in schema else "SchemaResource"
    yield f"class {class_name(schema)}({base}):"
    yield from _docstring([f"{schema['description']}", "", f"CloudFormation type: {schema['typeName']}"])
    yield f"    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = {schema['typeName']!r}"
    yield f"    SCHEMA_FILE: ClassVar[str] = '{module_name(schema)}.json'"
    yield _names(members)
    yield "    def __init__(self, scope: Construct, id: str, *,"
    for member, required in members.items():
        kind = "Sequence[cdk.CfnTag]" if member == tag_property else annotation(schema, schema["properties"][member])
        yield f"        {snake(member)}: {kind}{',' if required else ' | None = None,'}"
    yield "    ) -> None:"
    scopes = [":param scope: The construct that it belongs to.", ":param id: Its name within the scope."]
    yield from _docstring(_documented("", schema, members, scopes), "        ")
    yield f"        super().__init__(scope, id{', ' + snake(tag_property) if tag_property else ''})"
    yield from (f"        self.{snake(name)} = {snake(name)}" for name in members if name != tag_property)
    yield from _attributes(schema)


def _attributes(schema: Schema) -> Iterator[str]:
    for name, attribute in schema.get("attributes", {}).items():
        kind, expression = attribute_type(name, attribute)
        yield from ("", "    @property", f"    def attr_{snake(name)}(self) -> {kind}:")
        yield from _docstring([attribute.get("description", "")], "        ")
        yield f"        return {expression}"
    for name, type_name in schema.get("resources", {}).items():
        yield from ("", "    @property", f"    def resource_{snake(name)}(self) -> ContainedResource:")
        yield from _docstring([f"The {type_name} that the module contains."], "        ")
        yield f"        return self.contained({name!r})"


def _in_order(schema: Schema) -> dict[str, bool]:
    """Return the properties, required ones first, and whether they are required."""
    required = set(schema.get("required", ()))
    return {name: name in required for name in sorted(schema["properties"], key=lambda one: one not in required)}


def _names(members: dict[str, bool]) -> str:
    names = ", ".join(f'"{snake(name)}": "{name}"' for name in members)
    return f"    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {{{names},}}\n"


def _tag_property(schema: Schema) -> str:
    """Return the property with a list of tags, which the CDK represents in its own form."""
    tagging = schema.get("tagging", {})
    name: str = tagging.get("tagProperty", "").removeprefix("/properties/") if tagging.get("taggable") else ""
    if name and snake(name) != "tags":
        raise ValueError(f"{schema['typeName']}: tags that are not called Tags have no construct yet.")
    return name


def _documented(text: str, schema: Schema, members: dict[str, bool], first: list[str] | None = None) -> list[str]:
    def described(name: str) -> str:
        member = schema["properties"][name]
        target = schema.get("definitions", {}).get(member.get("$ref", "").rpartition("/")[2], {})
        default = f" Default: {member['default']!r}." if member.get("default", "") != "" else ""
        return f"{member.get('description') or target.get('description', '')}{default}"

    parameters = (f":param {snake(one)}: {described(one)}" for one in members)
    return [*([text, ""] if text else []), *(first or []), *parameters]


def _docstring(paragraphs: list[str], indent: str = "    ") -> Iterator[str]:
    text = [line for paragraph in paragraphs for line in _wrapped(paragraph.replace("\\", "\\\\"), indent)]
    if len(text) == 1:
        yield f'{indent}"""{text[0].lstrip()}"""'
    else:
        yield from (f'{indent}"""{text[0].lstrip()}', *text[1:], f'{indent}"""')


def _wrapped(paragraph: str, indent: str) -> list[str]:
    following = indent + ("    " if paragraph.startswith(":param") else "")
    return textwrap.wrap(paragraph, 116, initial_indent=indent, subsequent_indent=following) or [""]


if __name__ == "__main__":
    sys.exit(main())
