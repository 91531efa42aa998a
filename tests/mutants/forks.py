"""Runs pytest on several mutants, each in a process of its own that is forked from one warm interpreter.

    python -m tests.mutants.forks FOLDER MUTANT ...

What pytest says of a mutant lies in FOLDER/<mutant>/, in report.xml and output.txt. Importing moto takes several times
as long as most tests, and a fork has it imported already.
"""

import gc
import os
import sys
from pathlib import Path

import boto3  # noqa: F401 - imported for the forks, as are all that follow
import hypothesis
import jsonschema  # noqa: F401
import moto.cloudformation.responses
import moto.ec2.models
import moto.resourcegroups.models
import moto.s3.responses  # noqa: F401
import pytest
from hypothesis import Phase

from tests.mutants.mutations import ROOT, Mutant, install, mutants

AT_ONCE = 2
MOST_SECONDS = 900


def run(mutant: Mutant, folder: Path) -> int:
    """The exit status of pytest for the test that the mutant names."""
    folder.mkdir(parents=True)
    with (folder / "output.txt").open("w") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        install(mutant)
        options = ["-q", f"--timeout={MOST_SECONDS}", f"--junitxml={folder / 'report.xml'}"]
        return int(pytest.main([*options, mutant.red], plugins=[_OneExample()]))


class _OneExample:
    """Has hypothesis tell the first example that fails, as it is: a mutant needs no smallest one, and no others."""

    def pytest_collection(self) -> None:
        default = hypothesis.settings.default
        assert default is not None
        phases = [phase for phase in default.phases if phase not in (Phase.shrink, Phase.explain)]
        hypothesis.settings.register_profile("one example", default, phases=phases, report_multiple_bugs=False)
        hypothesis.settings.load_profile("one example")


def main(folder: Path, names: list[str]) -> None:
    """Run them all, two at a time."""
    os.chdir(ROOT)
    found = mutants()
    gc.freeze()  # what is imported by now need not be looked at again, in any of the forks
    for number, name in enumerate(names):
        if number >= AT_ONCE:
            os.wait()
        if os.fork() == 0:
            try:
                os._exit(run(found[name], folder / name))
            finally:
                os._exit(1)
    for _ in names[-AT_ONCE:]:
        os.wait()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(Path(sys.argv[1]), sys.argv[2:])
