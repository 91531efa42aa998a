"""What is kept between runs is shown, and removed once it is old."""

import os
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from cfn_local import cli
from cfn_local.runtime import cache

DAY = 86_400


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with requirements that were used today, and others of forty days ago."""
    monkeypatch.setenv("CFN_LOCAL_CACHE", str(tmp_path))
    for name in ("new", "old"):
        cache.kept(f"requirements/{name}", lambda folder: (folder / "code.py").write_bytes(b"x" * 1_500_000))
    old = time.time() - 40 * DAY
    os.utime(tmp_path / "requirements/old", (old, old))
    return tmp_path


def test_is_shown_by_kind(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["cache"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "requirements     2       3.0 MB   unused for 40 days at most",
        f"in {kept}",
    ]


def test_is_removed_where_it_has_not_been_used_for_a_month(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["cache", "--prune"]) == 0
    assert capsys.readouterr().out == "removed 1 of them, 1.5 MB\n"
    assert [folder.name for folder in (kept / "requirements").iterdir()] == ["new"]


def test_is_not_removed_where_it_has_been_used_since(kept: Path) -> None:
    cache.kept("requirements/old", lambda folder: None)
    assert cli.main(["cache", "--prune"]) == 0
    assert len(list((kept / "requirements").iterdir())) == 2


def test_can_be_removed_altogether(kept: Path) -> None:
    assert cli.main(["cache", "--prune", "--days", "0"]) == 0
    assert list((kept / "requirements").iterdir()) == []


def test_is_not_removed_by_a_number_of_days_below_zero(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["cache", "--prune", "--days", "-1"])
    assert "argument --days: must be 0 or more" in capsys.readouterr().err
    assert len(list((kept / "requirements").iterdir())) == 2


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"cfn-local {version('cfn-local')}\n")
