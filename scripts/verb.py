"""The start of every script: print help if requested, then run the required set-up.

A script parses its arguments before any set-up, so that `--help` and a mistyped option cost nothing.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from workspace import BIN, ROOT


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the running script, whose docstring is the description."""
    return argparse.ArgumentParser(
        prog=f"scripts/{Path(sys.argv[0]).name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def set_up(*scripts: str) -> None:
    """Run scripts/setup, and the given ones after it; exit if one of them fails."""
    for name in ("setup", *scripts):
        if subprocess.run([sys.executable, ROOT / "scripts" / name], check=False).returncode:
            sys.exit(1)


def set_up_unless_help(description: str | None) -> None:
    """For a script whose options a module of the virtual environment reads: with --help, where there is no such
    environment yet, print the docstring instead of making one."""
    if {"-h", "--help"} & set(sys.argv[1:]):
        if not (BIN / "python").exists():
            parser(description).parse_args(["--help"])
        return
    set_up()


def become(name: str, understood: argparse.ArgumentParser) -> NoReturn:
    """Become `python -m shipping.verbs.<name>` in the virtual environment, with arguments that the parser accepts."""
    understood.parse_args()
    if not (BIN / "python").exists():
        set_up()
    paths = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    os.execve(BIN / "python", [str(BIN / "python"), "-m", f"shipping.verbs.{name}", *sys.argv[1:]], environment)
