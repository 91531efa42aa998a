"""docs/clients.md says what each client did, in the versions of our locks where they are in them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = {
    cells[0]: cells
    for line in (ROOT / "docs/clients.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and (cells := [cell.strip() for cell in line.strip("|").split("|")])
}


@pytest.mark.parametrize(
    ("client", "package"),
    [("cfn", "cloudformation-cli"), ("aws", "awscli"), ("boto3", "boto3"), ("cfn-lint", "cfn-lint")],
)
def test_a_client_of_our_lock_ran_in_the_version_of_the_lock(client: str, package: str) -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = re.search(rf"^{package}==(\S+)", lock, re.MULTILINE)
    assert locked is not None
    assert ROWS[client][1:3] == ["our lock", locked[1]]
    assert ROWS[client][4].startswith("done: ")


def test_every_client_says_whether_it_ran() -> None:
    ended = [cells[4] for name, cells in ROWS.items() if name != "client"]
    assert all(one.startswith(("done: ", "failed with ", "**not run**: ")) for one in ended)
    assert len(ended) == 12
