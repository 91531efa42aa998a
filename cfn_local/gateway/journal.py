"""The journal of one local AWS: every call that it received, and what it could not serve."""

from dataclasses import dataclass, field
from threading import Lock

NO_ANSWER = 0


@dataclass(frozen=True)
class JournalEntry:
    """One request. `action` is AWS's name for it if the request tells.

    `status` is the HTTP status, or NO_ANSWER if the response was lost on purpose.
    """

    service: str
    action: str
    status: int

    @property
    def name(self) -> str:
        return f"{self.service}:{self.action}"


@dataclass
class Journal:
    """Grows while the local AWS runs; `cut` starts a new section, as before each input set."""

    calls: list[JournalEntry] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)
    unreachable: list[str] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def record(self, call: JournalEntry) -> None:
        with self._lock:
            self.calls.append(call)

    def record_unsupported(self, name: str) -> None:
        """Record `name`, `service:Action`: a call that AWS has and the local AWS lacks."""
        with self._lock:
            _append_once(self.unsupported, name)

    def record_unreachable(self, host: str) -> None:
        """Record a host outside AWS, which nothing under cfn-local may reach."""
        with self._lock:
            _append_once(self.unreachable, host)

    def record_unjudged(self, text: str) -> None:
        """Record a call that was refused because its permission could not be judged, and what stood in the way."""
        with self._lock:
            _append_once(self.unjudged, text)

    def cut(self) -> None:
        with self._lock:
            self.calls, self.unsupported, self.unreachable, self.unjudged = [], [], [], []

    def page(self) -> tuple[tuple[JournalEntry, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the calls, unsupported actions, unreachable hosts and unjudged permissions since the last cut."""
        with self._lock:
            return tuple(self.calls), tuple(self.unsupported), tuple(self.unreachable), tuple(self.unjudged)


def _append_once(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)
