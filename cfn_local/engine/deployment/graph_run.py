"""Work on the nodes of a graph, each after those that it depends on, side by side wherever the graph allows it."""

from collections import deque
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Generic, TypeVar

from cfn_local.services import emulated_wait

Problem = TypeVar("Problem")

MOST_AT_ONCE = 32


def run(
    dependencies: Mapping[str, Collection[str]],
    work: Callable[[str], Problem | None],
    *,
    goes_on_after_a_problem: bool = False,
) -> dict[str, Problem]:
    """Do `work` for each node, and give the problems that it returned, in the order in which they came up.

    After a problem nothing new is begun, or, where the run goes on, nothing that depends on what had the problem.
    The emulated clock stands while a node is worked on and does not wait.
    """
    waiting_for = {node: set(before) & dependencies.keys() for node, before in dependencies.items()}
    dependents = reverse(dependencies)
    problems: dict[str, Problem] = {}
    ready = deque(node for node, before in waiting_for.items() if not before)
    with _Workers(work) as workers:
        workers.begin(ready)
        while workers.running:
            node, problem = workers.next_result()
            if problem is not None:
                problems[node] = problem
            else:
                ready.extend(_freed(dependents[node], node, waiting_for))
            if problems and not goes_on_after_a_problem:
                ready.clear()
            workers.begin(ready)
            emulated_wait.end()
    return problems


class _Workers(Generic[Problem]):
    """Threads that work on nodes. The work on one ends when what it makes ready has begun, so no moment is lost."""

    def __init__(self, work: Callable[[str], Problem | None]) -> None:
        self.running = 0
        self._work = work
        self._ended: SimpleQueue[tuple[str, Future[Problem | None]]] = SimpleQueue()
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE)

    def __enter__(self) -> "_Workers[Problem]":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        for _unended in range(self.running):  # only where the work itself has raised
            emulated_wait.end()

    def begin(self, ready: deque[str]) -> None:
        """Take as many nodes from `ready` as there are threads. All begin before the first can wait."""
        nodes = [ready.popleft() for _ in range(min(len(ready), MOST_AT_ONCE - self.running))]
        self.running += len(nodes)
        for _ in nodes:
            emulated_wait.begin()
        for node in nodes:
            self._pool.submit(self._work, node).add_done_callback(partial(self._put, node))

    def next_result(self) -> tuple[str, Problem | None]:
        node, future = self._ended.get()
        problem = future.result()
        self.running -= 1
        return node, problem

    def _put(self, node: str, future: Future[Problem | None]) -> None:
        self._ended.put((node, future))


def _freed(dependents: Collection[str], node: str, waiting_for: Mapping[str, set[str]]) -> list[str]:
    """Those that waited for nothing but `node`."""
    for dependent in dependents:
        waiting_for[dependent].discard(node)
    return [dependent for dependent in dependents if not waiting_for[dependent]]


def reverse(dependencies: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The nodes that depend on each node: the graph in which things are deleted."""
    dependents: dict[str, list[str]] = {node: [] for node in dependencies}
    for node, before in dependencies.items():
        for other in before:
            if other in dependents:
                dependents[other].append(node)
    return dependents
