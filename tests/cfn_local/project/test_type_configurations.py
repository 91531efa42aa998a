"""The type configuration of a project, found by what it holds."""

from pathlib import Path

import pytest
from strangers import written

from cfn_local.project import type_configuration
from cfn_local.project.loading import ArtifactType

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
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, WANTED) == tmp_path / name

    @pytest.mark.parametrize("content", ['{"Key": "k"}', '{"ApiKey": 7}', "{}", "[]", "{", HOOK_FILE])
    def test_what_does_not_fit_is_not_taken(self, tmp_path: Path, content: str) -> None:
        written("typeConfiguration.json", content)(tmp_path)
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, WANTED) is None

    def test_a_file_of_another_tool_is_not_taken(self, tmp_path: Path) -> None:
        written("tsconfig.json", '{"compilerOptions": {}}')(tmp_path)
        optional = {"typeConfiguration": {"properties": {"ApiKey": {"type": "string"}}}}
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, optional) is None

    def test_a_hook_has_it_inside_cloudformations_own_shape(self, tmp_path: Path) -> None:
        written("a-config.json", '{"ApiKey": "k"}')(tmp_path)
        written("b-config.json", HOOK_FILE)(tmp_path)
        assert type_configuration.find(tmp_path, ArtifactType.HOOK, WANTED) == tmp_path / "b-config.json"

    def test_a_type_that_takes_none_gets_none(self, tmp_path: Path) -> None:
        written("typeConfiguration.json", "{}")(tmp_path)
        assert type_configuration.find(tmp_path, ArtifactType.RESOURCE, {}) is None
