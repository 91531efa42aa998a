"""Write the file in which a resource type of AWS is declared, as far as its schema and its service tell."""

import subprocess

import verb
from workspace import BIN, ROOT

PROGRAM = "import sys; from new_aws_type_skeleton import main; sys.exit(main(sys.argv[1]))"


def new_aws_type(type_name: str) -> int:
    """The exit status. The calls are guesses by name, to be held against the service's API."""
    verb.set_up()
    # What a skeleton is made of, the schema and the service's model, is in the virtual environment.
    command = [BIN / "python", "-c", PROGRAM, type_name]
    return subprocess.run(command, cwd=ROOT / "scripts", check=False).returncode
