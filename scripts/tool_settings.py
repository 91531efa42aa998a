"""The lists in pyproject.toml that name the extensions, from the workspace file: what pytest imports from, what mypy
checks, and which packages the import contracts know."""

import re
from collections.abc import Sequence
from pathlib import Path

from workspace import ROOT, projects

PYPROJECT = ROOT / "pyproject.toml"
BEGIN, END = "    # {}: scripts/generate\n", "    # end\n"


def write_tool_settings() -> None:
    PYPROJECT.write_text(with_lists(PYPROJECT.read_text("utf-8"), projects()), "utf-8")


def with_lists(text: str, folders: Sequence[Path]) -> str:
    """Return the settings with each list between its marks replaced. Every list must be marked at least once."""
    sources = [folder / "src" for folder in folders if (folder / "src").is_dir()]
    packages = [path.parent.name for source in sources for path in sorted(source.glob("*/__init__.py"))]
    written = [path.parent.name for source in sources for path in sorted(source.glob("*/models.py"))]
    targets = [path.parent.name for source in sources for path in sorted(source.glob("*/target_models"))]
    handlers = [path.parent.name for source in sources for path in sorted(source.glob("*/handlers.py"))]
    lists = {
        "sources": [source.relative_to(ROOT).as_posix() for source in sources],
        "packages": packages,
        "handlers": handlers,
        "written by cfn": [*(f"{name}.models" for name in written), *(f"{name}.target_models.*" for name in targets)],
    }
    for name, entries in lists.items():
        begin = BEGIN.format(name)
        assert begin in text, f"pyproject.toml has no list marked {begin.strip()!r}"
        lines = "".join(f'    "{entry}",\n' for entry in entries)
        text = re.sub(f"{re.escape(begin)}.*?{re.escape(END)}", f"{begin}{lines}{END}", text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    write_tool_settings()
