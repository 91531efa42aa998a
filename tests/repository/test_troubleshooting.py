"""docs/troubleshooting.md quotes errors as they are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/troubleshooting.md").read_text("utf-8")
OURS = PAGE.partition("## Recorded by others")[0]
QUOTED = re.findall(r"^\| `([^`]+)` \|", OURS, re.MULTILINE)
FILES = [
    path
    for folder in ("cfn_local", "resources", "hooks", "scripts")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and (path.suffix == ".py" or path.parent.name == "scripts") and path.name != "models.py"
]


def _words(text: str) -> str:
    """Without what only splits a string over lines, or marks what is filled in."""
    return re.sub(r"\s+", " ", re.sub(r"\"\s*\n\s*f?\"", "", text))


SOURCE = "\n".join(_words(path.read_text("utf-8", "replace")) for path in FILES).lower()


@pytest.mark.parametrize("quoted", QUOTED)
def test_a_quoted_error_is_one_that_is_raised(quoted: str) -> None:
    assert [part for part in re.split(r"\s*\.\.\.\s*", quoted.lower()) if part not in SOURCE] == []


def test_there_are_errors_of_every_extension_with_handlers() -> None:
    assert len(QUOTED) >= 15


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)h][^)]*)\)", PAGE))
def test_a_link_leads_to_a_heading(link: str) -> None:
    file, _, anchor = link.partition("#")
    headings = re.findall(r"^#+ (.*)", (ROOT / "docs" / file).read_text("utf-8"), re.MULTILINE)
    assert anchor in {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
