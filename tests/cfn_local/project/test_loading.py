"""What .rpdk-config and the schema of a project say, and each fault in them in one line."""

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from cfn_local.project import loading
from cfn_local.project.loading import ProjectError
from tests.cfn_local.contract.strangers import Edit, copied, removed, replaced, written

SCHEMA = "example-ssm-note.json"


class TestSettings:
    @pytest.mark.parametrize(
        ("edit", "expected"),
        [
            (removed(".rpdk-config"), "Name a folder that `cfn init` made."),
            (written(".rpdk-config", "{"), ".rpdk-config is not JSON"),
            (written(".rpdk-config", "[]"), ".rpdk-config must be a JSON object."),
            (
                replaced(".rpdk-config", "python312", "java"),
                "Not supported: Example::Ssm::Note is written in 'java'; cfn-local runs Python projects.",
            ),
            (replaced(".rpdk-config", "RESOURCE", "MACRO"), "it must be RESOURCE, HOOK or MODULE."),
            (replaced(".rpdk-config", "entrypoint", "entry"), "must have a 'entrypoint' that is a string"),
        ],
    )
    def test_each_fault_is_named(self, tmp_path: Path, edit: Edit, expected: str) -> None:
        with pytest.raises(ProjectError, match=r".") as raised:
            loading.load(copied("ssm-note", tmp_path, edit))
        assert expected in str(raised.value)

    def test_a_folder_that_does_not_exist_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ProjectError, match="nowhere is not a folder"):
            loading.load(tmp_path / "nowhere")

    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("python36", "python39"),
            ("python37", "python39"),
            ("python38", "python38"),
            ("python312", "python312"),
            ("python313", "python312"),
        ],
    )
    def test_a_language_of_every_plugin_loads_as_one_of_todays(
        self, tmp_path: Path, language: str, expected: str
    ) -> None:
        project = loading.load(copied("ssm-note", tmp_path, replaced(".rpdk-config", "python312", language)))
        assert (project.language, project.loadable_language) == (language, expected)

    def test_the_languages_that_load_are_those_of_the_plugin(self) -> None:
        minors = range(loading._OLDEST_LANGUAGE, loading._NEWEST_LANGUAGE + 1)
        assert {one.name for one in entry_points(group="rpdk.v1.languages")} == {f"python3{minor}" for minor in minors}


class TestSchemas:
    @pytest.mark.parametrize(
        ("edit", "expected"),
        [
            (removed(SCHEMA), "example-ssm-note.json does not exist"),
            (written(SCHEMA, "{"), "example-ssm-note.json is not JSON"),
        ],
    )
    def test_each_fault_is_named(self, tmp_path: Path, edit: Edit, expected: str) -> None:
        folder = copied("ssm-note", tmp_path, edit)
        with pytest.raises(ProjectError, match=expected):
            loading.schema_of(loading.load(folder))


class TestWhatCfnDoesNotName:
    @pytest.mark.parametrize(
        ("edit", "expected"),
        [
            (
                replaced(SCHEMA, '["/properties/Name"]', '["/properties/Nome"]'),
                "example-ssm-note.json: primaryIdentifier names /properties/Nome, which is not in properties.",
            ),
            (
                lambda folder: (folder / "src/example_ssm_note").rename(folder / "src/Example_SSM_Note"),
                "src/example_ssm_note does not exist. cfn ships that folder; its name follows from the type name. "
                "src has Example_SSM_Note: rename it.",
            ),
        ],
    )
    def test_is_named_before_anything_runs(self, tmp_path: Path, edit: Edit, expected: str) -> None:
        project = loading.load(copied("ssm-note", tmp_path, edit))
        with pytest.raises(ProjectError) as raised:
            loading.check(project, loading.schema_of(project))
        assert raised.value.reason == expected

    @pytest.mark.parametrize("name", ["ssm-note", "bucket-object", "name-check"])
    def test_is_nothing_in_a_right_project(self, tmp_path: Path, name: str) -> None:
        project = loading.load(copied(name, tmp_path))
        loading.check(project, loading.schema_of(project))


class TestServices:
    @pytest.mark.parametrize(
        ("handlers", "expected"),
        [
            ({"create": {"permissions": ["ssm:PutParameter", "resource-groups:*"]}}, {"ssm", "resource-groups"}),
            ({"preCreate": {"targetNames": ["AWS::S3::Bucket"], "permissions": []}}, {"cloudformation"}),
            (7, set()),
        ],
    )
    def test_those_that_a_schema_needs_are_known(self, handlers: object, expected: set[str]) -> None:
        assert loading.services_of({"handlers": handlers}) == expected
