"""One lock file, with hashes, from which the extensions' own pins do not stray."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECTS = [  # modules require nothing
    folder
    for folder in json.loads((ROOT / ".rpdk-config").read_text("utf-8"))["projects"]
    if not folder.startswith("modules/")
]
ENTRIES = re.split(r"\n(?=[a-z0-9])", LOCK.partition("\n")[2].partition("\n")[2])


def locked() -> set[tuple[str, str]]:
    found = (re.match(r"(?P<name>[a-z0-9.-]+)(\[[^]]*\])?==(?P<version>[^ ;\\]+)", entry) for entry in ENTRIES)
    return {(match["name"], match["version"]) for match in found if match}


def test_every_entry_is_pinned_and_hashed():
    assert len(locked()) > 50
    unhashed = [entry.splitlines()[0] for entry in ENTRIES if "==" not in entry or "--hash=sha256:" not in entry]
    assert unhashed == []


def test_no_host_of_an_index_is_named():
    assert "http" not in LOCK


@pytest.mark.parametrize("folder", PROJECTS)
def test_an_extension_ships_what_is_locked(folder):
    lines = (ROOT / folder / "requirements.txt").read_text("utf-8").splitlines()
    pins = {tuple(line.split("==")) for line in lines if line and not line.startswith("#")}
    assert pins
    assert pins <= locked()
    assert not {name for name, *_ in pins} & {"boto3", "botocore"}
