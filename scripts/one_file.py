"""Joins Python files into one, with definitions before the code that imports them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

ENTRY = "index"


class SourceError(Exception):
    """The files cannot be joined. The message says which, and what to change."""


@dataclass(frozen=True)
class Source:
    """One of the files: its lines and its top level."""

    name: str
    lines: list[str]
    tree: ast.Module


def as_one_file(folder: Path) -> str:
    """Join the files of `folder`, `index.py` last and its docstring first.

    They import names of each other as `from .FILE import NAME`, and in no other way.
    """
    sources = {path.stem: _read(path) for path in sorted(folder.glob("*.py")) if path.stem != "__init__"}
    if ENTRY not in sources:
        raise SourceError(f"{folder} has no {ENTRY}.py, which is what CloudFormation calls inline code")
    ordered = _in_order(sources)
    _refuse_names_that_meet(ordered)
    parts = [_docstring(sources[ENTRY]), _imports(ordered), *(f"\n{_body(source)}" for source in ordered)]
    text = "\n\n".join(part for part in parts if part) + "\n"
    if "{{resolve:" in text:
        raise SourceError(f"{folder} has the text {{{{resolve:, which CloudFormation takes for a dynamic reference")
    return text


def _read(path: Path) -> Source:
    text = path.read_text("utf-8")
    source = Source(path.stem, text.splitlines(), ast.parse(text, str(path)))
    if ast.get_docstring(source.tree) is None:
        raise SourceError(f"{path} has no docstring")
    return source


def _in_order(sources: dict[str, Source]) -> list[Source]:
    """Sort the files so that each comes after those it imports from."""
    ordered: list[Source] = []

    def add(name: str, importers: tuple[str, ...]) -> None:
        if name in importers:
            raise SourceError(f"{' imports '.join((*importers, name))}: take the circle apart")
        if name not in sources:
            raise SourceError(f"{importers[-1]}.py imports from .{name}, and there is no {name}.py")
        for node in _imports_of(sources[name]):
            if _is_own(node, name):
                add(str(node.module), (*importers, name))
        if sources[name] not in ordered:
            ordered.append(sources[name])

    add(ENTRY, ())
    if unused := sources.keys() - {source.name for source in ordered}:
        raise SourceError(f"nothing imports {', '.join(f'{name}.py' for name in sorted(unused))}: take it out")
    return ordered


def _imports_of(source: Source) -> list[ast.Import | ast.ImportFrom]:
    return [node for node in source.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]


def _is_own(node: ast.stmt, name: str) -> TypeGuard[ast.ImportFrom]:
    """Return whether it imports from another of the files; `name` is the file that contains it."""
    if not isinstance(node, ast.ImportFrom) or not node.level:
        return False
    if node.level > 1 or not node.module or "." in node.module or any(one.asname for one in node.names):
        raise SourceError(f"{name}.py, line {node.lineno}: write `from .FILE import NAME`, without an alias")
    return True


def _imports(sources: list[Source]) -> str:
    """Return the distinct imports from elsewhere, line by line."""
    lines = {ast.unparse(node) for source in sources for node in _imports_of(source) if not _is_own(node, source.name)}
    return "\n".join(sorted(lines, key=lambda line: (not line.startswith("from __future__"), line)))


def _docstring(source: Source) -> str:
    return "\n".join(source.lines[: source.tree.body[0].end_lineno])


def _body(source: Source) -> str:
    """Return the file without its docstring and imports, below a comment with its name."""
    dropped = {
        number
        for node in [source.tree.body[0], *_imports_of(source)]
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    kept = [line for number, line in enumerate(source.lines, 1) if number not in dropped]
    return "\n".join([f"# {source.name}.py", *"\n".join(kept).strip("\n").splitlines()])


def _refuse_names_that_meet(sources: list[Source]) -> None:
    meanings: dict[str, str] = {}
    for source in sources:
        for name, meaning in _names_of(source):
            if meanings.setdefault(name, meaning) != meaning:
                raise SourceError(f"{name} is {meanings[name]} and {meaning}: rename one, since they meet in one file")


def _names_of(source: Source) -> Iterator[tuple[str, str]]:
    """Return the names at the top level of the file, and what each refers to."""
    for node in source.tree.body:
        if _is_own(node, source.name):
            yield from ((alias.name, f"that of {node.module}.py") for alias in node.names)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            prefix = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            yield from ((alias.asname or alias.name, prefix + alias.name) for alias in node.names)
        else:
            yield from ((name, f"that of {source.name}.py") for name in _names_given(node))


def _names_given(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
