"""Every module project, also one that is added tomorrow: its fragment, its reference, its examples and its README."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from operator import ge, le
from pathlib import Path
from typing import Any

import pytest
import yaml
from inline_functions import with_functions

from cfn_local.engine.template import load
from cfn_local.registry.module_fragments import read_fragment

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = sorted(path.parent for path in (ROOT / "modules").glob("*/.rpdk-config"))
FRAGMENTS = {
    json.loads((project / ".rpdk-config").read_text())["typeName"]: read_fragment(project / "fragments")
    for project in PROJECTS
}
EXAMPLES = sorted(example for project in PROJECTS for example in project.glob("examples/*.yaml"))
# Properties that would have to be other in every stack of an account.
NAMES = re.compile(
    r"^(Name|.*(Group|Role|Policy|Table|Topic|Queue|Function|Dashboard|Bucket|Alarm|Template|Profile)Name)$"
)
NAMES_WITHIN_A_ROLE = {"PolicyName"}


_LIMITS = {"minimum": ("MinValue", min, ge), "maximum": ("MaxValue", max, le), "maxLength": ("MaxLength", max, le)}
OWN_SCHEMAS = {
    schema["typeName"]: schema
    for path in (ROOT / "resources").glob("*/awscommunity-*.json")
    if "typeName" in (schema := json.loads(path.read_text()))
}


def references(schema: dict[str, Any], properties: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What properties refer to as it is, with the schema that the property has."""

    def of(member: dict[str, Any], value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        target = schema["definitions"][member["$ref"].rpartition("/")[2]] if "$ref" in member else member
        if isinstance(value, dict) and "Fn::If" in value:
            value = value["Fn::If"][1]
        if isinstance(value, dict) and not str(value.get("Ref", "AWS::")).startswith("AWS::"):
            items = target.get("items", target)
            yield value["Ref"], schema["definitions"][items["$ref"].rpartition("/")[2]] if "$ref" in items else items
        elif isinstance(value, dict) and "properties" in target:
            for name, inner in value.items():
                yield from of(target["properties"][name], inner)

    yield from of(schema, properties)


def states(parameter: dict[str, Any], keyword: str, limit: Any) -> bool:
    """Whether the parameter is at least as strict as the keyword of a schema."""
    allowed = parameter.get("AllowedValues")
    if keyword == "enum":
        return set(allowed or ()) <= set(limit) and bool(allowed)
    if keyword == "pattern":
        return "AllowedPattern" in parameter or parameter["Type"] == "List<AWS::EC2::Subnet::Id>"
    if keyword not in _LIMITS or (keyword == "maxLength" and parameter["Type"] != "String"):
        return True
    name, furthest, is_within = _LIMITS[keyword]
    stated = furthest(allowed) if allowed and keyword != "maxLength" else parameter.get(name)
    return stated is not None and is_within(stated, limit)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
class TestEveryModule:
    def test_has_the_files_of_a_module(self, project: Path) -> None:
        names = {path.name for path in project.iterdir()} - {"rpdk.log", "src", "__pycache__"}
        assert names == {".rpdk-config", "README.md", "docs", "examples", "fragments", "schema.json"}
        assert [path.name for path in (project / "fragments").iterdir()] == [f"{project.name}.yaml"]

    def test_has_the_functions_in_its_fragment_that_lie_in_its_files(self, project: Path) -> None:
        (fragment,) = (project / "fragments").iterdir()
        assert with_functions(fragment.read_text(), project) == fragment.read_text()

    def test_says_what_each_parameter_is(self, project: Path) -> None:
        parameters = read_fragment(project / "fragments")["Parameters"]
        assert [name for name, one in parameters.items() if not one.get("Description", "").strip()] == []

    def test_limits_each_parameter_that_is_a_number(self, project: Path) -> None:
        parameters = read_fragment(project / "fragments")["Parameters"]
        numbers = {name: one for name, one in parameters.items() if one["Type"] == "Number"}
        assert [name for name, one in numbers.items() if not {"MinValue", "AllowedValues"} & set(one)] == []

    def test_states_what_our_types_demand_of_what_they_are_given(self, project: Path) -> None:
        """CloudFormation ignores the constraints of a module's parameters; constructs and cfn-lint do not."""
        fragment = read_fragment(project / "fragments")
        looser = [
            f"{name}: {keyword} {limit}"
            for resource in fragment["Resources"].values()
            if resource["Type"] in OWN_SCHEMAS
            for name, demanded in references(OWN_SCHEMAS[resource["Type"]], resource["Properties"])
            if name in fragment["Parameters"]
            for keyword, limit in demanded.items()
            if not states(fragment["Parameters"][name], keyword, limit)
        ]
        assert looser == []

    def test_has_no_fixed_names(self, project: Path) -> None:
        """A name is made of something that is other in every stack."""
        fragment = read_fragment(project / "fragments")
        fixed = [
            f"{logical_id}.{name}"
            for logical_id, resource in fragment["Resources"].items()
            for name, value in resource["Properties"].items()
            if NAMES.match(name) and name not in NAMES_WITHIN_A_ROLE and isinstance(value, str)
        ]
        assert fixed == []

    def test_lets_instances_start_before_their_health_counts(self, project: Path) -> None:
        resources = read_fragment(project / "fragments")["Resources"].values()
        groups = [one["Properties"] for one in resources if one["Type"] == "AWS::AutoScaling::AutoScalingGroup"]
        assert [one["HealthCheckGracePeriod"] for one in groups] == [300] * len(groups)

    def test_is_used_by_the_first_template_of_its_readme(self, project: Path) -> None:
        first = re.search(r"```yaml\n(.*?)```", (project / "README.md").read_text(), re.DOTALL)
        assert first is not None
        types = {one["Type"] for one in yaml.safe_load(first[1])["Resources"].values()}
        assert types == {json.loads((project / ".rpdk-config").read_text())["typeName"]}
        load(first[1], FRAGMENTS.get)


class TestTheReadmeOfTheRepository:
    def test_has_a_template_with_every_module_and_it_expands(self) -> None:
        (template,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
        assert {one["Type"] for one in yaml.safe_load(template)["Resources"].values()} == set(FRAGMENTS)
        load(template, FRAGMENTS.get)


@pytest.mark.contract
def test_every_example_passes_cfn_lint_when_expanded_with_the_schemas_of_private_types(tmp_path: Path) -> None:
    for example in EXAMPLES:
        expanded = load(example.read_text(), FRAGMENTS.get).processed_body
        (tmp_path / f"{example.parents[1].name}-{example.stem}.json").write_text(expanded)
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("cfn-lint")),
            *("--append-rules", str(ROOT / "lint"), "--registry-schemas", str(ROOT / "lint/schemas")),
            *("--ignore-checks", "W8003"),  # conditions on parameters of a module are constant once it is expanded
            *("--", *map(str, sorted(tmp_path.iterdir()))),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert len(list(tmp_path.iterdir())) == len(EXAMPLES) >= 3
