"""`cfn-local perturb` as a user runs it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cfn_local.contract.strangers import replaced
from tests.cfn_local.perturb.plants import SHELF, planted

pytestmark = pytest.mark.contract

NO_THROTTLING = ('    "ThrottlingException": exceptions.Throttling,\n', "")


def perturb(*arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cfn_local.cli", "perturb", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


class TestAFinding:
    def test_is_told_with_its_story_and_the_command_that_repeats_it(self, tmp_path: Path) -> None:
        planted(tmp_path, NO_THROTTLING)
        junit = tmp_path / "found.xml"

        ended = perturb("ssm-shelf", "--only", "inputs_1/READ/*throttled", "--junit", junit, folder=tmp_path)

        assert ended.returncode == 1
        lines = [line.strip() for line in ended.stdout.splitlines()]
        at = lines.index("1. wrong code: GeneralServiceException")
        assert lines[at + 1] == (
            "READ of inputs_1, in which ssm:GetParameter number 1 is throttled, as often as the client tries."
        )
        assert lines[at + 2].startswith('happened  GeneralServiceException: "An error occurred (ThrottlingException)')
        assert lines[at + 3].startswith("expected  What may pass is answered with Throttling")
        assert lines[at + 4].startswith("story     CREATE: SUCCESS; READ (disturbed): FAILED, GeneralServiceException")
        assert lines[at + 5] == (
            "repeat    cfn-local perturb ssm-shelf --only 'inputs_1/READ/ssm:GetParameter#1/throttled'"
        )
        assert lines[at + 6] == "also      inputs_1/READ/ssm:GetParameter#2: throttled"
        (suite,) = ElementTree.parse(junit).getroot()
        assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")


class TestAProjectWithoutFindings:
    def test_passes(self) -> None:
        ended = perturb(SHELF, "--only", "inputs_1/LIST/none")

        assert (ended.returncode, ended.stderr) == (0, "")
        *_, table, note = ended.stdout.splitlines()
        row = table.split()
        assert re.fullmatch(r"ssm-shelf: The handlers ran on Python 3\.\d+\.", note)
        assert row[:6] == ["ssm-shelf", "1", "1", "1", "0", "0"]
        assert len(table.rstrip()) <= 80
        assert row[-1] == "passed"


class TestAProjectWhoseCodeIsNotOfItsSchema:
    def test_fails_apart_from_the_findings(self, tmp_path: Path) -> None:
        folder = planted(tmp_path)
        replaced("example-ssm-shelf.json", '"Text": {', '"Colour": {"type": "string"}, "Text": {')(folder)

        ended = perturb(folder, "--only", "inputs_1/LIST/none")

        assert ended.returncode == 1
        assert (
            "-> src/example_ssm_shelf/models.py is not of the schema: ResourceModel lacks Colour. "
            "It is what ships; write it anew: cfn-local exec -- cfn generate"
        ) in ended.stdout.splitlines()


class TestAProjectWithoutInputs:
    def test_is_tried_with_a_model_made_up_from_its_schema_and_says_so(self, tmp_path: Path) -> None:
        ended = perturb(without_inputs(tmp_path), "--only", "inputs_0/READ/none")

        assert ended.returncode == 0
        assert 'ssm-shelf: There are no inputs: inputs_0 is {"Name": "/shelves/' in ended.stdout
        assert "Add inputs/inputs_1_create.json, with a model that can be created." in ended.stdout


def without_inputs(into: Path) -> Path:
    folder = planted(into)
    shutil.rmtree(folder / "inputs")
    return folder


class TestAProjectThatCannotBeTried:
    def test_is_refused_with_the_reason(self, tmp_path: Path) -> None:
        folder = without_inputs(tmp_path)
        replaced("example-ssm-shelf.json", '"minLength": 1,', '"minLength": 5000,')(folder)

        ended = perturb(folder)

        assert ended.returncode == 1
        assert "There are no inputs, and no model could be made up. Add inputs/inputs_1_create.json" in ended.stdout

    def test_is_one_whose_create_fails_undisturbed(self, tmp_path: Path) -> None:
        folder = planted(tmp_path, ('Value="shelf"', 'Value=""'))

        ended = perturb(folder, "--only", "inputs_1/READ/none")

        assert ended.returncode == 1
        assert "CREATE of inputs_1 fails undisturbed" in ended.stdout

    def test_is_one_without_a_case_of_that_name(self) -> None:
        ended = perturb(SHELF, "--only", "inputs_1/LIST/none-such")

        assert ended.returncode == 1
        assert "No case is called inputs_1/LIST/none-such." in ended.stdout


class TestABudget:
    def test_leaves_out_what_it_has_no_time_for_and_says_so(self) -> None:
        ended = perturb(SHELF, "--only", "inputs_1/LIST/*", "--budget", "0.1")

        assert ended.returncode == 0
        assert "5 of 6 cases were not run: the budget was spent." in ended.stdout
