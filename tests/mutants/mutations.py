"""The mutants, as the tables in this folder list them, and modules imported as one of them has them."""

import importlib.machinery
import sys
import textwrap
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class LineError(Exception):
    """The file does not have the line, or has it more than once."""


@dataclass(frozen=True)
class Mutant:
    """One broken promise: in `file`, the lines `line` become others, and the test `red` fails."""

    name: str  # as the table has it, after the table's own: `odcr_group/create-rounds-down`
    breaks: str
    file: str
    line: str
    becomes: str
    red: str

    def source(self) -> str:
        """The mutated source. LineError if the lines are not there exactly once; their indentation does not matter."""
        lines = (ROOT / self.file).read_text().splitlines()
        stated = self.line.rstrip().splitlines()
        wanted = [line.strip() for line in stated]
        stripped = [line.strip() for line in lines]
        found = [start for start in range(len(lines)) if stripped[start : start + len(wanted)] == wanted]
        if len(found) != 1:
            raise LineError(f"{self.file} has {len(found)} times: {self.line}")
        indent = " " * (_indentation(lines[found[0]]) - _indentation(stated[0]))
        becomes = textwrap.indent(self.becomes.rstrip(), indent).splitlines()
        return "\n".join([*lines[: found[0]], *becomes, *lines[found[0] + len(wanted) :], ""])


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def mutants() -> dict[str, Mutant]:
    """All of them by name, in the order of the tables."""
    return {
        f"{table.stem}/{name}": Mutant(name=f"{table.stem}/{name}", **stated)
        for table in sorted(HERE.glob("*.toml"))
        for name, stated in tomllib.loads(table.read_text()).items()
    }


def install(mutant: Mutant) -> None:
    """Have the module imported as the mutant has it, whatever bytecode there is of it."""
    sys.meta_path.insert(0, _Finder(mutant))


class _Finder:
    def __init__(self, mutant: Mutant) -> None:
        self._file, self._source = str(ROOT / mutant.file), mutant.source()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin != self._file:
            return None
        spec.loader = _Loader(name, self._file, self._source)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, file: str, source: str) -> None:
        super().__init__(name, file)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return importlib.machinery.SourceFileLoader.source_to_code(self, self._source.encode(), self.path)

    def get_source(self, fullname: str) -> str:
        return self._source
