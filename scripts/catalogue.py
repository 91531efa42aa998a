"""The catalogue in the README: every extension with the description in its schema or fragment."""

from pathlib import Path

from shipping.extension import Extension
from workspace import ROOT, projects

from cfn_local.registry.module_fragments import read_fragment

README = ROOT / "README.md"
BEGIN, END = "<!-- The catalogue: scripts/generate writes it. -->\n", "<!-- The end of the catalogue. -->\n"


def write_catalogue() -> None:
    README.write_text(with_catalogue(README.read_text("utf-8"), projects()), "utf-8")


def with_catalogue(page: str, folders: list[Path]) -> str:
    """Return the page with a new catalogue between the two marks, which must exist."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = ["| extension | kind | what it is |", "|---|---|---|", *(_row(Extension.in_folder(one)) for one in folders)]
    return before + BEGIN + "\n".join(rows) + "\n" + END + after


_KINDS = {"RESOURCE": "resource type", "HOOK": "hook", "MODULE": "module"}


def _row(extension: Extension) -> str:
    words = _of_fragment(extension.folder) if extension.kind == "MODULE" else str(extension.schema["description"])
    first = words.partition(". ")[0].rstrip(".")
    link = f"[`{extension.type_name}`]({extension.folder.relative_to(ROOT).as_posix()})"
    return f"| {link} | {_KINDS[extension.kind]} | {first}. |"


def _of_fragment(folder: Path) -> str:
    return str(read_fragment(folder / "fragments")["Description"])


if __name__ == "__main__":
    write_catalogue()
