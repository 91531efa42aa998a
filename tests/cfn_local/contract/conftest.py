"""What the tests of `cfn-local test` stand on."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def offline_requirements() -> None:
    """Projects' requirements come from the wheels that lie beside the virtual environment, not from the network."""
    os.environ["PIP_NO_INDEX"] = "1"
    os.environ["PIP_FIND_LINKS"] = str(Path(__file__).parents[3] / ".wheelhouse")
