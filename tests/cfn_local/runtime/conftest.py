"""Functions whose handler a test writes itself."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfn_local import environment
from cfn_local.runtime.function import Function, FunctionCode
from tests.cfn_local.runtime.function_stories import Made


@pytest.fixture
def function(tmp_path: Path) -> Iterator[Made]:
    """Makes a function of the source of its module; ends all that it made."""
    made: list[Function] = []

    def make(
        source: str,
        *,
        more_paths: tuple[Path, ...] = (),
        interpreter: str = sys.executable,
        timeout_seconds: float = 600,
        entry_point: str = "handlers.handler",
    ) -> Function:
        (tmp_path / "handlers.py").write_text(source, "utf-8")
        paths = [str(tmp_path), *map(str, more_paths)]
        code = FunctionCode("Function", entry_point, paths, interpreter, timeout_seconds)
        made.append(Function(code, environment.of_system({"PATH": "/usr/bin:/bin"})))
        return made[-1]

    yield make
    for each in made:
        each.stop()
