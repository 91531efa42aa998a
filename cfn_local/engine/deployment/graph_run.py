"""Process the nodes of a graph in dependency order, in parallel where possible."""

from collections import deque
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from graphlib import CycleError, TopologicalSorter
from queue import SimpleQueue
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
    ready = deque(graph.get_ready())
    with _Workers(work) as workers:
        workers.begin(ready)
        while workers.running:
            node, failure = workers.next_result()
            if failure is not None:
                failures[node] = failure
            else:
                graph.done(node)
                ready.extend(graph.get_ready())
            if failures and not goes_on_after_a_failure:
                ready.clear()
            workers.begin(ready)
            emulated_wait.end()
    return failures


class _Workers(Generic[Failed]):
    """Threads that process nodes. A node ends only when those it makes ready have started, so no moment is lost."""

    def __init__(self, work: Callable[[str], Failed | None]) -> None:
        self.running = 0
        self._work = work
        self._ended: SimpleQueue[tuple[str, Future[Failed | None]]] = SimpleQueue()
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE)

    def __enter__(self) -> "_Workers[Failed]":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        for _unended in range(self.running):  # only where the work itself has raised
            emulated_wait.end()

    def begin(self, ready: deque[str]) -> None:
        """Take as many nodes from `ready` as there are threads. All start before the first can wait."""
        nodes = [ready.popleft() for _ in range(min(len(ready), MOST_AT_ONCE - self.running))]
        self.running += len(nodes)
        for _ in nodes:
            emulated_wait.begin()
        for node in nodes:
            self._pool.submit(self._process, node).add_done_callback(partial(self._put, node))

    def next_result(self) -> tuple[str, Failed | None]:
        with emulated_wait.for_workers():
            node, future = self._ended.get()
        failure = future.result()
        self.running -= 1
        return node, failure

    def _process(self, node: str) -> Failed | None:
        with emulated_wait.as_worker():
            return self._work(node)

    def _put(self, node: str, future: Future[Failed | None]) -> None:
        self._ended.put((node, future))


def reverse(dependencies: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The dependents of each node: the graph for deletion."""
    dependents: dict[str, list[str]] = {node: [] for node in dependencies}
    for node, before in dependencies.items():
        for other in before:
            if other in dependents:
                dependents[other].append(node)
    return dependents
