"""`cfn-local test` as a user starts it, on several projects side by side, one of which fails."""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cfn_local.contract.strangers import PROJECTS, copied, run_cfn_local, with_create

pytestmark = pytest.mark.contract

SECRET = "AKIAREALUSERSKEY0001"
NAMES = ("bucket-object", "change-guard", "configured-note", "name-check", "queue-module", "ssm-note")


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class Session:
    process: subprocess.CompletedProcess[str]
    junit: ElementTree.Element
    written: list[Path]
    left_in_temp: list[str]

    @property
    def output(self) -> str:
        return self.process.stdout

    def row(self, project: str) -> list[str]:
        """The project's line in the table, as words."""
        table = self.output.partition("project  ")[2].splitlines()
        return next(line.split() for line in table if line.startswith(f"{project} "))

    def suite(self, project: str) -> ElementTree.Element:
        return next(suite for suite in self.junit if suite.get("name") == project)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("session")
    # It prints all that it can see, as a stranger's handler may do.
    broken = copied("ssm-note", folder, with_create("print(__import__('os').environ); {}['colour']"))
    broken = broken.rename(folder / "broken-note")
    before = contents(PROJECTS)
    with tempfile.TemporaryDirectory(dir=folder) as temp:
        process = run_cfn_local(
            "test",
            *(PROJECTS / name for name in NAMES),
            broken,
            "--junit",
            folder / "junit.xml",
            TMPDIR=temp,
            AWS_ACCESS_KEY_ID=SECRET,
            AWS_SECRET_ACCESS_KEY=SECRET,
            AWS_PROFILE=SECRET,
            DATADOG_API_KEY=SECRET,
        )
        left = [path.name for path in Path(temp).iterdir()]
    junit = ElementTree.parse(folder / "junit.xml").getroot()
    written = [path for path, content in contents(PROJECTS).items() if before.get(path) != content]
    yield Session(process, junit, written, left)


class TestProjectsThatKeepTheContract:
    def test_a_resource_passes_every_test_that_cfn_has(self, session: Session) -> None:
        assert session.row("ssm-note")[1:4] == ["15", "0", "0"]

    def test_a_resource_whose_inputs_name_exports_of_its_own_setup_passes(self, session: Session) -> None:
        assert session.row("bucket-object")[1:4] == ["13", "2", "0"]

    def test_a_resource_with_a_type_configuration_passes(self, session: Session) -> None:
        assert session.row("configured-note")[1:4] == ["9", "1", "0"]

    def test_a_hook_with_explicit_and_wildcard_targets_passes(self, session: Session) -> None:
        assert session.row("name-check")[1:4] == ["6", "1", "0"]

    def test_a_hook_on_stacks_and_change_sets_passes_as_far_as_cfn_asks_it(self, session: Session) -> None:
        assert session.row("change-guard")[1:4] == ["5", "2", "0"]
        assert "cfn hands what inputs/ have for CHANGE_SET and STACK to the handlers itself" in session.output

    def test_a_module_is_validated(self, session: Session) -> None:
        assert session.row("queue-module")[1:4] == ["-", "-", "-"]
        assert session.row("queue-module")[-1] == "valid"

    def test_missing_generated_files_are_named(self, session: Session) -> None:
        assert "bucket-object: Generated, being absent: src/example_s3_object/models.py." in session.output

    def test_a_project_with_all_its_generated_files_is_not_told_so(self, session: Session) -> None:
        assert "ssm-note: Generated" not in session.output

    def test_the_configuration_that_was_found_is_named(self, session: Session) -> None:
        assert "configured-note: Type configuration: typeConfiguration.json." in session.output

    def test_cfn_gives_its_reason_for_a_skip(self, session: Session) -> None:
        expected = "bucket-object: cfn skipped 1 test: Resource is not taggable.\n"
        assert expected in session.output


class TestOneProjectThatFails:
    def test_the_exit_status_says_so(self, session: Session) -> None:
        assert session.process.returncode == 1
        assert "6 of 7 passed" in session.output

    def test_the_others_are_not_affected(self, session: Session) -> None:
        assert {session.row(name)[-1] for name in NAMES} == {"passed", "valid"}

    def test_an_internal_failure_is_given_its_reason(self, session: Session) -> None:
        assert "-> InternalFailure without a reason: the handler raised KeyError: 'colour'" in session.output

    def test_the_request_and_the_response_are_shown(self, session: Session) -> None:
        assert '"Name": "/notes/shopping"' in session.output
        assert '"errorCode": "InternalFailure"' in session.output

    def test_the_handlers_own_traceback_is_shown(self, session: Session) -> None:
        assert 'File "example_ssm_note/handlers.py", line' in session.output

    def test_no_secret_of_the_user_is_printed(self, session: Session) -> None:
        assert "AWS_ACCESS_KEY_ID" in session.output  # the handler did print its environment
        assert SECRET not in session.output


class TestWhatIsLeftBehind:
    def test_nothing_is_written_into_a_project(self, session: Session) -> None:
        assert session.written == []

    def test_nothing_stays_in_the_temporary_folder(self, session: Session) -> None:
        assert session.left_in_temp == []


class TestJUnit:
    def test_every_project_is_a_suite(self, session: Session) -> None:
        assert [suite.get("name") for suite in session.junit] == [*NAMES, "broken-note"]

    def test_every_test_is_a_case(self, session: Session) -> None:
        assert len(session.suite("ssm-note").findall("testcase")) == 15

    def test_counts_agree_with_the_cases(self, session: Session) -> None:
        for suite in session.junit:
            assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
            assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
            assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
            assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))

    def test_a_failure_tells_its_reason(self, session: Session) -> None:
        failure = session.suite("broken-note").find("testcase/failure")
        assert failure is not None
        assert "KeyError: 'colour'" in failure.get("message", "")
        assert "CREATE request" in (failure.text or "")
