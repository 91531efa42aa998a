"""AWS's own schemas and real templates through the validator: none makes it stumble, and none is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
import rpdk.core
import yaml

from cfn_local.registry import provider_schemas
from cfn_local.schemas.validation import problems
from tests.cfn_local.schemas.property_stories import NIGHTLY

ROOT = Path(__file__).parents[3]
RPDK = Path(rpdk.core.__file__).parent / "data"
PROJECTS = [*ROOT.glob("resources/*"), *ROOT.glob("hooks/*")]
TEMPLATES = [
    RPDK / "managed-upload-infrastructure.yaml",
    *(file for project in PROJECTS for file in sorted(project.glob("*-role.yaml"))),
    *(file for project in PROJECTS for file in sorted(project.glob("examples/*.yaml"))),
]
TYPES = provider_schemas.type_names("us-east-1")


class Loader(yaml.SafeLoader):
    """Reads the short forms of functions as the long ones."""


def _function(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    read = {yaml.ScalarNode: loader.construct_scalar, yaml.SequenceNode: loader.construct_sequence}
    return {f"Fn::{suffix}": read.get(type(node), loader.construct_mapping)(node)}  # type: ignore[operator]


Loader.add_multi_constructor("!", _function)


def _is_function(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref"))


def _schema(name: str) -> dict[str, Any]:
    found = provider_schemas.schema(name, "us-east-1")
    if found is None:
        file = next(file for project in PROJECTS for file in project.glob("*.json") if name in file.read_text())
        found = json.loads(file.read_text())
    return found


class TestARealTemplate:
    def test_is_among_the_templates(self) -> None:
        assert len(TEMPLATES) >= 5

    @pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: f"{file.parent.name}/{file.name}")
    def test_has_properties_that_are_accepted(self, file: Path) -> None:
        resources = yaml.load(file.read_text(), Loader)["Resources"]
        found = {
            name: problems(resource.get("Properties", {}), _schema(resource["Type"]), unknown=_is_function)
            for name, resource in resources.items()
        }

        assert found == {name: [] for name in resources}


class TestASchemaOfAws:
    @pytest.mark.parametrize("names", [TYPES] if NIGHTLY else [TYPES[::10]], ids=["sample"])
    def test_judges_every_kind_of_value_at_every_property(self, names: list[str]) -> None:
        silent = [name for name in names if not _refusals(_schema(name))]

        assert silent == []

    def test_needs_no_pattern_that_cannot_be_read(self) -> None:
        names = TYPES if NIGHTLY else TYPES[::10]
        refusals = [problem for name in names for problem in _refusals(_schema(name))]

        assert [problem for problem in refusals if "is not a regular expression" in problem] == []


def _refusals(schema: dict[str, Any]) -> list[str]:
    """What is refused of a null for every property, once each has also been tried with a value of each type."""
    for value in ("text", 1, True, [], {}, [{}], {"A": "b"}):
        problems(dict.fromkeys(schema["properties"], value), schema)
    return problems(dict.fromkeys(schema["properties"], None), schema)
