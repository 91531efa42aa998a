"""Work on the nodes of a graph, each after those that it depends on, side by side wherever the graph allows it."""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import TypeVar

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
    """
    waiting_for = {node: set(before) & dependencies.keys() for node, before in dependencies.items()}
    dependents = reverse(dependencies)
    problems: dict[str, Problem] = {}
    ended: SimpleQueue[tuple[str, Future[Problem | None]]] = SimpleQueue()
    with ThreadPoolExecutor(max(1, min(MOST_AT_ONCE, len(dependencies)))) as pool:

        def begin(nodes: Collection[str]) -> int:
            for node in nodes:
                pool.submit(work, node).add_done_callback(partial(_put, ended, node))
            return len(nodes)

        running = begin([node for node, before in waiting_for.items() if not before])
        while running:
            node, future = ended.get()
            running -= 1
            if (problem := future.result()) is not None:
                problems[node] = problem
            elif goes_on_after_a_problem or not problems:
                running += begin(_freed(dependents[node], node, waiting_for))
    return problems


def _put(ended: SimpleQueue[tuple[str, Future[Problem | None]]], node: str, future: Future[Problem | None]) -> None:
    ended.put((node, future))


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
