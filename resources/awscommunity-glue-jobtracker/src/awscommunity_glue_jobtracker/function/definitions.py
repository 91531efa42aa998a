"""Current job definitions, as far as needed: a run does not include its command or retries."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from .run import AUTOSCALING, STREAMING


class Definition(NamedTuple):
    """A job of GetJob or GetJobs; empty if it was deleted or may not be looked at."""

    command: str = ""  # glueetl, gluestreaming, pythonshell or glueray
    autoscaled: bool = False
    retries: int = 0

    @property
    def streams(self) -> bool:
        return self.command == STREAMING


@dataclass(frozen=True)
class JobNames:
    """The jobs to watch, named as EventBridge matches: * is any characters, a backslash makes it plain; none is all."""

    names: frozenset[str] = frozenset()

    def __contains__(self, job: str) -> bool:
        return not self.names or job in self._plain or any(pattern.fullmatch(job) for pattern in self._wild)

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(name for name in self.names if "*" not in name)

    @cached_property
    def _wild(self) -> list[re.Pattern[str]]:
        return [re.compile(_pattern(name), re.DOTALL) for name in self.names if "*" in name]


def _pattern(name: str) -> str:
    parts = re.findall(r"\\[*\\]|.", name, re.DOTALL)
    return "".join(".*" if part == "*" else re.escape(part.removeprefix("\\") or part) for part in parts)


def definitions_of(jobs: Iterable[Mapping[str, Any]], names: JobNames) -> dict[str, Definition]:
    """Return the definitions of the watched jobs, by job."""
    return {job["Name"]: definition_of(job) for job in jobs if job["Name"] in names}


def definition_of(job: Mapping[str, Any]) -> Definition:
    flag = str((job.get("DefaultArguments") or {}).get(AUTOSCALING, "")).lower()
    return Definition((job.get("Command") or {}).get("Name", ""), flag == "true", job.get("MaxRetries") or 0)
