"""Every test of this folder says where its expected values come from."""

import ast
from pathlib import Path

_MARKS = {"recorded", "inferred"}


def _unmarked(file: Path) -> list[str]:
    tree = ast.parse(file.read_text())
    return [
        f"{file.name}: {node.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _MARKS & _names(node)
    ]


def _names(node: ast.FunctionDef) -> set[str]:
    return {name.id for mark in node.decorator_list for name in ast.walk(mark) if isinstance(name, ast.Name)}


class TestATestOfARecording:
    def test_carries_its_origin_and_date_or_that_it_is_inferred(self) -> None:
        files = [file for file in Path(__file__).parent.glob("test_*.py") if file != Path(__file__)]
        assert [name for file in files for name in _unmarked(file)] == []
