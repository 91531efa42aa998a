"""Process the nodes of a graph in dependency order, in parallel where possible."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from threading import Event, Lock
from typing import Generic, TypeVar

from cfn_local.services import emulated_wait

Failed = TypeVar("Failed")

MOST_AT_ONCE = 32


def run(
    dependencies: Mapping[str, Collection[str]],
    work: Callable[[str], Failed | None],
    *,
    goes_on_after_a_failure: bool = False,
) -> dict[str, Failed]:
    """Do `work` for each node, and return its failures in order of occurrence.

    After a failure no node is started or, where the run goes on, none that depends on the failed one. Nodes in a
    cycle are never started. The emulated clock stands still while a node is being processed and is not waiting.
    """
    graph = TopologicalSorter({node: dependencies.keys() & set(before) for node, before in dependencies.items()})
    with suppress(CycleError):  # documented: nodes outside of the cycle can still be processed
        graph.prepare()
    failures: dict[str, Failed] = {}

    def ended(node: str, failure: Failed | None, ready: deque[str]) -> None:
        if failure is not None:
            failures[node] = failure
        else:
            graph.done(node)
            ready.extend(graph.get_ready())
        if failures and not goes_on_after_a_failure:
            ready.clear()

    _Workers(work, ended).process(deque(graph.get_ready()))
    return failures


class _Workers(Generic[Failed]):
    """Threads that process nodes. One that has ended a node goes on with what is ready, and wakes others for the rest.

    A node ends only when those it makes ready have started, so no moment is lost. `ended` is called for one node at a
    time, and adds to those that are ready.
    """

    def __init__(
        self,
        work: Callable[[str], Failed | None],
        ended: Callable[[str, Failed | None, deque[str]], None],
    ) -> None:
        self._work = work
        self._ended = ended
        self._running = 0
        self._error: BaseException | None = None
        self._lock = Lock()
        self._all_ended = Event()

    def process(self, ready: deque[str]) -> None:
        """Process the nodes, and those that they make ready. Raises what the work raises, once no node is running."""
        self._ready = ready
        nodes = self._begun()
        if not nodes:
            return
        with ThreadPoolExecutor(MOST_AT_ONCE) as self._pool:
            with emulated_wait.for_workers():
                self._wake(nodes)
                self._all_ended.wait()
            emulated_wait.end()  # of the last node, which has left it to this thread
        if self._error is not None:
            raise self._error

    def _begun(self) -> list[str]:
        """Take as many nodes as there are threads. All are registered before the first can wait."""
        nodes = [self._ready.popleft() for _ in range(min(len(self._ready), MOST_AT_ONCE - self._running))]
        self._running += len(nodes)
        for _ in nodes:
            emulated_wait.begin()
        return nodes

    def _wake(self, nodes: Iterable[str]) -> None:
        for node in nodes:
            self._pool.submit(self._process_from, node)

    def _process_from(self, first: str) -> None:
        node: str | None = first
        while node is not None:
            node = self._next_after(node, self._result_of(node))

    def _result_of(self, node: str) -> Failed | None:
        try:
            with emulated_wait.as_worker():
                return self._work(node)
        except BaseException as error:  # noqa: BLE001 - `process` raises it
            self._error = self._error or error
            return None

    def _next_after(self, node: str, failure: Failed | None) -> str | None:
        """End a node, and return the one to go on with, if there is one."""
        with self._lock:
            if self._error is None:
                self._ended(node, failure, self._ready)
            else:
                self._ready.clear()
            self._running -= 1
            nodes = self._begun()
            if not self._running:
                self._all_ended.set()
                return None
        self._wake(nodes[1:])
        emulated_wait.end()
        return nodes[0] if nodes else None


def reverse(dependencies: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The dependents of each node: the graph for deletion."""
    dependents: dict[str, list[str]] = {node: [] for node in dependencies}
    for node, before in dependencies.items():
        for other in before:
            if other in dependents:
                dependents[other].append(node)
    return dependents
