"""`cfn-local cache`: shows and removes what is kept between runs."""

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cfn_local.runtime import cache

_SECONDS_IN_A_DAY = 86_400


@dataclass(frozen=True)
class Entry:
    """One cached folder, with the days since it was last used."""

    folder: Path
    size_bytes: int
    days_unused: int


def show() -> int:
    """Print the size of each kind."""
    by_kind: dict[str, list[Entry]] = {}
    for entry in _entries():
        by_kind.setdefault(entry.folder.parent.name, []).append(entry)
    for kind, entries in sorted(by_kind.items()):
        size = sum(entry.size_bytes for entry in entries)
        _print(f"{kind:<14}{len(entries):>4} {_megabytes(size):>12}   unused for {_days(entries)} days at most")
    _print(f"in {cache.root()}")
    return 0


def prune(days: int) -> int:
    """Remove what has not been used for this many days."""
    old = [entry for entry in _entries() if entry.days_unused >= days]
    for entry in old:
        shutil.rmtree(entry.folder, ignore_errors=True)
    _print(f"removed {len(old)} of them, {_megabytes(sum(entry.size_bytes for entry in old))}")
    return 0


def _entries() -> Iterator[Entry]:
    now = time.time()
    for folder in sorted(cache.root().glob("*/*")):
        if folder.is_dir() and not folder.is_symlink():
            files = (path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
            yield Entry(folder, sum(files), int((now - folder.stat().st_mtime) / _SECONDS_IN_A_DAY))


def _days(entries: list[Entry]) -> int:
    return max(entry.days_unused for entry in entries)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
