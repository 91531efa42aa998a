"""What is behind a handler that does not import, where the suite itself tells nothing."""

from pathlib import Path
from typing import Any

import pytest

from cfn_local.contract.diagnosis import Findings, explain
from cfn_local.project.inputs import InputSet
from cfn_local.project.loading import ArtifactType, Project


def explained(
    message: str, *, runtime: str, python: str, entry_point: str = "example_ssm_note.handlers.resource"
) -> str:
    """The first line about a handler whose import failed so."""
    project = Project(Path("note"), ArtifactType.RESOURCE, "Example::Ssm::Note", "", runtime, entry_point)
    invocation: dict[str, Any] = {
        "FunctionError": "Unhandled",
        "Payload": {"errorType": "Runtime.ImportModuleError", "errorMessage": message},
        "Event": {},
        "Log": "",
    }
    inputs = InputSet(1, {})
    return explain(Findings(project, {}, {}, python, "", None, inputs, [], [invocation], [], []))[0]


@pytest.mark.parametrize(
    ("runtime", "python", "whose"),
    [
        ("python3.12", "3.12", "which python3.12 does not have"),
        ("python3.9", "3.11", "which Python 3.11 does not have here"),
    ],
)
def test_pkg_resources_is_said_to_be_of_setuptools(runtime: str, python: str, whose: str) -> None:
    assert explained("ModuleNotFoundError: No module named 'pkg_resources'", runtime=runtime, python=python) == (
        f"The handler does not import: pkg_resources is setuptools', {whose}: add setuptools<81."
    )


def test_a_missing_requirement_is_named_with_the_runtime() -> None:
    assert explained("ModuleNotFoundError: No module named 'yaml'", runtime="python3.12", python="3.12") == (
        "The handler does not import: yaml is neither in requirements.txt nor in the Lambda runtime python3.12."
    )


def test_code_for_another_python_is_told_with_the_one_that_ran_it() -> None:
    told = explained("SyntaxError: invalid syntax", runtime="python3.12", python="3.9")
    assert told == "The handler does not import on Python 3.9: SyntaxError: invalid syntax"


def test_an_entry_point_in_other_case_is_told_what_ships() -> None:
    told = explained(
        "ModuleNotFoundError: No module named 'Example_Ssm_Note'",
        runtime="python3.12",
        python="3.12",
        entry_point="Example_Ssm_Note.handlers.resource",
    )
    assert told == (
        "Wrong entry point: .rpdk-config names Example_Ssm_Note.handlers.resource, which does not exist: "
        "cfn ships example_ssm_note, in lower case (ModuleNotFoundError: No module named 'Example_Ssm_Note')."
    )
