"""Handlers that hang, crash or call what is not there: each is diagnosed in one line, and the next input set runs."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cfn_local.contract.diagnosis import Findings, explain
from cfn_local.contract.result import CaseResult, Outcome
from cfn_local.project.inputs import InputSet
from cfn_local.project.loading import ArtifactType, Project
from cfn_local.runtime.function import Function, FunctionCode
from tests.cfn_local.contract.strangers import Verdict, copied, replaced, side_by_side, verdict_on, with_create, written

# What the handler does when the text of the note says so.
MISDEEDS = {
    "hang": "__import__('time').sleep(3600)",
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
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    missing = copied(
        "ssm-note",
        tmp_path_factory.mktemp("missing"),
        replaced(
            "src/example_ssm_note/handlers.py", "from typing import Any\n", "from typing import Any\nimport yamel\n"
        ),
    )
    return side_by_side(
        {
            "misbehaving": lambda: verdict_on(misbehaving(tmp_path_factory.mktemp("sets")), handler_timeout=5.0),
            "missing requirement": lambda: verdict_on(missing, suite_arguments=()),
        }
    )


@pytest.fixture
def misbehaved(outcomes: dict[str, Verdict]) -> Verdict:
    return outcomes["misbehaving"]


@pytest.mark.contract
class TestMisdeeds:
    def test_a_handler_that_hangs_is_killed(self, misbehaved: Verdict) -> None:
        assert "The handler hangs: Task timed out after 5 seconds; it was killed." in misbehaved.diagnosis

    def test_a_handler_that_ends_its_process_is_named(self, misbehaved: Verdict) -> None:
        assert "The handler ends its own process: The handler's process ended with status 3." in misbehaved.diagnosis

    def test_an_exception_that_the_library_swallows_is_told(self, misbehaved: Verdict) -> None:
        assert "InternalFailure without a reason: the handler raised KeyError: 'colour'" in misbehaved.diagnosis

    def test_a_call_that_the_local_aws_lacks_is_named(self, misbehaved: Verdict) -> None:
        assert "The local AWS lacks pricing:GetProducts, which was called." in misbehaved.diagnosis

    def test_a_third_party_is_named(self, misbehaved: Verdict) -> None:
        assert "api.example.com was called: a third-party service" in misbehaved.diagnosis

    def test_every_diagnosis_is_one_line_once(self, misbehaved: Verdict) -> None:
        lines = misbehaved.result.diagnosis
        assert len(lines) == len(set(lines))
        assert not any("\n" in line for line in lines)


@pytest.mark.contract
class TestSeveralInputSets:
    def test_those_after_a_failure_and_after_a_gap_still_run(self, misbehaved: Verdict) -> None:
        outcomes = {case.input_set: case.outcome.value for case in misbehaved.result.cases}
        assert outcomes == {
            "inputs_1": "failed",
            "inputs_2": "failed",
            "inputs_3": "failed",
            "inputs_5": "failed",
            "inputs_6": "failed",
            "inputs_10": "passed",
        }

    def test_those_that_cfn_itself_never_reaches_are_named(self, misbehaved: Verdict) -> None:
        assert "inputs_5 is tested; cfn test itself stops at a missing number" in misbehaved.notes
        assert "inputs_3 is tested" not in misbehaved.notes

    def test_each_failure_has_its_own_invocations(self, misbehaved: Verdict) -> None:
        texts = {
            invocation["Event"]["requestData"]["resourceProperties"]["Text"]
            for case in misbehaved.result.cases
            if case.input_set == "inputs_3"
            for invocation in case.invocations
        }
        assert texts == {"raise"}


@pytest.mark.contract
class TestHandlersThatDoNotImport:
    def test_a_missing_requirement_is_named(self, outcomes: dict[str, Verdict]) -> None:
        expected = (
            "The handler does not import: yamel is neither in requirements.txt nor in the Lambda runtime python3.12."
        )
        assert outcomes["missing requirement"].diagnosis == expected

    def test_the_suite_does_not_go_on_without_a_handler(self, outcomes: dict[str, Verdict]) -> None:
        assert len(outcomes["missing requirement"].result.cases) == 1
        assert outcomes["missing requirement"].stop == "The handler never answered with inputs_1."


class TestEntryPoints:
    """`example.handlers.resource`, as the Lambda runtime imports it, of a package with one line of code."""

    @pytest.mark.parametrize(
        ("code", "entry_point", "expected"),
        [
            (
                "1 / 0",
                "example.handlers.resource",
                "The handler does not import on Python 3.12: ZeroDivisionError: division by zero",
            ),
            (
                "from json import nothing",
                "example.handlers.resource",
                "The handler does not import on Python 3.12: ImportError: cannot import name 'nothing' from 'json'",
            ),
            (
                "import json.nothing",
                "example.handlers.resource",
                "The handler does not import: json.nothing is neither in requirements.txt "
                "nor in the Lambda runtime python3.12.",
            ),
            (
                "import os\nos.nothing",
                "example.handlers.resource",
                "The handler does not import on Python 3.12: AttributeError: module 'os' has no attribute 'nothing'",
            ),
            (
                "resource = None",
                "example.handlers.ressource",
                "Wrong entry point: .rpdk-config names example.handlers.ressource, which does not exist",
            ),
            (
                "resource = None",
                "example.handler.resource",
                "Wrong entry point: .rpdk-config names example.handler.resource, which does not exist",
            ),
            (
                "resource = None",
                "exemple.handlers.resource",
                "Wrong entry point: .rpdk-config names exemple.handlers.resource, which does not exist",
            ),
            (
                "def resource(event, context):\n    raise ValueError('no such colour')",
                "example.handlers.resource",
                "The entry point example.handlers.resource raised ValueError: no such colour",
            ),
        ],
    )
    def test_what_is_wrong_with_it_is_told(self, tmp_path: Path, code: str, entry_point: str, expected: str) -> None:
        written("example/__init__.py", "")(tmp_path)
        written("example/handlers.py", code)(tmp_path)
        (line,) = explain(findings(tmp_path, entry_point))
        assert line.startswith(expected)


class TestAnswers:
    """What cfn and the library stumble over without a word, from the answer of a handler with one line of code."""

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            (
                {"status": "FAILED", "errorCode": "InvalidRequest", "message": "unhashable type: 'dict' (TypeError)"},
                "models.py cannot read a list of objects that has uniqueItems in the schema",
            ),
            ({"status": "IN_PROGRESS"}, "CREATE answers IN_PROGRESS without a resourceModel"),
            (
                {"status": "FAILED", "errorCode": "InternalFailure", "message": ""},
                "InternalFailure without a reason, and the handler's log is silent about it.",
            ),
        ],
    )
    def test_it_is_told_what_is_behind(self, tmp_path: Path, answer: dict[str, str], expected: str) -> None:
        written("example.py", f"def resource(event, context):\n    return {answer!r}")(tmp_path)
        (line,) = explain(findings(tmp_path, "example.resource"))
        assert line.startswith(expected)

    def test_a_message_of_the_handlers_own_needs_no_more(self, tmp_path: Path) -> None:
        answer = {"status": "FAILED", "errorCode": "InternalFailure", "message": "no such colour"}
        written("example.py", f"def resource(event, context):\n    return {answer!r}")(tmp_path)
        assert explain(findings(tmp_path, "example.resource")) == []


class TestEveryFailure:
    """Has a line, and the first names the cause."""

    def test_without_inputs_says_that_cfn_made_them_up(self) -> None:
        refused = answered({"status": "FAILED", "errorCode": "InvalidRequest", "message": "no such bucket"})
        lines = explain(of_a_failure(refused, 0))
        assert lines[0] == (
            "There are no inputs: cfn made models up. Add inputs/inputs_1_*.json with models that can be created."
        )

    def test_that_nothing_else_explains_is_told_by_what_the_handler_answered(self) -> None:
        refused = answered({"status": "FAILED", "errorCode": "InvalidRequest", "message": "no such bucket"})
        assert explain(of_a_failure(refused)) == [
            "contract_create_delete: the handler answers FAILED, InvalidRequest: no such bucket"
        ]

    def test_without_an_answer_is_told_by_what_cfn_asserted(self) -> None:
        assert explain(of_a_failure(answered({"status": "SUCCESS"}))) == [
            "contract_create_delete: AssertionError: status should be SUCCESS"
        ]

    def test_of_a_support_library_that_is_too_old_names_one_that_works(self) -> None:
        message = "HandlerRequest.__init__() missing 3 required positional arguments: 'responseEndpoint' (TypeError)"
        refused = answered({"status": "FAILED", "errorCode": "InvalidRequest", "message": message})
        assert explain(of_a_failure(refused)) == [
            "requirements.txt pins cloudformation-cli-python-lib 2.0.0, which cannot read today's events: take 2.1."
        ]

    def test_is_shortened_where_it_is_long(self) -> None:
        refused = answered({"status": "FAILED", "errorCode": "InvalidRequest", "message": "x" * 25_880})
        (line,) = explain(of_a_failure(refused))
        assert line.endswith("x... (25880 characters)")

    def test_is_shortened_where_an_exception_in_the_log_is_long(self) -> None:
        lost = answered({"status": "FAILED", "errorCode": "InternalFailure", "message": ""})
        (line,) = explain(of_a_failure({**lost, "Log": f"KeyError: '{'x' * 25_880}'"}))
        assert line.endswith("x... (25945 characters)")


def answered(payload: dict[str, Any]) -> dict[str, Any]:
    return {"Event": {"action": "CREATE"}, "Payload": payload, "FunctionError": "", "Log": ""}


def of_a_failure(invocation: dict[str, Any], number: int = 1) -> Findings:
    """What is known after one test that failed with `invocation`, with the input set of this number."""
    input_set = InputSet(number, {})
    details = "frame\nE   AssertionError: status should be SUCCESS\n"
    case = CaseResult("contract_create_delete", input_set.name, Outcome.FAILED, 0.1, details, (invocation,))
    schema = {"properties": {"Name": {"type": "string"}}, "handlers": {}}
    return Findings(
        Project(Path(), ArtifactType.HOOK, "Example::Of::Type", entry_point="example.handlers.resource"),
        schema=schema,
        targets={},
        python="3.12",
        library_version="2.0.0",
        input_set=input_set,
        configuration=None,
        cases=[case],
        invocations=[invocation],
        unsupported=[],
        unreachable=[],
    )


def findings(source: Path, entry_point: str) -> Findings:
    """What is known after one invocation of the entry point."""
    function = Function(FunctionCode("TypeFunction", entry_point, [str(source)], sys.executable), {})
    outcome = function.invoke({})
    function.stop()
    invocation = {
        "Event": {"action": "CREATE"},
        "Payload": outcome.payload,
        "FunctionError": outcome.function_error,
        "Log": outcome.log,
    }
    project = Project(source, ArtifactType.HOOK, "Example::Of::Type", runtime="python3.12", entry_point=entry_point)
    return Findings(
        project,
        schema={},
        targets={},
        python="3.12",
        library_version="",
        input_set=InputSet(1, {}),
        configuration=None,
        cases=[],
        invocations=[invocation],
        unsupported=[],
        unreachable=[],
    )
