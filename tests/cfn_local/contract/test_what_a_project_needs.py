"""Exports, set-up stacks, seeds, type configurations, targets, outdated languages and unshipped files."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cfn_local.contract.strangers import (
    PROJECTS,
    Edit,
    Verdict,
    copied,
    removed,
    replaced,
    side_by_side,
    verdict_on,
    with_create,
    written,
)

# Beside the tests lie packages for this one.
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
SETUP = "test/setup.yml"
UNKNOWN_TYPES = "Resources: {A: {Type: 'AWS::GameLift::Fleet'}, B: {Type: 'AWS::GameLift::Script'}}"
SEED = f"""
import boto3, pathlib
template = pathlib.Path("{SETUP}.kept").read_text()
boto3.client("cloudformation").create_stack(StackName="seeded", TemplateBody=template)
"""


def kept_aside(path: str) -> Edit:
    return lambda folder: (folder / path).rename(folder / f"{path}.kept")


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    def project(name: str, *edits: Edit) -> Path:
        return copied(name, tmp_path_factory.mktemp("project"), *edits)

    elsewhere = project("bucket-object", kept_aside(SETUP), written("seed.py", SEED))
    unconfigured = project("configured-note", removed("typeConfiguration.json"))
    outdated = replaced(".rpdk-config", "python312", "python37")
    stale = replaced("example-ssm-note.json", '"Text": {', '"Colour": {"type": "string"}, "Text": {')
    unshipped = project("ssm-note", written("src/beside.py", "WORD = 1\n"), with_create("__import__('beside').WORD"))
    runs: dict[str, Callable[[], Verdict]] = {
        "no export": lambda: verdict_on(elsewhere),
        "--setup": lambda: verdict_on(elsewhere, setup=elsewhere / f"{SETUP}.kept"),
        "--seed": lambda: verdict_on(elsewhere, seed=f"{shlex.quote(sys.executable)} seed.py"),
        "failing --seed": lambda: verdict_on(elsewhere, seed="echo no bread; exit 3"),
        "unknown set-up": lambda: verdict_on(project("bucket-object", written(SETUP, UNKNOWN_TYPES))),
        "packager's tag": lambda: verdict_on(project("bucket-object", written(SETUP, "Resources: {A: !Bread }"))),
        "exported elsewhere": lambda: verdict_on(
            project("bucket-object", lambda folder: (folder / "test").rename(folder / "examples"))
        ),
        "seed of aws": lambda: verdict_on(project("ssm-note"), seed="aws --version && python -c 'import boto3'"),
        "seed of nothing": lambda: verdict_on(project("ssm-note"), seed="no-such-command-anywhere --now"),
        "no configuration": lambda: verdict_on(unconfigured),
        "--typeconfig": lambda: verdict_on(
            unconfigured, typeconfig=PROJECTS / "configured-note" / "typeConfiguration.json"
        ),
        "outdated": lambda: verdict_on(project("ssm-note", outdated), python=RUNNING),
        "stale": lambda: verdict_on(project("ssm-note", stale)),
        "artifact": lambda: verdict_on(unshipped),
        "--source": lambda: verdict_on(unshipped, from_source=True),
        "unknown target": lambda: verdict_on(
            project("name-check", replaced("example-naming-check.json", "AWS::SSM::Parameter", "AWS::SSM::Paramter"))
        ),
    }
    return side_by_side(runs)


@pytest.mark.contract
class TestExports:
    def test_one_that_nobody_makes_is_an_error(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["no export"].stop == (
            "The inputs name the export notes-bucket, and there is no test/setup.yml. "
            "Add it there, or use --setup or --seed."
        )

    @pytest.mark.parametrize("source", ["--setup", "--seed"])
    def test_either_option_makes_it(self, verdicts: dict[str, Verdict], source: str) -> None:
        assert verdicts[source].result.passed

    def test_a_seed_that_fails_is_shown(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["failing --seed"].stop == "--seed ended with status 3: echo no bread; exit 3"
        assert verdicts["failing --seed"].output == "no bread\n"

    def test_a_template_of_the_project_that_makes_it_is_named(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["exported elsewhere"].stop == (
            "The inputs name the export notes-bucket, and there is no test/setup.yml. "
            "examples/setup.yml does: --setup examples/setup.yml"
        )

    def test_a_seed_finds_aws_and_a_python_with_boto3_beside_cfn_local(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["seed of aws"].result.passed

    def test_a_seed_that_is_not_there_is_named(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["seed of nothing"].stop == "--seed: no-such-command-anywhere was not found."

    def test_a_template_for_a_packager_is_said_to_be_so(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["packager's tag"].stop == (
            "setup.yml is to be packaged first (its tag !Bread); give the result with --setup."
        )

    def test_a_set_up_resource_that_cannot_be_made_is_named(self, verdicts: dict[str, Verdict]) -> None:
        expected = (
            "The set-up stack of setup.yml fails: "
            "The local CloudFormation does not have\n"
            "  the resource type AWS::GameLift::Fleet (A)\n"
            "  the resource type AWS::GameLift::Script (B)\n"
            "Make them with --seed, take another --setup, or let them be stood in for, by\n"
            "Metadata: {cfn-local: {StandIns: [TYPE, ...]}} in that template."
        )
        assert verdicts["unknown set-up"].stop == expected


@pytest.mark.contract
class TestTypeConfigurations:
    def test_one_that_is_missing_is_named(self, verdicts: dict[str, Verdict]) -> None:
        assert not verdicts["no configuration"].result.passed
        assert "Missing configuration: the type takes one" in verdicts["no configuration"].diagnosis

    def test_one_that_is_named_is_used(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["--typeconfig"].result.passed


@pytest.mark.contract
class TestGeneratedCode:
    def test_an_outdated_language_is_run_as_one_that_cfn_can_load(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["outdated"].result.passed
        assert (
            "cfn's Python plugin cannot load python37: "
            f"generated as python39 in a scratch copy, run on Python {RUNNING}."
        ) in verdicts["outdated"].notes

    def test_that_ships_and_is_older_than_the_schema_fails_apart_from_cfns_tests(
        self, verdicts: dict[str, Verdict]
    ) -> None:
        result = verdicts["stale"].result
        assert (result.passed, result.failures, result.stops) == (False, [], [])
        assert [(one.check, one.line) for one in result.shortfalls] == [
            (
                "generated code",
                "src/example_ssm_note/models.py is not of the schema: ResourceModel lacks Colour. "
                "It is what ships; write it anew: cfn-local exec -- cfn generate",
            )
        ]


@pytest.mark.contract
class TestWhatShips:
    def test_a_module_that_does_not_ship_is_missed(self, verdicts: dict[str, Verdict]) -> None:
        assert not verdicts["artifact"].result.passed
        assert "ModuleNotFoundError: No module named 'beside'" in verdicts["artifact"].diagnosis

    def test_straight_from_src_it_is_there(self, verdicts: dict[str, Verdict]) -> None:
        assert verdicts["--source"].result.passed


class TestTargets:
    @pytest.mark.contract
    def test_one_that_nobody_knows_is_named(self, verdicts: dict[str, Verdict]) -> None:
        expected = "Unknown target: AWS has no type AWS::SSM::Paramter in us-east-1"
        assert verdicts["unknown target"].stop.startswith(expected)
