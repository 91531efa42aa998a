"""The types of AWS that are real here: by service in the README of cfn_local, by property in docs/types.md."""

from collections.abc import Iterator, Mapping
from typing import Any

from workspace import ROOT

from cfn_local.engine.types import aws
from cfn_local.engine.types.aws import AwsType
from cfn_local.engine.types.aws.property_shapes import Shape
from cfn_local.environment import REGION
from cfn_local.registry import provider_schemas
from cfn_local.schemas import paths
from cfn_local.schemas.subschemas import Subschemas

README, PAGE = ROOT / "cfn_local" / "README.md", ROOT / "docs" / "types.md"
BEGIN, END = "<!-- The types: scripts/generate writes them. -->\n", "<!-- The end of the types. -->\n"
_HEAD = """# Resource types of AWS on the local CloudFormation
Written by `scripts/generate` from the declarations and AWS's schemas. A property is honoured when a proof sets it and
a client of the service then finds it. *In part* means that some of what the schema allows below it is refused. All
else is refused by name, or stood in for with `--stand-ins`.

Real with all their properties, and not declared: `Custom::*`, AWS::CloudFormation::CustomResource,
AWS::CloudFormation::Stack and AWS::CloudFormation::WaitCondition.
"""


def write_types() -> None:
    types = supported()
    README.write_text(with_types(README.read_text("utf-8"), types), "utf-8")
    PAGE.write_text(page(types), "utf-8")


def supported() -> list[AwsType]:
    """Return every declared type, by name."""
    found = (aws.find(name, REGION) for name in aws.supported_type_names(REGION))
    return [one for one in found if one is not None]


def with_types(readme: str, types: list[AwsType]) -> str:
    """Return the README with the types, by service, between the two marks, which must exist."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    known = len(provider_schemas.type_names(REGION, "AWS::*"))
    link = "[docs/types.md](../docs/types.md)"
    count = f"{len(types)} of the {known} types in AWS's schemas are real here; {link} has their properties."
    return before + BEGIN + "\n".join([count, "", *_by_service(types)]) + "\n" + END + after


def _by_service(types: list[AwsType]) -> Iterator[str]:
    services: dict[str, list[str]] = {}
    for one in types:
        _, service, resource = one.type_name.split("::")
        services.setdefault(service, []).append(resource)
    yield from ("| service | resource types |", "|---|---|")
    yield from (f"| {service} | {', '.join(resources)} |" for service, resources in services.items())


def page(types: list[AwsType]) -> str:
    """Return the page with what each type honours and refuses."""
    rows = ["| type | honoured | refused |", "|---|---|---|", *map(_row, types)]
    return _HEAD + "\n" + "\n".join(rows) + "\n"


def _row(one: AwsType) -> str:
    read_only = {path[0] for path in paths.of(one.schema, "readOnlyProperties") if len(path) == 1}
    settable = [name for name in one.schema["properties"] if name in one.properties or name not in read_only]
    root = Subschemas.root(one.schema)
    honoured = [_told(name, one.properties[name], root.member(name)) for name in settable if name in one.properties]
    refused = [name for name in settable if name not in one.properties]
    return f"| {one.type_name} | {', '.join(honoured) or '-'} | {', '.join(refused) or '-'} |"


def _told(name: str, shape: Shape, of_schema: Subschemas) -> str:
    return f"{name} (in part)" if _is_partial(shape, of_schema, 0) else name


def _is_partial(shape: Any, of_schema: Subschemas, depth: int) -> bool:
    """Whether the schema has a property, at any depth, that the shape lacks; a restricted value is partial too."""
    if isinstance(shape, Mapping):
        lacking = set(of_schema.property_names) - shape.keys()
        return bool(lacking) or any(
            _is_partial(inner, of_schema.member(name), depth + 1) for name, inner in shape.items()
        )
    if isinstance(shape, list):
        return _is_partial(shape[0], of_schema.item, depth + 1)
    return hasattr(shape, "values")


if __name__ == "__main__":
    write_types()
