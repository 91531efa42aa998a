"""The drift detection of a whole stack."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event

from cfn_local.services import clock


@dataclass
class DriftDetection:
    """One detection, with the members of DescribeStackDriftDetectionStatus."""

    detection_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "DETECTION_IN_PROGRESS"
    reason: str | None = None
    stack_drift_status: str | None = None
    drifted_count: int | None = None
    timestamp: datetime = field(default_factory=clock.now)
    _ended: Event = field(default_factory=Event)

    def found(self, stack_drift_status: str, drifted_count: int, failures: list[str]) -> None:
        """Record the result; the failures name the resources that could not be read."""
        self.stack_drift_status, self.drifted_count = stack_drift_status, drifted_count
        self.reason = f"Failed to detect drift on resources: {'; '.join(failures)}" if failures else None
        self.status = "DETECTION_FAILED" if failures else "DETECTION_COMPLETE"

    def end(self) -> None:
        self._ended.set()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended, at most this many seconds of real time."""
        self._ended.wait(seconds)
