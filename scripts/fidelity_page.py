"""The page of scripts/fidelity: what was recorded of AWS, and what of it the local CloudFormation agrees with."""

import ast
import runpy
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workspace import ROOT

RECORDINGS = ROOT / "tests" / "recorded"
PAGE = ROOT / "docs" / "fidelity.md"
_DIFFERENCES = (
    ("stacks, templates and hooks", "engine"),
    ("AWS's own types", "engine/types/aws"),
    ("Cloud Control API", "cloud_control"),
    ("registry", "registry"),
    ("added services", "services"),
)

_REPLAY = """\
On {DATE}, {SCENARIOS} recordings of LocalStack's validated CloudFormation tests were taken: each scenario ran through
boto3 against a local AWS, and all that AWS had answered was compared with what was answered here: ids, times and
generated names by their form, lists without an order in any. Templates that the recordings do not have were rebuilt
from what they show. The recordings are not part of this repository, so that these counts come from that run and not
from a test. Where recordings of different dates disagree, the newer one counts."""
_READ_BACK = """\
Measured on {DATE} with the records of cdk-real-drift: each resource was made alone from what its template declared, and
each property compared with what AWS showed. A resource that needs another one, which its record does not have, cannot
be made so. Ids of the recorded account, and what was changed by hand before it was read, count as different."""


def replayed() -> dict[str, Any]:
    """The counts of the recordings that were replayed outside of this repository."""
    return runpy.run_path(str(RECORDINGS / "replayed.py"))


@dataclass(frozen=True)
class Fact:
    """A test of a fact about AWS. `subject` is what its file is about; `agrees` tells whether the test has passed."""

    subject: str
    file: str
    test: str
    is_recorded: bool
    agrees: bool = True
    # AWS's own types that the test reads back.
    types: tuple[str, ...] = ()


