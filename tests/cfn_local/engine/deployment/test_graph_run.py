"""Work on a graph: after its dependencies, side by side, and no further after a problem."""

import time
from collections.abc import Mapping
from threading import Barrier, Event, Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.engine.deployment import graph_run
from cfn_local.services import clock, emulated_wait

Graph = dict[str, frozenset[str]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Acyclic graphs of up to eight nodes in any order: each node may depend on those of lower numbers."""
    names = [f"node{number}" for number in range(draw(st.integers(0, 8)))]
    graph: Graph = {
        name: draw(st.frozensets(st.sampled_from(names[:position]))) if position else frozenset()
        for position, name in enumerate(names)
    }
    return {name: graph[name] for name in draw(st.permutations(names))}


def _all_before(graph: Mapping[str, frozenset[str]], name: str) -> set[str]:
    return set().union(*({one} | _all_before(graph, one) for one in graph[name]))


class TestARun:
    @given(graphs())
    def test_works_on_every_node_once_and_after_all_that_it_depends_on(self, graph: Graph) -> None:
        order: list[str] = []
        lock = Lock()

        def work(name: str) -> None:
            with lock:
                order.append(name)

        assert graph_run.run(graph, work) == {}
        assert sorted(order) == sorted(graph)
        assert all(order.index(before) < order.index(name) for name in graph for before in graph[name])

    def test_works_side_by_side_on_what_does_not_depend_on_each_other(self) -> None:
        together = Barrier(3)

        def work(name: str) -> None:
            if name != "last":
                together.wait(timeout=600)

        graph = {"a": frozenset[str](), "b": frozenset(), "c": frozenset(), "last": frozenset("abc")}
        assert graph_run.run(graph, work) == {}

    @given(graphs(), st.integers(0, 7))
    def test_begins_nothing_that_depends_on_a_problem(self, graph: Graph, bad: int) -> None:
        begun: list[str] = []

        def work(name: str) -> str | None:
            begun.append(name)
            return "no" if name == f"node{bad}" else None

        problems = graph_run.run(graph, work, goes_on_after_a_failure=True)

        assert problems == ({f"node{bad}": "no"} if f"node{bad}" in graph else {})
        assert sorted(begun) == sorted(name for name in graph if f"node{bad}" not in _all_before(graph, name))

    def test_begins_nothing_new_after_a_problem(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(graph_run, "MOST_AT_ONCE", 1)
        begun: list[str] = []

        def work(name: str) -> str | None:
            begun.append(name)
            return "no" if name == "first" else None

        graph = {"first": frozenset[str](), "independent": frozenset[str](), "dependent": frozenset({"first"})}
        assert graph_run.run(graph, work) == {"first": "no"}
        assert begun == ["first"]

    def test_takes_dependencies_outside_of_the_graph_for_done(self) -> None:
        assert graph_run.run({"a": frozenset({"elsewhere"})}, lambda _: "worked") == {"a": "worked"}

    @given(graphs())
    def test_of_the_reversed_graph_goes_the_other_way(self, graph: Graph) -> None:
        reversed_graph = graph_run.reverse(graph)
        assert {(name, other) for name in graph for other in graph[name]} == {
            (name, other) for other in reversed_graph for name in reversed_graph[other]
        }

    def test_lets_no_time_pass_between_two_nodes(self) -> None:
        """While one node waits for an hour, a chain of others is worked on; the hour begins when nobody works."""
        moments: dict[str, float] = {}
        start = clock.now()

        def work(name: str) -> None:
            if name == "waits":
                emulated_wait.wait(3600)
            moments[name] = (clock.now() - start).total_seconds()

        chain = {f"node{number}": frozenset({f"node{number - 1}"}) for number in range(1, 30)}
        graph_run.run({"waits": frozenset(), "node0": frozenset(), **chain}, work)

        assert moments["node29"] < 3600 <= moments["waits"]
        clock.reset()

    def test_goes_on_side_by_side_with_all_that_wait_for_the_same_moment(self) -> None:
        first_waits, together = Event(), Barrier(2)

        def work(node: str) -> None:
            if node == "first":
                first_waits.set()
            else:
                first_waits.wait(timeout=600)
            emulated_wait.wait(3600)
            together.wait(timeout=600)

        assert graph_run.run({"first": frozenset(), "second": frozenset()}, work) == {}
        clock.reset()

    def test_lets_time_pass_for_more_nodes_than_there_are_threads(self) -> None:
        graph = {f"node{number}": frozenset[str]() for number in range(3 * graph_run.MOST_AT_ONCE)}
        started = time.monotonic()
        assert graph_run.run(graph, lambda _: emulated_wait.wait(3600)) == {}
        assert time.monotonic() - started < 1800
        clock.reset()

    def test_that_breaks_leaves_the_clock_to_others(self) -> None:
        def work(name: str) -> None:
            raise KeyError(name)

        with pytest.raises(KeyError):
            graph_run.run({"a": frozenset(), "b": frozenset()}, work)
        assert graph_run.run({"a": frozenset()}, lambda _: emulated_wait.wait(3600)) == {}
        clock.reset()
