"""Finds which projects a saved file changes, by looking at their files again and again."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cfn_local.project import scratch

# When each file was last written, and its size.
_State = Mapping[Path, tuple[int, int]]


class Watch:
    """Watches the folders of projects by name, and the files `shared` that all of them depend on, from now on."""

    def __init__(self, projects: Mapping[str, Path], shared: Iterable[Path], wait: Callable[[], object]) -> None:
        self._projects = projects
        self._shared = list(shared)
        self._wait = wait
        self._known = self._states()

    def next(self) -> list[str]:
        """Wait until files have changed since the last time and then rested for one `wait`. Return the projects."""
        while True:
            states = self._rested()
            changed = [name for name, state in states.items() if state != self._known[name]]
            self._known = states
            if changed:
                return changed

    def _rested(self) -> dict[str, _State]:
        """Look until nothing differs from the look before: an editor writes in several steps."""
        states = self._states()
        while True:
            self._wait()
            later = self._states()
            if later == states:
                return later
            states = later

    def _states(self) -> dict[str, _State]:
        return {name: _state([*scratch.files_of(folder), *self._shared]) for name, folder in self._projects.items()}


def _state(files: Iterable[Path]) -> _State:
    found = {}
    for path in files:
        with suppress(OSError):  # deleted meanwhile
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_size)
    return found
