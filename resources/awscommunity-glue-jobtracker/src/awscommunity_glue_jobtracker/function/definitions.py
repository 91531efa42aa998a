"""What the report needs of the jobs as they are defined now."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .run import AUTOSCALING


class Definition(NamedTuple):
    """A job of GetJobs."""

    command: str = ""  # glueetl, gluestreaming, pythonshell or glueray
    autoscaled: bool = False


def definitions_of(jobs: Iterable[Mapping[str, Any]], names: frozenset[str]) -> dict[str, Definition]:
    """The definitions by job; only those with these names, if there are any."""
    return {job["Name"]: _definition(job) for job in jobs if not names or job["Name"] in names}


def _definition(job: Mapping[str, Any]) -> Definition:
    flag = str((job.get("DefaultArguments") or {}).get(AUTOSCALING, "")).lower()
    return Definition((job.get("Command") or {}).get("Name", ""), flag == "true")
