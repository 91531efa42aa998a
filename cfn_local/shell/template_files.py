"""The template files below the paths on a command line."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_SUFFIXES = frozenset({".json", ".template", ".yaml", ".yml"})
_RESOURCES = re.compile(r"""(?:^|[{,])\s*["']?Resources["']?\s*:""", re.MULTILINE)
_TYPE = re.compile(r"""["']?Type["']?\s*:\s*["']?[A-Za-z0-9]+::""")
_NOT_LOOKED_INTO = frozenset({"node_modules", "__pycache__", "venv"})


def template_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, and those in folders that look like templates, each once."""
    found = (file for path in paths for file in ([path] if path.is_file() else _in_folder(path)))
    return list(dict.fromkeys(found))


def _in_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in _NOT_LOOKED_INTO:
            continue
        if path.is_dir():
            yield from _in_folder(path)
        elif path.suffix in _SUFFIXES and _looks_like_a_template(path):
            yield path


def _looks_like_a_template(path: Path) -> bool:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return _RESOURCES.search(text) is not None and _TYPE.search(text) is not None


def line_of(text: str, logical_id: str) -> int:
    """Return the line at which a template declares a resource; 1 if it is not found."""
    found = re.search(rf"""^\s*["']?{re.escape(logical_id)}["']?\s*:""", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 1
