"""Where each resource of the stacks of a refactor is to go."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_refactor import Location


class RefactorRefusedError(Exception):
    """The refactor asks for what CloudFormation does not do; `problems` are all of them."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))


@dataclass
class Placement:
    """The places that the resources have (`before`) and that the templates declare (`after`), and how they match."""

    stacks: Mapping[str, Stack]
    before: AbstractSet[Location]
    after: Sequence[Location]
    # By the new place, the present one: of the resources that stay, of those mapped, and of those found here.
    staying: dict[Location, Location] = field(default_factory=dict)
    mapped: dict[Location, Location] = field(default_factory=dict)
    detected: dict[Location, Location] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def sources(self) -> dict[Location, Location]:
        """The present place of the resource of each new place."""
        return self.staying | self.mapped | self.detected


def place(
    stacks: Mapping[str, Stack],
    before: AbstractSet[Location],
    after: Sequence[Location],
    mappings: Sequence[tuple[Location, Location]],
) -> Placement:
    """Match the places: as the mappings say, else by the place itself, else by the logical ID alone."""
    found = Placement(stacks, before, after)
    for source, destination in mappings:
        _take_mapping(found, source, destination)
    taken = set(found.mapped.values())
    found.staying = {one: one for one in after if one in before and one not in taken and one not in found.mapped}
    _refuse_occupied(found)
    _detect(found)
    _refuse_changes(found)
    return found


def _take_mapping(found: Placement, source: Location, destination: Location) -> None:
    problems: list[str] = []
    if source not in found.before:
        problems.append(f"The resource {_named(found, source)} in the resource mappings does not exist.")
    if destination not in found.after:
        problems.append(f"The resource {_named(found, destination)} in the resource mappings is not in its template.")
    if source in found.mapped.values():
        problems.append(f"The resource {_named(found, source)} is the source of several resource mappings.")
    if destination in found.mapped:
        problems.append(f"The resource {_named(found, destination)} is the destination of several resource mappings.")
    if source == destination:
        problems.append(_did_not_move(found, source))
    found.problems += problems
    if not problems:
        found.mapped[destination] = source


def _refuse_occupied(found: Placement) -> None:
    """Refuse mappings onto a resource that exists and stays, or from a place that its template still declares."""
    taken = set(found.mapped.values())
    for destination, source in found.mapped.items():
        if destination in found.before and destination not in taken:
            found.problems.append(
                f"The resource {_named(found, destination)} exists: {_named(found, source)} cannot be mapped onto it."
            )
        if source in found.after and source not in found.mapped:
            found.problems.append(_did_not_move(found, source))


def _detect(found: Placement) -> None:
    """Find resources that go to another stack under the same logical ID."""
    gone = found.before - set(found.after) - set(found.mapped.values())
    new = [one for one in found.after if one not in found.before and one not in found.mapped]
    for destination in new:
        same = [one for one in gone if one.logical_id == destination.logical_id]
        rivals = [one for one in new if one.logical_id == destination.logical_id]
        if len(same) == len(rivals) == 1:
            found.detected[destination] = same[0]
        elif same:
            found.problems.append(
                f"Which resource becomes {_named(found, destination)} is not clear: a resource mapping must say it."
            )


def _refuse_changes(found: Placement) -> None:
    moved = {**found.mapped, **found.detected}
    found.problems += [
        f"The resource {_named(found, one)} would be created: a refactor creates none. Map an existing one."
        for one in found.after
        if one not in found.before and one not in moved
    ]
    left = found.before - set(found.sources.values()) - set(found.mapped)
    found.problems += [
        f"The resource {_named(found, one)} would be deleted: a refactor deletes none. Map it to its new place."
        for one in sorted(left, key=lambda one: (one.stack_id, one.logical_id))
    ]
    found.problems += [
        f"Stack {stack.name} would have no resources: first add one that stays."
        for stack_id, stack in found.stacks.items()
        if not any(one.stack_id == stack_id for one in found.after)
    ]
    if not found.problems and not moved:
        found.problems.append("No resource moves, and none gets another logical ID.")


def _did_not_move(found: Placement, source: Location) -> str:
    """Recorded, with its spelling."""
    return (
        f"The resource {source.logical_id} defined in the resources mapping did no move from its original stack "
        f"{found.stacks[source.stack_id].name}. Review your stack template desired state."
    )


def _named(found: Placement, location: Location) -> str:
    return f"{found.stacks[location.stack_id].name}.{location.logical_id}"
