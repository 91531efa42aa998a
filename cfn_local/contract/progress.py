"""A live line per project: rewritten on a terminal, one line per phase elsewhere."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.text import Text


class Progress:
    """Shows what each project is doing, for as long as the `with` block lasts."""

    def __init__(self, console: Console, names: list[str]) -> None:
        self._console = console
        self._phases = dict.fromkeys(names, "waiting")
        self._started = time.monotonic()
        self._lock = Lock()
        self._live = Live(console=console, get_renderable=self._lines, refresh_per_second=8, transient=True)

    def __enter__(self) -> "Progress":
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def of(self, name: str) -> Callable[[str], None]:
        """Return the function that sets the phase of project `name`, such as `contract 3/13`."""

        def show(phase: str) -> None:
            with self._lock:
                is_new = phase.split()[0] != self._phases[name].split()[0]
                self._phases[name] = phase
            if is_new and not self._console.is_terminal:
                seconds = time.monotonic() - self._started
                self._console.print(f"{seconds:6.1f} s  {name}: {phase.split()[0]}", highlight=False)

        return show

    def _lines(self) -> Text:
        seconds = time.monotonic() - self._started
        width = max(map(len, self._phases), default=0)
        lines = [f"{seconds:6.1f} s  {name:<{width}}  {phase}" for name, phase in self._phases.items()]
        return Text("\n".join(lines))


def distinct_names(folders: Sequence[Path]) -> list[str]:
    """Return the folders' names, with as much of the parent path as makes them distinct."""
    depth = 1
    while True:
        names = ["/".join(folder.parts[-depth:]) for folder in folders]
        if len(set(names)) == len(names) or depth > max(len(folder.parts) for folder in folders):
            return names
        depth += 1
