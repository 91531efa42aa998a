"""Handlers that a test writes itself, each in a worker of its own, and a fresh local AWS."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from moto import mock_aws

from cfn_local import environment
from cfn_local.runtime.function import Function, FunctionCode
from cfn_local.services import clock


@pytest.fixture
def local_aws() -> Iterator[None]:
    with mock_aws():
        yield
    clock.reset()


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[Callable[..., Function]]:
    """Makes a function of the body of its handler, which sees `event`; ends all that it made."""
    made: list[Function] = []

    def make(body: str, timeout_seconds: float = 600) -> Function:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        (folder / "handlers.py").write_text(f"def handler(event, context):\n    {body}\n", "utf-8")
        code = FunctionCode("Hook", "handlers.handler", [str(folder)], sys.executable, timeout_seconds)
        made.append(Function(code, environment.of_system({"PATH": "/usr/bin:/bin"})))
        return made[-1]

    yield make
    for each in made:
        each.stop()
