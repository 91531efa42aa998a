"""Runs a verb that needs the repository's virtual environment, which is made where there is none."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from workspace import BIN, ROOT


def run(name: str) -> NoReturn:
    """Become `python -m shipping.verbs.<name>` with the arguments of this program."""
    if not (BIN / "python").exists():
        subprocess.run([sys.executable, ROOT / "scripts" / "setup"], check=True)
    paths = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    os.execve(BIN / "python", [str(BIN / "python"), "-m", f"shipping.verbs.{name}", *sys.argv[1:]], environment)
