"""A job run that has ended, as Glue tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .capacity import Capacity

FINAL_STATES = frozenset({"SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"})
NO_CAPACITY = Capacity()
AUTOSCALING = "--enable-auto-scaling"


@dataclass(frozen=True)
class Run:
    """One attempt of a job. Whatever Glue left out is zero or empty."""

    job: str
    run_id: str
    state: str
    ended: datetime
    capacity: Capacity = NO_CAPACITY
    seconds: int = 0  # in which it consumed resources: not the time that it waited
    used: float = 0.0  # DPUSeconds: of Flex and of autoscaled runs only
    attempt: int = 0  # 0 is the first; every retry is a run of its own
    timeout_minutes: int = 0
    autoscaled: bool = False
    known: bool = True  # False when Glue has forgotten the run, since its job was deleted
    message: str = ""


def run_of(job: str, response: Mapping[str, Any]) -> Run:
    """The run in a JobRun of GetJobRun or GetJobRuns. Its arguments may hold secrets and are not kept."""
    flag = str((response.get("Arguments") or {}).get(AUTOSCALING, "")).lower()
    flexible = response.get("ExecutionClass") == "FLEX"
    return Run(
        job=job,
        run_id=response["Id"],
        state=response.get("JobRunState", ""),
        ended=_ended(response),
        capacity=Capacity(
            worker_type=response.get("WorkerType", ""),
            workers=response.get("NumberOfWorkers") or 0,
            max_capacity=float(response.get("MaxCapacity") or response.get("AllocatedCapacity") or 0),
            execution_class=response.get("ExecutionClass") or "STANDARD",
            version=response.get("GlueVersion", ""),
        ),
        seconds=int(response.get("ExecutionTime") or 0),
        used=float(response.get("DPUSeconds") or 0),
        attempt=response.get("Attempt") or 0,
        timeout_minutes=response.get("Timeout") or 0,
        autoscaled=flag == "true" or (bool(response.get("DPUSeconds")) and not flexible),
        message=response.get("ErrorMessage") or response.get("StateDetail") or "",
    )


def _ended(response: Mapping[str, Any]) -> datetime:
    """When it ended; for a run that never began, when it was last touched."""
    times = (response.get(name) for name in ("CompletedOn", "LastModifiedOn", "StartedOn"))
    ended: datetime = next(time for time in times if time)
    return ended.astimezone(UTC)
