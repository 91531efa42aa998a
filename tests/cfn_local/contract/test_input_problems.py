"""Inputs judged against the schema when a run has failed."""

from pathlib import Path

import pytest

from cfn_local.contract import input_problems
from cfn_local.project import inputs, loading, targets
from tests.cfn_local.contract.strangers import PROJECTS, Edit, copied, removed, replaced, written

CREATE = "inputs/inputs_1_create.json"


class TestInputsOfAResource:
    @pytest.mark.parametrize(
        ("edit", "expected"),
        [
            (removed(CREATE), "inputs_1_create.json is missing: cfn takes the model of CREATE from it."),
            (
                removed("inputs/inputs_1_update.json"),
                "inputs_1_update.json is missing: cfn takes the model of UPDATE from it.",
            ),
            (
                replaced(CREATE, '"Tags"', '"Labels"'),
                "inputs_1_create.json does not fit the schema: Labels is not a property of the type.",
            ),
            (
                replaced(CREATE, '"Text": "bread", ', ""),
                "inputs_1_create.json does not fit the schema: the required property Text is missing.",
            ),
            (
                replaced(CREATE, '"bread"', "7"),
                "inputs_1_create.json does not fit the schema: /Text: 7 is not of type 'string'.",
            ),
            (written(CREATE, "[]"), "inputs_1_create.json does not fit the schema: it must hold a JSON object."),
        ],
    )
    def test_each_fault_is_one_line(self, tmp_path: Path, edit: Edit, expected: str) -> None:
        assert self.problems(copied("ssm-note", tmp_path, edit)) == [expected]

    def test_what_is_not_json_is_said_to_be_so(self, tmp_path: Path) -> None:
        (problem,) = self.problems(copied("ssm-note", tmp_path, written(CREATE, '{"Name": ')))
        assert problem.startswith("inputs_1_create.json does not fit the schema: it is not JSON: Expecting value")

    def test_good_inputs_have_none(self) -> None:
        assert self.problems(PROJECTS / "ssm-note") == []

    def test_an_export_stands_for_any_text(self) -> None:
        assert self.problems(PROJECTS / "bucket-object") == []

    def test_a_schema_elsewhere_is_not_fetched(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fetched: list[object] = []
        monkeypatch.setattr("urllib.request.urlopen", fetched.append)
        elsewhere = replaced("example-ssm-note.json", '"#/definitions/Tag"', '"https://schemas.example.com/tag.json"')
        assert self.problems(copied("ssm-note", tmp_path, elsewhere)) == []
        assert fetched == []

    @staticmethod
    def problems(folder: Path) -> list[str]:
        found = loading.load(folder)
        schema = loading.schema_of(found)
        return input_problems.problems(inputs.input_sets(folder)[0], found.artifact_type, schema, {})


class TestInputsOfAHook:
    @pytest.mark.parametrize(
        ("edit", "expected"),
        [
            (
                removed("inputs/inputs_1_pre_create.json"),
                "inputs_1_pre_create.json is missing: cfn takes what the hook must pass in preCreate from it.",
            ),
            (
                removed("inputs/inputs_1_invalid_pre_update.json"),
                "inputs_1_invalid_pre_update.json is missing: "
                "cfn takes what the hook must refuse in preUpdate from it.",
            ),
            (
                replaced("inputs/inputs_1_pre_create.json", "AWS::SQS::QueuePolicy", "AWS::SQS::Policy"),
                "inputs_1_pre_create.json has no model of AWS::SQS::QueuePolicy, which preCreate targets.",
            ),
        ],
    )
    def test_each_fault_is_one_line(self, tmp_path: Path, edit: Edit, expected: str) -> None:
        assert self.problems(copied("name-check", tmp_path, edit)) == [expected]

    def test_a_handler_without_targets_needs_none(self, tmp_path: Path) -> None:
        untargeted = '"preDelete": {"targetNames": [], "permissions": []}, "preUpdate"'
        folder = copied("name-check", tmp_path, replaced("example-naming-check.json", '"preUpdate"', untargeted))
        assert self.problems(folder) == []

    def test_files_that_lack_the_same_many_targets_are_one_line(self, tmp_path: Path) -> None:
        everything = '"targetNames": ["AWS::SSM::*", "AWS::S3::*"]'
        few = '"targetNames": ["AWS::SSM::Parameter", "AWS::S3::Bucket"]'
        (line,) = self.problems(copied("name-check", tmp_path, replaced("example-naming-check.json", few, everything)))
        start = "inputs_1_invalid_pre_update.json, inputs_1_pre_update.json have models of 2 of the "
        assert line.startswith(start)
        assert " types that AWS::SSM::*, AWS::S3::* means in preUpdate: AWS::S3::AccessGrant, " in line

    def test_one_invalid_file_may_serve_every_point(self, tmp_path: Path) -> None:
        both = [removed(f"inputs/inputs_1_invalid_pre_{point}.json") for point in ("create", "update")]
        assert self.problems(copied("name-check", tmp_path, *both, written("inputs/inputs_1_invalid.json", "{}"))) == []

    def test_good_inputs_have_none(self) -> None:
        assert self.problems(PROJECTS / "name-check") == []

    @staticmethod
    def problems(folder: Path) -> list[str]:
        found = loading.load(folder)
        schema = loading.schema_of(found)
        chosen = inputs.input_sets(folder)[0]
        return input_problems.problems(chosen, found.artifact_type, schema, targets.by_handler(schema))
