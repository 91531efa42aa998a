"""Every mutant in the tables of this folder breaks one promise of the product, and the test that it names notices.

A table has, for each mutant, what it `breaks`, the `file`, a `line` in it (or several) and what this `becomes`, and the
test that is `red` then. The working tree is never touched: a mutated module is made when it is imported. Each eighth
mutant is tried in every run, all of them in `scripts/test nightly`.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.mutants.mutations import ROOT, Mutant, mutants

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
MUTANTS = list(mutants().values())
SAMPLE = MUTANTS[::8]
# What a failed assertion begins with, pytest.raises where nothing is raised, and what the product refuses to do. Any
# other error says that the mutant is no program, or that the test stumbled over it.
NOTICES = ("AssertionError", "assert ", "Failed: DID NOT RAISE", "cfn_local.", "botocore.exceptions.ClientError")


def heavy(found: Sequence[Mutant]) -> list[object]:
    """As parameters, of which those beyond the sample run nightly, and then so does the sample."""
    return [pytest.param(one, marks=pytest.mark.nightly if NIGHTLY or one not in SAMPLE else ()) for one in found]


def failures(folder: Path) -> list[str]:
    """Why the test failed on the mutant; empty if it passed, an AssertionError here if it did not even run."""
    output, report = (folder / "output.txt").read_text(), folder / "report.xml"
    assert report.exists(), output
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    assert [error for case in cases for error in case.iter("error")] == [], output
    assert cases, output
    return [failure.get("message", "") for case in cases for failure in case.iter("failure")]


@pytest.fixture(scope="module")
def mutant_runs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a folder for each mutant that was selected holds how the test that it names went."""
    found = tmp_path_factory.mktemp("mutants")
    functions = [item for item in request.session.items if isinstance(item, pytest.Function)]
    chosen = [item.callspec.params["mutant"] for item in functions if "mutant_runs" in item.fixturenames]
    selected = [mutant.name for mutant in chosen if isinstance(mutant, Mutant)]
    as_in_every_run = {name: value for name, value in os.environ.items() if name != "HYPOTHESIS_PROFILE"}
    forks = [sys.executable, "-m", "tests.mutants.forks", str(found), *selected]
    subprocess.run(forks, cwd=ROOT, env=as_in_every_run, check=True)
    return found


@pytest.mark.timeout(0)  # the first one waits for all of them, each of which has a limit of its own
@pytest.mark.parametrize("mutant", heavy(MUTANTS), ids=lambda mutant: mutant.name)
def test_a_mutant_is_noticed(mutant_runs: Path, mutant: Mutant) -> None:
    found = failures(mutant_runs / mutant.name)

    assert found, f"nobody notices that {mutant.breaks}"
    assert all(message.startswith(NOTICES) for message in found), found


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
class TestAMutant:
    def test_is_a_program_other_than_the_source(self, mutant: Mutant) -> None:
        assert ast.dump(ast.parse(mutant.source())) != ast.dump(ast.parse((ROOT / mutant.file).read_text()))

    def test_names_a_test_that_exists(self, mutant: Mutant) -> None:
        file, *classes, test = mutant.red.split("::")
        nodes: list[ast.stmt] = ast.parse((ROOT / file).read_text()).body
        for name in classes:
            (found,) = [node for node in nodes if isinstance(node, ast.ClassDef) and node.name == name]
            nodes = found.body

        assert test in [node.name for node in nodes if isinstance(node, ast.FunctionDef)]


class TestTheMutants:
    @pytest.mark.parametrize("verb", ["create", "update", "delete", "read", "list"])
    def test_break_every_handler_of_the_odcr_group(self, verb: str) -> None:
        assert [one for one in MUTANTS if one.name.startswith(f"odcr_group/{verb}-")]
