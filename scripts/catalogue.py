"""The catalogue in the README: every extension with what it is, in the words of its schema or fragment."""

import json
from pathlib import Path

from cfn_flip import load_yaml
from workspace import ROOT, projects

README = ROOT / "README.md"
BEGIN, END = "<!-- The catalogue: scripts/generate writes it. -->\n", "<!-- The end of the catalogue. -->\n"


def write_catalogue() -> None:
    README.write_text(with_catalogue(README.read_text("utf-8"), projects()), "utf-8")


def with_catalogue(page: str, folders: list[Path]) -> str:
    """The page with a new catalogue in place of the one between the two marks, which must be there."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = ["| extension | kind | what it is |", "|---|---|---|", *(_row(folder) for folder in folders)]
    return before + BEGIN + "\n".join(rows) + "\n" + END + after


def _row(folder: Path) -> str:
    settings = json.loads((folder / ".rpdk-config").read_text("utf-8"))
    kind, type_name = settings["artifact_type"], settings["typeName"]
    words = _of_fragment(folder) if kind == "MODULE" else _of_schema(folder, type_name)
    first = words.partition(". ")[0].rstrip(".")
    return f"| [`{type_name}`]({folder.relative_to(ROOT).as_posix()}) | {_KINDS[kind]} | {first}. |"


_KINDS = {"RESOURCE": "resource type", "HOOK": "hook", "MODULE": "module"}


def _of_schema(folder: Path, type_name: str) -> str:
    schema = folder / f"{type_name.lower().replace('::', '-')}.json"
    return str(json.loads(schema.read_text("utf-8"))["description"])


def _of_fragment(folder: Path) -> str:
    (fragment,) = (folder / "fragments").iterdir()
    return str(load_yaml(fragment.read_text("utf-8"))["Description"])


if __name__ == "__main__":
    write_catalogue()
