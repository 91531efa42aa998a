"""The function runs by itself in Lambda: with Python and the boto3 of the runtime, and nothing of the handlers."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import awscommunity_glue_jobtracker.function as function
import pytest

FOLDER = Path(function.__file__).parent
RUNTIME = {"boto3", "botocore"}


def imported(file: Path) -> Iterator[str]:
    """The packages that a module imports; a relative import by its dots."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level or (node.module or "").partition(".")[0]


class TestEveryModule:
    @pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.py")), ids=lambda file: file.stem)
    def test_it_imports_python_boto3_and_its_own_folder(self, file: Path) -> None:
        assert set(imported(file)) <= {*sys.stdlib_module_names, *RUNTIME, "."}


class TestTheFolderByItself:
    def test_lambda_finds_the_handler_at_the_top_of_the_zip(self) -> None:
        program = "import function.handler, sys; print(callable(function.handler.handler), 'pandas' in sys.modules)"
        done = subprocess.run(
            [sys.executable, "-B", "-c", program], cwd=FOLDER.parent, capture_output=True, text=True, check=True
        )

        assert done.stdout == "True False\n"
