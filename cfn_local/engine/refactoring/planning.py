"""The plan of a refactor: what each resource and each stack becomes, or everything that stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cfn_local.engine.change_sets.resource_changes import changed_attributes
from cfn_local.engine.deployment.resolved import LiveValues, Resolved, pseudo_parameters, resolve
from cfn_local.engine.refactoring import exports, movable_types
from cfn_local.engine.refactoring.placement import Placement, RefactorRefusedError, place
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_refactor import Location, Move, StackDefinition, StackRefactor
from cfn_local.engine.stacks.stack_resource import Deployed, StackResource
from cfn_local.engine.template import Output, ResourceDeclaration, TemplateError, references_of
from cfn_local.engine.types import change
from cfn_local.engine.types.resource_type import Desired
from cfn_local.engine.types.resource_types import UnknownResourceTypeError, type_of_existing
from cfn_local.schemas import tagging

NewSettings = Sequence[tuple[StackDefinition, Settings]]


@dataclass(frozen=True)
class Place:
    """A resource and what it becomes at its new place."""

    source: Location
    destination: Location
    resource: StackResource
    deployed: Deployed
    # What it may be tagged with: CloudFormation's own tags, where its type has any.
    tags: Mapping[str, str]
    is_detected: bool

    @property
    def is_moved(self) -> bool:
        return self.source != self.destination

    def as_move(self) -> Move:
        return Move(self.source, self.destination, self.resource.physical_id, self.is_detected, self.tags)


@dataclass(frozen=True)
class Plan:
    """The resources of all stacks, in the order of their templates, and the outputs and imports of each stack."""

    places: tuple[Place, ...]
    resolved: Mapping[str, Resolved]
    outputs: Mapping[str, list[Output]]

    @property
    def moves(self) -> tuple[Place, ...]:
        return tuple(one for one in self.places if one.is_moved)


def plan(refactor: StackRefactor, wanted: NewSettings) -> Plan:
    """Plan the refactor of the stacks as they are now. Raises RefactorRefusedError with all that is in its way.

    The caller holds the lock of the account.
    """
    stacks = {one.stack.stack_id: one.stack for one, _ in wanted}
    resources = {
        Location(stack_id, name): resource
        for stack_id, stack in stacks.items()
        for name, resource in stack.resources.items()
        if resource.deployed is not None
    }
    export_values = exports.ExportValues(stacks)
    found = _resolved(wanted, export_values)
    after = [Location(stack_id, name) for stack_id, one in found.items() for name in one.scope.active()]
    placement = place(stacks, resources.keys(), after, refactor.mappings)
    if placement.problems:
        raise RefactorRefusedError(placement.problems)
    found = {stack_id: _seeing(one, placement, resources) for stack_id, one in found.items()}
    export_values.find(found)
    problems, places = export_values.problems(found), []
    for destination, source in ((one, placement.sources[one]) for one in after):
        look = _Look(found[destination.stack_id], stacks[source.stack_id], source, destination, resources[source])
        problems += look.problems()
        if not problems:
            places.append(look.place(is_detected=destination in placement.detected))
    if problems:
        raise RefactorRefusedError(problems)
    return Plan(tuple(places), found, {stack_id: one.scope.outputs() for stack_id, one in found.items()})


def _resolved(wanted: NewSettings, values: exports.ExportValues) -> dict[str, Resolved]:
    problems, found = [], {}
    for one, settings in wanted:
        try:
            resolved = resolve(one.stack, settings, values.exported)
            resolved.scope.over(expecting_exports=False).check()
        except (TemplateError, ValueError) as error:
            problems.append(f"{one.stack.stack_id}: {error}")
        else:
            found[one.stack.stack_id] = resolved
    if problems:
        raise RefactorRefusedError(problems)
    return found


def _seeing(one: Resolved, placement: Placement, resources: Mapping[Location, StackResource]) -> Resolved:
    """The same with the values that the resources have at their new places."""
    stack_id = one.stack.stack_id
    here = {new.logical_id: resources[old] for new, old in placement.sources.items() if new.stack_id == stack_id}
    return replace(one, scope=one.scope.over(LiveValues(here)))


@dataclass(frozen=True)
class _Look:
    """A look at one resource at its new place."""

    resolved: Resolved
    source_stack: Stack
    source: Location
    destination: Location
    resource: StackResource

    def problems(self) -> list[str]:
        """Why the resource cannot be there."""
        try:
            refused = self._type_problems() or [*self._pseudo_parameters(), *self._changes()]
        except (TemplateError, UnknownResourceTypeError) as error:
            refused = [str(error)]
        name = f"{self.resolved.stack.name}.{self.destination.logical_id}"
        return [f"{name}: {reason}" for reason in refused]

    def place(self, *, is_detected: bool) -> Place:
        deployed, logical_id = self._deployed, self.destination.logical_id
        stack, type_name = self.resolved.stack, self._declaration.type
        desired = self._desired()
        tags: Mapping[str, str] = {}
        if self.source != self.destination:
            desired = replace(desired, system_tags=stack.system_tags(logical_id, type_name))
            stated = tagging.tags_of(self._schema())
            tags = stack.own_tags(logical_id) if stated.taggable and stated.system_tags else {}
        depends_on = self.resolved.dependencies[logical_id]
        becomes = Deployed(self._declaration, desired, deployed.live, depends_on, deployed.mark)
        return Place(self.source, self.destination, self.resource, becomes, tags, is_detected)

    @property
    def _deployed(self) -> Deployed:
        assert self.resource.deployed is not None
        return self.resource.deployed

    @property
    def _declaration(self) -> ResourceDeclaration:
        return self.resolved.scope.declaration(self.destination.logical_id)

    def _schema(self) -> dict[str, object]:
        stack = self.resolved.stack
        return type_of_existing(self._deployed.live, self.resource.type_name, stack.account_id, stack.region).schema

    def _desired(self) -> Desired:
        """The desired state there; the tags of the source stack stay, since nothing about the resource changes."""
        return replace(self._deployed.desired, properties=self.resolved.scope.properties(self.destination.logical_id))

    def _type_problems(self) -> list[str]:
        if self._declaration.type != self.resource.type_name:
            return [f"its type would change from {self.resource.type_name} to {self._declaration.type}."]
        if self.source == self.destination:
            return []
        refusal = movable_types.refusal(self.resource.type_name, self._schema())
        return [refusal] if refusal else []

    def _pseudo_parameters(self) -> list[str]:
        """Refuse what refers to pseudo parameters whose values differ between the stacks (documented)."""
        resolved, stack = self.resolved, self.source_stack
        if stack is resolved.stack:
            return []
        here, there = pseudo_parameters(resolved.stack, resolved.settings), pseudo_parameters(stack, stack.settings)
        used = {
            one.name
            for one in references_of(dict(self._declared.properties), resolved.settings.template)
            if one.kind == "PseudoParameter" and one.name != "AWS::NoValue"
        }
        return [
            f"it refers to {name}, whose value differs between the stacks."
            for name in sorted(used)
            if here.value(name) != there.value(name)
        ]

    @property
    def _declared(self) -> ResourceDeclaration:
        return self.resolved.settings.template.resources[self.destination.logical_id]

    def _changes(self) -> list[str]:
        found = change.changes(self._schema(), self._deployed.desired, self._desired())
        names = dict.fromkeys(one.name for one in found)
        attributes = changed_attributes(self._deployed.declaration, self._declaration)
        # The AWS CDK sends the new construct path of what it moves, which is in the Metadata.
        names |= dict.fromkeys(name for name in attributes if name != "Metadata")
        return [f"a refactor would change {', '.join(names)}: first update the stack."] if names else []
