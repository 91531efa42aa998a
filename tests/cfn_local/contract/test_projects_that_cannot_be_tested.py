"""What a user meets before any test runs: each said in one line, with what to do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cfn_local.contract.strangers import (
    Verdict,
    copied,
    replaced,
    run_cfn_local,
    side_by_side,
    verdict_on,
    written,
)

SCHEMA = "example-ssm-note.json"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    edits = {
        "invalid schema": replaced(SCHEMA, '"primaryIdentifier"', '"primaryIdentity"'),
        "requirements": written("requirements.txt", "no-such-package-anywhere\n"),
        "overrides": written("overrides.json", '{"CREAT": {}}'),
    }
    folders = {name: copied("ssm-note", tmp_path_factory.mktemp("project"), edit) for name, edit in edits.items()}
    runs: dict[str, Callable[[], Verdict]] = {name: partial(verdict_on, folder) for name, folder in folders.items()}
    nothing = copied("ssm-note", tmp_path_factory.mktemp("project"))
    runs["nothing"] = lambda: verdict_on(nothing, suite_arguments=("-k", "nothing"))
    runs["no such Python"] = lambda: verdict_on(nothing, python="3.99")
    # cfn's own test of assertions passes whatever the handler does.
    runs["no answer"] = lambda: verdict_on(nothing, suite_arguments=("-k", "contract_check_asserts_work"))
    return side_by_side(runs)


@pytest.mark.contract
class TestProjectsThatStop:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("invalid schema", "cfn validate failed: "),
            ("requirements", "requirements.txt does not install:"),
            ("overrides", "cfn ignores overrides.json: "),
            ("no such Python", "--python 3.99: there is no such Python with pip on this machine."),
            ("nothing", "No contract test ran with inputs_1."),
            ("no answer", "The handler never answered with inputs_1."),
        ],
    )
    def test_the_reason_is_one_line(self, verdicts: dict[str, Verdict], name: str, expected: str) -> None:
        assert verdicts[name].stop.startswith(expected)
        assert "\n" not in verdicts[name].stop

    def test_none_of_them_has_passed(self, verdicts: dict[str, Verdict]) -> None:
        assert [name for name, verdict in verdicts.items() if verdict.result.passed] == []

    def test_what_pip_said_is_below(self, verdicts: dict[str, Verdict]) -> None:
        assert "no-such-package-anywhere" in verdicts["requirements"].output

    def test_what_the_schema_lacks_is_below(self, verdicts: dict[str, Verdict]) -> None:
        assert "primaryIdentifier" in verdicts["invalid schema"].output


class TestTheCommandLine:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (("--jobs", "0"), "argument --jobs: must be above zero"),
            (("--handler-timeout", "-1"), "argument --handler-timeout: must be above zero"),
            (("--typeconfig", "/nowhere.json"), "/nowhere.json is not a file"),
            (("--setup", "/nowhere.yml"), "/nowhere.yml is not a file"),
            (("--python", "python3.12"), "argument --python: python3.12 is not a version such as 3.12"),
            (("--junit", "/nowhere/junit.xml"), "/nowhere is not a folder"),
        ],
    )
    def test_a_mistake_is_told_before_anything_runs(self, arguments: tuple[str, str], expected: str) -> None:
        process = run_cfn_local("test", *arguments)
        assert process.returncode == 2
        assert expected in process.stdout

    def test_a_folder_without_a_project_fails(self, tmp_path: Path) -> None:
        process = run_cfn_local("test", tmp_path)
        assert process.returncode == 1
        assert f"No .rpdk-config in {tmp_path}" in process.stdout
