"""Code shared by extensions: copies of vendored/, each self-contained, so that a package needs no other.

vendored/handlers goes to every resource type, vendored/hooks to every hook; new extensions get their copy
automatically.
"""

from pathlib import Path

from shipping.extension import Extension
from workspace import ROOT

VENDORED = ROOT / "vendored"
SETS = {"RESOURCE": "handlers", "HOOK": "hooks"}  # by the kind of the extensions that contain it


def copies_for(extension: Extension) -> dict[Path, str]:
    """Return the files copied into the extension with their text; none if its kind has no set."""
    name = SETS.get(extension.kind, "")
    target = extension.package / "shared"
    sources = sorted((VENDORED / name).glob("*.py")) if name else []
    return {target / source.name: _marked(source) for source in sources}


def write_copies(extension: Extension) -> None:
    """Write the copies, and remove files that vendored/ no longer has."""
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
