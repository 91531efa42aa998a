"""Runs pytest on several mutated sources, each in a process of its own that is forked from one warm interpreter.

    python forks.py SOURCE=TEST ...

SOURCE is the mutated copy of a src folder, three levels below the folder to which report.xml is written. Importing moto
takes several times as long as most tests, and a fork has it imported already.
"""

import gc
import os
import sys
from pathlib import Path

import boto3  # noqa: F401 - imported for the forks
import hypothesis  # noqa: F401
import moto.ec2.models
import moto.resourcegroups.models  # noqa: F401
import pytest

ROOT = Path(__file__).parents[2]
AT_ONCE = 2


def run(source: Path, test: str) -> int:
    """The exit status of pytest for one test on the mutated source."""
    folder = source.parents[2]
    with (folder / "output.txt").open("w") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        paths = f"pythonpath={source} {ROOT} {ROOT / 'tests'}"
        options = ["-q", "-p", "no:cacheprovider", "-o", paths, f"--junitxml={folder / 'report.xml'}"]
        return int(pytest.main([*options, test]))


def main(arguments: list[str]) -> None:
    """Run them all, two at a time."""
    os.chdir(ROOT)
    gc.freeze()  # what is imported by now need not be looked at again, in any of the forks
    for number, argument in enumerate(arguments):
        if number >= AT_ONCE:
            os.wait()
        source, _, test = argument.partition("=")
        if os.fork() == 0:
            os._exit(run(Path(source), test))
    for _ in arguments[-AT_ONCE:]:
        os.wait()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(sys.argv[1:])
