"""Random templates of things, and what must hold of the stack of any of them at any time."""

import re
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_event import StackEvent
from tests.cfn_local.engine.stacks.stack_stories import Cloud, thing

LOGICAL_IDS = ["Anna", "Bert", "Cleo", "Dora"]
_WAYS_TO_FAIL = [
    "InvalidRequest: no",
    "Once ResourceConflict: busy",
    "Once Throttling: later",
    "Late GeneralServiceException: no",
    "NotUpdatable: no",
]
_LETTERS = {
    "CREATE_IN_PROGRESS": "C",
    "CREATE_COMPLETE": "c",
    "CREATE_FAILED": "f",
    "UPDATE_IN_PROGRESS": "U",
    "UPDATE_COMPLETE": "u",
    "UPDATE_FAILED": "v",
    "DELETE_IN_PROGRESS": "D",
    "DELETE_COMPLETE": "d",
    "DELETE_FAILED": "g",
    "DELETE_SKIPPED": "s",
}
# A creation, once or never; then updates, each put back or not, and at last deletions, in a clean-up three of them.
_LEGAL = re.compile(r"(CC?[cf]|U{1,3}[uv]|(?<=[uv])u|D[dg]|s)*")


@st.composite
def things(draw: st.DrawFn, logical_id: str, others: list[str], failing: list[str]) -> dict[str, Any]:
    """The declaration of a thing that may depend on `others`, in one way or the other, and may fail in many."""
    referred = draw(st.sets(st.sampled_from(others))) if others else set()
    fail = {action: draw(st.sampled_from(_WAYS_TO_FAIL)) for action in failing if draw(st.integers(0, 2)) == 2}
    return thing(
        f"{logical_id}-{draw(st.integers(0, 1))}",
        Label=draw(st.sampled_from(["low", "high"])),
        Size=draw(st.integers(1, 2)),
        Steps=draw(st.sampled_from([0, 0, 1, 11 if "CREATE" in failing else 1])),
        Parts=[{"Ref": other} for other in sorted(referred)],
        Fail=fail,
        depends_on=sorted(draw(st.sets(st.sampled_from(others)))) if others else None,
        _DeletionPolicy=draw(st.sampled_from(["Delete", "Delete", "Retain", "RetainExceptOnCreate"])),
        _UpdateReplacePolicy=draw(st.sampled_from(["Delete", "Delete", "Retain"])),
    )


@st.composite
def templates(draw: st.DrawFn, *failing: str) -> dict[str, Any]:
    """Up to four things, which depend on each other in any order, and an output for each.

    `failing` are the actions that may fail. Where CREATE is one, some take longer than their schema lets them.
    """
    names = draw(st.permutations(LOGICAL_IDS))[: draw(st.integers(1, len(LOGICAL_IDS)))]
    resources = {name: draw(things(name, names[:position], list(failing))) for position, name in enumerate(names)}
    return {"Resources": resources, "Outputs": {name: {"Value": {"Ref": name}} for name in names}}


def snapshot(cloud: Cloud, stack: Stack) -> dict[str, Any]:
    """What a failed update must leave as it was: resources, their properties, and outputs."""
    live = cloud.things()
    models = {one.physical_id: live.get(one.physical_id, {}) for one in stack.resources.values()}
    return {
        "physical ids": {name: one.physical_id for name, one in stack.resources.items()},
        "wanted": {name: one.deployed.desired for name, one in stack.resources.items() if one.deployed},
        "models": {name: {**model, "failed": None} for name, model in models.items()},
        "outputs": cloud.outputs(stack.stack_id),
    }


def assert_sound(cloud: Cloud, stack: Stack, things_of_others: Iterable[str]) -> None:
    """What must hold after every operation, however it has ended."""
    assert not stack.is_moving, stack.status
    events = [event for event in stack.events if event.logical_id != stack.name]
    for logical_id in LOGICAL_IDS:
        word = "".join(_LETTERS[one.status] for one in events if one.logical_id == logical_id)
        assert _LEGAL.fullmatch(word), (logical_id, word)
    existing = cloud.things().keys() - set(things_of_others)
    assert existing == _recorded(stack) | _given_up(events), stack.status


def _recorded(stack: Stack) -> set[str]:
    """The physical IDs of what the stack would delete."""
    rollback = stack.rollback
    unlisted = [*rollback.replaced.values(), *(resource for resource, _ in rollback.abandoned)] if rollback else []
    return {one.deployed.live.physical_id for one in [*stack.resources.values(), *unlisted] if one.deployed}


def _given_up(events: list[StackEvent]) -> set[str]:
    """The physical IDs of which an event has told that they stay."""
    last = {one.physical_id: one.status for one in events if one.physical_id}
    return {physical_id for physical_id, status in last.items() if status in ("DELETE_SKIPPED", "DELETE_FAILED")}
