"""What several extensions carry alike: copies of vendored/, each self-contained, so that a package needs no other.

vendored/handlers goes to every resource type, vendored/hooks to every hook; a new extension gets its copy unasked.
"""

from pathlib import Path

from shipping.extension import Extension
from workspace import ROOT

VENDORED = ROOT / "vendored"
SETS = {"RESOURCE": "handlers", "HOOK": "hooks"}  # by the kind of the extensions that carry it


def copies_for(extension: Extension) -> dict[Path, str]:
    """The files that the extension carries, each with its text; none where there is no set for its kind."""
    name = SETS.get(extension.kind, "")
    target = extension.package / "shared"
    sources = sorted((VENDORED / name).glob("*.py")) if name else []
    return {target / source.name: _marked(source) for source in sources}


def write_copies(extension: Extension) -> None:
    """Write the copies, and remove what vendored/ no longer has."""
    copies = copies_for(extension)
    for path, text in copies.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    for path in (extension.package / "shared").glob("*.py"):
        if path not in copies:
            path.unlink()


def _marked(source: Path) -> str:
    origin = source.relative_to(ROOT).as_posix()
    return f"# Written by scripts/generate from {origin}: edit that.\n{source.read_text('utf-8')}"
