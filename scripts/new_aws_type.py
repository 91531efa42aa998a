"""Writes the declaration of an AWS resource type, as far as its schema and its service's model determine it."""

import subprocess

import verb
from workspace import BIN, ROOT

PROGRAM = "import sys; from new_aws_type_skeleton import main; sys.exit(main(sys.argv[1]))"


def new_aws_type(type_name: str) -> int:
    """Return the exit status. The calls are guesses by name, to be checked against the service's API."""
    verb.set_up()
    # The schema and the service's model, from which a skeleton is built, are in the virtual environment.
    command = [BIN / "python", "-c", PROGRAM, type_name]
    return subprocess.run(command, cwd=ROOT / "scripts", check=False).returncode