def declared() -> Iterator[Fact]:
    """The facts that the tests state, by file."""
    for path in sorted(RECORDINGS.glob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        subject = (ast.get_docstring(tree) or path.stem).splitlines()[0].rstrip(".")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                marks = {
                    name.id for mark in node.decorator_list for name in ast.walk(mark) if isinstance(name, ast.Name)
                }
                if marks & {"recorded", "inferred"}:
                    yield Fact(subject, path.name, node.name, "recorded" in marks, types=_types(node))


def _types(test: ast.FunctionDef) -> tuple[str, ...]:
    """The types that a test reads back: those that it passes to `_shown`, itself or as its parameters."""
    reading = [
        node
        for node in ast.walk(test)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_shown"
    ]
    named = [word for part in (*test.decorator_list, *reading) for word in ast.walk(part) if reading]
    texts = {word.value for word in named if isinstance(word, ast.Constant) and isinstance(word.value, str)}
    return tuple(sorted(text for text in texts if text.startswith("AWS::")))


def _by_type(found: list[Fact]) -> Iterator[str]:
    for type_name in sorted({name for one in found for name in one.types}):
        yield f"| {type_name} | {_share([one for one in found if type_name in one.types])} |"


def facts(report: Path) -> list[Fact]:
    """The facts with what a run of the tests says of them; one that did not run does not agree."""
    passed: dict[tuple[str, str], bool] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = str(case.get("name")).split("[")[0]
        file = f"{str(case.get('classname')).split('.')[2]}.py"
        has_failed = any(case.find(ending) is not None for ending in ("failure", "error", "skipped"))
        passed[file, name] = passed.get((file, name), True) and not has_failed
    return [replace(one, agrees=passed.get((one.file, one.test), False)) for one in declared()]


def summary(found: list[Fact]) -> str:
    """One line: how many facts agree."""
    recorded = [one for one in found if one.is_recorded]
    inferred = [one for one in found if not one.is_recorded]
    return (
        f"{sum(one.agrees for one in recorded)} of {len(recorded)} recorded facts agree, "
        f"and {sum(one.agrees for one in inferred)} of {len(inferred)} inferred ones"
    )


def page(found: list[Fact]) -> str:
    """The page, in Markdown."""
    rows = []
    for file in dict.fromkeys(one.file for one in found):
        of_file = [one for one in found if one.file == file]
        recorded, inferred = ([one for one in of_file if one.is_recorded is kind] for kind in (True, False))
        rows.append(
            f"| {of_file[0].subject} | [{file}](../tests/recorded/{file}) | {_share(recorded)} | {_share(inferred)} |"
        )
    known = runpy.run_path(str(RECORDINGS / "known_differences.py"))["KNOWN_DIFFERENCES"]
    differing = [f"| {fact} | {date} | {why} |" for fact, date, why in known]
    return "\n".join(
        [
            "# Fidelity",
            "<!-- Written by scripts/fidelity. -->",
            "How far the local CloudFormation agrees with AWS: with what AWS itself answered, as others recorded it,",
            f"and with what follows from that. {summary(found)}. Each test names its origin and date.",
            f"{replay(replayed())}.",
            "",
            "| about | tests | recorded: agree | inferred: agree |",
            "|---|---|---|---|",
            *rows,
            "",
            "## AWS's own types, read back",
            "What a type shows of a resource, compared with what AWS showed of one.",
            "",
            "| type | recorded: agree |",
            "|---|---|",
            *_by_type(found),
            "",
            *_scenarios(replayed()),
            *_types_compared(replayed()),
            *_surfaces(),
            "## Recorded, and otherwise here",
            "| AWS | recorded | why it is otherwise |",
            "|---|---|---|",
            *differing,
            "",
            "What is not recorded is told by the pages of differences:",
            *(f"* [{of}](../cfn_local/{folder}/DIFFERENCES.md)" for of, folder in _DIFFERENCES),
            "",
        ]
    )


def _surfaces() -> list[str]:
    found = tomllib.loads((RECORDINGS / "surface.toml").read_text("utf-8"))["surface"]
    return [
        "## What each surface rests on",
        "Where little or nothing of AWS is recorded, the strict reading is taken.",
        "",
        "| surface | tests | rests on | open |",
        "|---|---|---|---|",
        *(f"| {one['name']} | {_links(one['tests'])} | {one['rests_on']} | {one['open']} |" for one in found),
        "",
    ]


def _links(paths: list[str]) -> str:
    return ", ".join(f"[{Path(path).name}](../{path})" for path in paths)


def replay(replayed: dict[str, Any]) -> str:
    """One line: how many recorded scenarios and properties of recorded resources are equal."""
    compared = replayed["EQUAL"] + replayed["DIFFERING"]
    equal, properties = (sum(one[index] for one in replayed["TYPES"]) for index in (3, 4))
    return (
        f"{replayed['EQUAL']} of {compared} replayed scenarios are equal ({replayed['EQUAL'] / compared:.0%}), "
        f"and {equal} of {properties} properties of recorded resources ({equal / properties:.0%})"
    )


def _scenarios(replayed: dict[str, Any]) -> list[str]:
    return [
        "## Whole scenarios, replayed",
        *_REPLAY.format(**replayed).splitlines(),
        "",
        "| recordings | count |",
        "|---|---|",
        f"| equal | {replayed['EQUAL']} |",
        f"| different; each is explained below | {replayed['DIFFERING']} |",
        *(f"| {what} | {count} |" for what, count in replayed["NEEDING"]),
        "",
    ]


def _types_compared(replayed: dict[str, Any]) -> list[str]:
    rows = [
        f"| {name} | {records - lone} of {records} | {equal} of {properties} |"
        for name, records, lone, equal, properties in replayed["TYPES"]
    ]
    return [
        "## AWS's own types, property by property",
        *_READ_BACK.format(**replayed).splitlines(),
        "",
        "| type | made | properties: equal |",
        "|---|---|---|",
        *rows,
        "",
    ]


def _share(found: list[Fact]) -> str:
    return f"{sum(one.agrees for one in found)} of {len(found)}" if found else "none"
