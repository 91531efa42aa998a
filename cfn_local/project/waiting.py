"""Waiting for threads in a way that Ctrl-C can end."""

from collections.abc import Iterable
from concurrent.futures import Future, wait
from typing import Any


def wait_for_all(running: Iterable[Future[Any]]) -> None:
    """Return when all are done. Raise KeyboardInterrupt at a signal, within a second."""
    running = list(running)
    # Wake up regularly: simultaneous signals may be delivered to a thread that does not handle them.
    while wait(running, timeout=1).not_done:
        pass
