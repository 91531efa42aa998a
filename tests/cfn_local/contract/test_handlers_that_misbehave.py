"""Handlers that hang, crash or call what is not there: each is diagnosed in one line, and the next input set runs."""

import json
from pathlib import Path

import pytest
from strangers import Tested, copied, replaced, side_by_side, tested, with_create, written

pytestmark = pytest.mark.contract

# What the handler does when the text of the note says so.
MISDEEDS = {
    "hang": "__import__('time').sleep(60)",
    "exit": "__import__('os')._exit(3)",
    "raise": "{}['colour']",
    "missing-call": "session.client('pricing').get_products(ServiceCode='AmazonEC2')",
    "third-party": "__import__('urllib.request').request.urlopen('https://api.example.com/v1')",
    "delay": "None",
}
SETS = {1: "hang", 2: "exit", 3: "raise", 5: "missing-call", 6: "third-party", 10: "delay"}


def misbehaving(folder: Path) -> Path:
    choice = ", ".join(f"{name!r}: lambda: {code}" for name, code in MISDEEDS.items())
    inputs = [
        written(f"inputs/inputs_{number}_create.json", json.dumps({"Name": "/notes/one", "Text": text}))
        for number, text in SETS.items()
    ]
    project = copied("ssm-note", folder, with_create(f"{{{choice}}}[desired.Text]()"), *inputs)
    for rest in ("update", "invalid"):
        (project / f"inputs/inputs_1_{rest}.json").unlink()
    return project


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tested]:
    def changed(name: str, *edits: object) -> Path:
        return copied("ssm-note", tmp_path_factory.mktemp(name), *edits)  # type: ignore[arg-type]

    handlers, settings = "src/example_ssm_note/handlers.py", ".rpdk-config"
    missing = changed("missing", replaced(handlers, "from typing import Any\n", "from typing import Any\nimport yamel\n"))
    raising = changed("raising", written("src/example_ssm_note/__init__.py", "1 / 0\n"))
    wrong_name = changed("wrong-name", replaced(settings, "handlers.resource", "handlers.ressource"))
    wrong_module = changed("wrong-module", replaced(settings, "handlers.resource", "handler.resource"))
    return side_by_side(
        {
            "misbehaving": lambda: tested(misbehaving(tmp_path_factory.mktemp("sets")), handler_timeout=1.0),
            "missing requirement": lambda: tested(missing, suite_arguments=()),
            "raising": lambda: tested(raising),
            "wrong name": lambda: tested(wrong_name),
            "wrong module": lambda: tested(wrong_module),
        }
    )


@pytest.fixture
def misbehaved(outcomes: dict[str, Tested]) -> Tested:
    return outcomes["misbehaving"]


class TestMisdeeds:
    def test_a_handler_that_hangs_is_killed(self, misbehaved: Tested) -> None:
        assert "The handler hangs: Task timed out after 1 seconds; it was killed." in misbehaved.diagnosis

    def test_a_handler_that_ends_its_process_is_named(self, misbehaved: Tested) -> None:
        assert "The handler ends its own process: The handler's process ended with status 3." in misbehaved.diagnosis

    def test_an_exception_that_the_library_swallows_is_told(self, misbehaved: Tested) -> None:
        assert "InternalFailure without a reason: the handler raised KeyError: 'colour'" in misbehaved.diagnosis

    def test_a_call_that_the_local_aws_lacks_is_named(self, misbehaved: Tested) -> None:
        assert "The local AWS lacks pricing:GetProducts, which was called." in misbehaved.diagnosis

    def test_a_third_party_is_named(self, misbehaved: Tested) -> None:
        assert "api.example.com was called: a third-party service" in misbehaved.diagnosis

    def test_every_diagnosis_is_one_line_once(self, misbehaved: Tested) -> None:
        lines = misbehaved.result.diagnosis
        assert len(lines) == len(set(lines))
        assert not any("\n" in line for line in lines)


class TestSeveralInputSets:
    def test_those_after_a_failure_and_after_a_gap_still_run(self, misbehaved: Tested) -> None:
        outcomes = {case.input_set: case.outcome.value for case in misbehaved.result.cases}
        assert outcomes == {
            "inputs_1": "failed",
            "inputs_2": "failed",
            "inputs_3": "failed",
            "inputs_5": "failed",
            "inputs_6": "failed",
            "inputs_10": "passed",
        }

    def test_those_that_cfn_itself_never_reaches_are_named(self, misbehaved: Tested) -> None:
        assert "inputs_5 is tested; cfn test itself stops at a missing number" in misbehaved.notes
        assert "inputs_3 is tested" not in misbehaved.notes

    def test_each_failure_has_its_own_invocations(self, misbehaved: Tested) -> None:
        texts = {
            invocation["Event"]["requestData"]["resourceProperties"]["Text"]
            for case in misbehaved.result.cases
            if case.input_set == "inputs_3"
            for invocation in case.invocations
        }
        assert texts == {"raise"}


class TestHandlersThatDoNotImport:
    def test_a_missing_requirement_is_named(self, outcomes: dict[str, Tested]) -> None:
        expected = "The handler does not import: yamel is neither in requirements.txt nor in the Lambda runtime."
        assert outcomes["missing requirement"].diagnosis == expected

    def test_the_suite_does_not_go_on_without_a_handler(self, outcomes: dict[str, Tested]) -> None:
        assert len(outcomes["missing requirement"].result.cases) == 1
        assert outcomes["missing requirement"].stop == "The handler never answered with inputs_1."

    def test_an_error_at_import_is_told(self, outcomes: dict[str, Tested]) -> None:
        assert outcomes["raising"].diagnosis == "The handler does not import: ZeroDivisionError: division by zero"

    @pytest.mark.parametrize(
        ("outcome", "entry_point"),
        [
            ("wrong name", "example_ssm_note.handlers.ressource"),
            ("wrong module", "example_ssm_note.handler.resource"),
        ],
    )
    def test_a_wrong_entry_point_is_named(self, outcomes: dict[str, Tested], outcome: str, entry_point: str) -> None:
        expected = f"Wrong entry point: .rpdk-config names {entry_point}, which does not exist"
        assert expected in outcomes[outcome].diagnosis
