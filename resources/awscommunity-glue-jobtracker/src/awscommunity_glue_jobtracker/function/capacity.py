"""Capacity of a job run, and its billed units."""

import re
from typing import NamedTuple

UNITS_PER_WORKER = {  # DPU; M-DPU for R and Z. A Standard worker is billed by MaxCapacity, and so is any type not here
    "G.025X": 0.25,
    "G.1X": 1.0,
    "G.2X": 2.0,
    "G.4X": 4.0,
    "G.8X": 8.0,
    "G.12X": 12.0,
    "G.16X": 16.0,
    "R.1X": 1.0,
    "R.2X": 2.0,
    "R.4X": 4.0,
    "R.8X": 8.0,
    "Z.2X": 2.0,
}
LARGEST_PYTHON_SHELL = 1.0  # DPU; the smallest Spark job has two
TEN_MINUTE_VERSIONS = frozenset({"0.9", "1.0"})
END_OF_LIFE_VERSIONS = frozenset({"0.9", "1.0", "2.0"})
KNOWN_VERSIONS = frozenset({"0.9", "1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0"})
NEWEST = 6
AUTO = "auto"  # the job follows the newest version


class Capacity(NamedTuple):
    """The size of a run as in GetJobRun; members that Glue left out are zero or empty."""

    worker_type: str = ""
    workers: int = 0
    max_capacity: float = 0.0
    execution_class: str = "STANDARD"
    version: str = ""

    @property
    def family(self) -> str:
        """Spark, MemoryOptimized, Ray or PythonShell, which share a rate. A run does not name its command."""
        if self.worker_type.startswith("R."):
            return "MemoryOptimized"
        if self.worker_type.startswith("Z."):
            return "Ray"
        if not self.worker_type and 0 < self.max_capacity <= LARGEST_PYTHON_SHELL:
            return "PythonShell"
        return "Spark"

    @property
    def units(self) -> float:
        """DPUs or M-DPUs; zero if Glue returned neither workers of a known type nor a capacity."""
        return UNITS_PER_WORKER.get(self.worker_type, 0) * self.workers or self.max_capacity

    @property
    def size(self) -> float:
        """The number of workers; one for each DPU where a run knows only its capacity."""
        return self.workers or self.max_capacity

    @property
    def is_flexible(self) -> bool:
        return self.execution_class == "FLEX"

    @property
    def generation(self) -> int:
        """The major version, 0 if absent; the newest for a job that follows it or is unknown here."""
        if self.version and self.version not in KNOWN_VERSIONS:
            return NEWEST
        found = re.match(r"\d+", self.version)
        return int(found[0]) if found else 0

    def looks_like_a_stream(self, timeout_minutes: int) -> bool:
        """Return whether only streams have it: tiny workers, or Spark workers without a timeout."""
        is_spark = self.family in ("Spark", "MemoryOptimized") and self.generation >= 1 and self.workers > 0
        return self.worker_type == "G.025X" or (is_spark and not timeout_minutes)

    @property
    def billing(self) -> "Billing":
        """How the time of a run of this size is billed."""
        is_old = self.family == "Spark" and not self.is_flexible and self.version in TEN_MINUTE_VERSIONS
        minimum = 600 if is_old else 60
        return Billing(self.units, minimum, minimum * self.units / (self.workers or 1))


class Billing(NamedTuple):
    """Converts the time of a run to unit-seconds. Glue does not say how its minimum applies to units that it
    counted itself; here it is that of one worker."""

    units: float
    minimum_seconds: int
    fewest_counted: float

    def unit_seconds(self, seconds: int, used: float) -> float:
        """Return billed unit-seconds: those that Glue counted, if it did, else all units for the whole time."""
        if used:
            return used if used > self.fewest_counted else self.fewest_counted
        if seconds > self.minimum_seconds:
            return self.units * seconds
        return self.units * self.minimum_seconds if seconds else 0.0
