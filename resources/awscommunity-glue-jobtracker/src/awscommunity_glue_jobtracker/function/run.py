"""A job run that has ended, from Glue's data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from .capacity import Capacity

STREAMING = "gluestreaming"
RUNNING = "RUNNING"
FINAL_STATES = frozenset({"SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"})
ENDS_BY_DESIGN = frozenset({"STOPPED", "EXPIRED"})
NO_CAPACITY = Capacity()
AUTOSCALING = "--enable-auto-scaling"


@dataclass(frozen=True)
class Run:
    """One attempt of a job. Members that Glue left out are zero or empty."""

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
    error: bool = False  # whether the message is that of an error
    started: datetime | None = None
    waited: int = 0  # seconds in the queue of the job, if it has one, and until it began to run
    settled: bool = True  # False while Glue does not tell yet how it ended
    streams: bool = False
    mode: str = ""  # SCRIPT, VISUAL or NOTEBOOK
    profile: str = ""  # the usage profile
    maintenance: str = ""  # the window in which Glue restarts a stream

    @property
    def ends_by_design(self) -> bool:
        """Whether a stream was stopped, as to deploy it, or expired in its maintenance window, without an error."""
        return self.streams and self.state in ENDS_BY_DESIGN and not self.error

    @property
    def looks_like_a_stream(self) -> bool:
        """Whether its size suggests a stream, for when the definition of its job is gone."""
        return self.capacity.looks_like_a_stream(self.timeout_minutes)

    @property
    def is_at_most(self) -> bool:
        """Whether its cost is an upper bound: Glue does not count the units of autoscaled streams."""
        return self.streams and self.autoscaled and not self.used


def run_of(job: str, response: Mapping[str, Any], *, streams: bool | None = None) -> Run:
    """The run in a JobRun of GetJobRun or GetJobRuns; `streams` if the definition of its job is known.

    Its arguments may hold secrets and are not kept.
    """
    flag = str((response.get("Arguments") or {}).get(AUTOSCALING, "")).lower()
    flexible = response.get("ExecutionClass") == "FLEX"
    run = Run(
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
        error=bool(response.get("ErrorMessage")),
        started=started.astimezone(UTC) if (started := response.get("StartedOn")) else None,
        mode=response.get("JobMode") or "",
        profile=response.get("ProfileName") or "",
        maintenance=response.get("MaintenanceWindow") or "",
    )
    run = replace(run, streams=run.looks_like_a_stream if streams is None else streams)
    return replace(run, waited=_waited(run)) if response.get("JobRunQueuingEnabled") else run


def _waited(run: Run) -> int:
    return max(0, int((run.ended - run.started).total_seconds()) - run.seconds) if run.started else 0


def _ended(response: Mapping[str, Any]) -> datetime:
    """Return when it ended; for a run that never started, when it was last modified."""
    times = (response.get(name) for name in ("CompletedOn", "LastModifiedOn", "StartedOn"))
    ended: datetime = next(time for time in times if time)
    return ended.astimezone(UTC)
