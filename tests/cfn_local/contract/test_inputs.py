"""Input sets: found, ordered, laid out as cfn reads them, and judged against the schema when a run has failed."""

import json
from pathlib import Path

import pytest
from strangers import PROJECTS, Edit, copied, removed, replaced, written

from cfn_local.contract import input_problems, inputs, project, targets


def numbers(folder: Path) -> list[int]:
    return [one.number for one in inputs.input_sets(folder)]


def with_sets(folder: Path, *found: int) -> Path:
    for number in found:
        written(f"inputs/inputs_{number}_create.json", f'{{"Name": "{number}"}}')(folder)
    return folder


class TestFindingSets:
    def test_they_are_in_the_order_of_their_numbers(self, tmp_path: Path) -> None:
        assert numbers(with_sets(tmp_path, 10, 2, 1)) == [1, 2, 10]

    def test_without_inputs_cfn_makes_them_up(self, tmp_path: Path) -> None:
        assert numbers(tmp_path) == [0]

    @pytest.mark.parametrize("name", ["inputs_1_notes.json", "inputs_0_create.json", "inputs_create.json"])
    def test_files_that_cfn_has_no_use_for_are_no_set(self, tmp_path: Path, name: str) -> None:
        written(f"inputs/{name}", "{}")(tmp_path)
        assert numbers(tmp_path) == [0]

    @pytest.mark.parametrize(("found", "unreached"), [((1, 2, 3), []), ((1, 3, 10), [3, 10]), ((2,), [2])])
    def test_cfn_stops_counting_at_a_gap(self, tmp_path: Path, found: tuple[int, ...], unreached: list[int]) -> None:
        sets = inputs.input_sets(with_sets(tmp_path, *found))
        assert [one.number for one in inputs.unreached_by_cfn(sets)] == unreached


class TestLayingOut:
    def test_the_chosen_set_is_alone_as_number_one(self, tmp_path: Path) -> None:
        with_sets(tmp_path, 1, 10)
        inputs.lay_out(inputs.input_sets(tmp_path)[1], tmp_path)
        found = {path.name: json.loads(path.read_text()) for path in (tmp_path / "inputs").iterdir()}
        assert found == {"inputs_1_create.json": {"Name": "10"}}


class TestExports:
    def test_inputs_and_overrides_name_them(self, tmp_path: Path) -> None:
        written("inputs/inputs_1_create.json", '{"Bucket": "{{ notes-bucket }}"}')(tmp_path)
        written("overrides.json", '{"CREATE": {"/Role": "{{notes:role}}"}}')(tmp_path)
        assert inputs.exports_named(inputs.input_sets(tmp_path)[0], tmp_path) == {"notes-bucket", "notes:role"}


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
        found = project.load(folder)
        schema = project.schema_of(folder, found)
        return input_problems.problems(inputs.input_sets(folder)[0], found.kind, schema, {})


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

    def test_one_invalid_file_may_serve_every_point(self, tmp_path: Path) -> None:
        both = [removed(f"inputs/inputs_1_invalid_pre_{point}.json") for point in ("create", "update")]
        assert self.problems(copied("name-check", tmp_path, *both, written("inputs/inputs_1_invalid.json", "{}"))) == []

    def test_good_inputs_have_none(self) -> None:
        assert self.problems(PROJECTS / "name-check") == []

    @staticmethod
    def problems(folder: Path) -> list[str]:
        found = project.load(folder)
        schema = project.schema_of(folder, found)
        chosen = inputs.input_sets(folder)[0]
        return input_problems.problems(chosen, found.kind, schema, targets.by_handler(schema))
