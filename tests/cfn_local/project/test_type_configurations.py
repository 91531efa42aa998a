"""The type configuration of a project, found by what it holds."""

from pathlib import Path

import pytest

from cfn_local.project import type_configuration
from cfn_local.project.loading import ArtifactType
from cfn_local.project.type_configuration import Found
from tests.cfn_local.contract.strangers import written

WANTED = {
    "typeConfiguration": {
        "properties": {"ApiKey": {"type": "string"}, "Url": {"type": "string"}},
        "required": ["ApiKey"],
        "additionalProperties": False,
    }
}
HOOK_FILE = '{"CloudFormationConfiguration": {"HookConfiguration": {"Properties": {"ApiKey": "k"}}}}'


class TestFindingATypeConfiguration:
    @pytest.mark.parametrize(
        "name", ["typeConfiguration.json", "type_config.json", "my-config.json", ".cfn-cli/typeConfiguration.json"]
    )
    def test_it_is_found_under_the_usual_names(self, tmp_path: Path, name: str) -> None:
        written(name, '{"ApiKey": "k"}')(tmp_path)
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, WANTED) == Found(tmp_path / name)

    @pytest.mark.parametrize("content", ["{}", "[]", "{"])
    def test_what_does_not_fit_is_not_taken(self, tmp_path: Path, content: str) -> None:
        written("typeConfiguration.json", content)(tmp_path)
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, WANTED) is None

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            ('{"ApiKey": "k", "Url": 7}', "$.Url: 7 is not of type 'string'"),
            ('{"Url": "u"}', "$: 'ApiKey' is a required property"),
            ('{"ApiKey": "k", "Key": "k"}', "$: Additional properties are not allowed ('Key' was unexpected)"),
        ],
    )
    def test_one_that_is_meant_and_does_not_fit_is_taken_and_says_why(
        self, tmp_path: Path, content: str, problem: str
    ) -> None:
        written("typeConfiguration.json", content)(tmp_path)
        found = type_configuration.find(tmp_path, ArtifactType.RESOURCE, WANTED)
        assert found == Found(tmp_path / "typeConfiguration.json", problem)

    @pytest.mark.parametrize("value", ['"true"', "true", '"False"'])
    def test_text_stands_for_a_boolean(self, tmp_path: Path, value: str) -> None:
        written("typeConfiguration.json", f'{{"Locked": {value}, "Limits": {{"Most": "3"}}}}')(tmp_path)
        limits = {"type": "object", "properties": {"Most": {"type": "integer"}}}
        schema = {"typeConfiguration": {"properties": {"Locked": {"type": "boolean"}, "Limits": limits}}}
        found = type_configuration.find(tmp_path, ArtifactType.RESOURCE, schema)
        assert found == Found(tmp_path / "typeConfiguration.json")

    def test_a_file_of_another_tool_is_not_taken(self, tmp_path: Path) -> None:
        written("tsconfig.json", '{"compilerOptions": {}}')(tmp_path)
        optional = {"typeConfiguration": {"properties": {"ApiKey": {"type": "string"}}}}
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, optional) is None

    def test_a_hook_has_it_inside_cloudformations_own_shape(self, tmp_path: Path) -> None:
        written("a-config.json", '{"ApiKey": "k"}')(tmp_path)
        written("b-config.json", HOOK_FILE)(tmp_path)
        assert type_configuration.find(tmp_path, ArtifactType.HOOK, WANTED) == Found(tmp_path / "b-config.json")

    def test_a_type_that_takes_none_gets_none(self, tmp_path: Path) -> None:
        written("typeConfiguration.json", "{}")(tmp_path)
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, {}) is None
