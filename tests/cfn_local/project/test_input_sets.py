"""Input sets: found, ordered, and laid out as cfn reads them."""

import json
from pathlib import Path

import pytest

from cfn_local.project import inputs
from tests.cfn_local.contract.strangers import written


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
