"""Bring the resources of a stack to what a template wants, in the order in which they depend on each other."""

from dataclasses import dataclass
from functools import cached_property

from cfn_local.engine.deployment import graph_run
from cfn_local.engine.deployment.problem import Problem
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.deployment.stack_scope import stack_scope
from cfn_local.engine.stacks.stack import Settings, Stack
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import Output, Scope, TemplateError
from cfn_local.engine.types.resource_type import Desired
from cfn_local.services import clock


@dataclass(frozen=True)
class Convergence:
    """One attempt to bring `stack` to `settings`."""

    stack: Stack
    settings: Settings
    work: ResourceWork

    def run(self) -> list[Problem]:
        """Create and update whatever differs; delete nothing. The problems, the first one first."""
        return list(graph_run.run(self.dependencies, self._bring_up).values())

    def outputs(self) -> list[Output]:
        """TemplateError where one cannot be evaluated."""
        return self._scope.outputs()

    def imports(self) -> frozenset[str]:
        return frozenset(self._scope.imports())

    @cached_property
    def dependencies(self) -> dict[str, frozenset[str]]:
        return self._scope.dependencies()

    @cached_property
    def _scope(self) -> Scope:
        return stack_scope(self.stack, self.settings)

    def _bring_up(self, logical_id: str) -> Problem | None:
        if self.work.cancelled.is_set():
            return None
        declaration = self.settings.template.resources[logical_id]
        resource = self.stack.resources.get(logical_id)
        verb = "update" if resource is not None and resource.deployed is not None else "create"
        try:
            desired = self.desired(logical_id)
        except TemplateError as error:
            return self._refused(verb, resource or StackResource(declaration), str(error))
        if self._is_too_late:
            return self._refused(
                verb, resource or StackResource(declaration), "Stack creation time exceeded the specified timeout."
            )
        depends_on = self.dependencies[logical_id]
        if resource is not None and resource.deployed is not None:
            return self.work.update(resource, declaration, desired, depends_on)
        created = self.stack.resources[logical_id] = StackResource(declaration)
        return self.work.create(created, desired, depends_on)

    def desired(self, logical_id: str) -> Desired:
        """What the template wants of a resource now. TemplateError where that cannot be evaluated."""
        return Desired(self._scope.properties(logical_id), self.settings.tags, self.stack.system_tags(logical_id))

    @property
    def _is_too_late(self) -> bool:
        minutes = self.stack.timeout_minutes
        if minutes is None or not self.stack.status.startswith("CREATE_"):
            return False
        return (clock.now() - self.stack.created_at).total_seconds() > minutes * 60

    def _refused(self, verb: str, resource: StackResource, reason: str) -> Problem:
        self.work.cancelled.set()
        self.stack.resources.setdefault(resource.logical_id, resource)
        self.stack.set_resource_status(resource, f"{verb.upper()}_FAILED", reason)
        return Problem(verb, resource.logical_id, reason)
