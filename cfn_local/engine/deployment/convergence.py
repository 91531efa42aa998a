"""Create, import and update the resources of a stack as a template asks, in dependency order."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cfn_local.engine.deployment import graph_run
from cfn_local.engine.deployment.failure import Failure
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import TemplateError
from cfn_local.engine.types.resource_type import Properties
from cfn_local.services import clock

# The primary identifier of each existing resource that the stack takes over, by logical ID.
Imports = Mapping[str, Properties]
NO_IMPORTS: Imports = MappingProxyType({})


@dataclass(frozen=True)
class Convergence:
    """One attempt to bring a stack to its `resolved` settings."""

    resolved: Resolved
    work: ResourceWork
    imports: Imports

    def run(self) -> list[Failure]:
        """Create, import and update what differs, delete nothing, and return the failures in order of occurrence."""
        graph = self.resolved.dependencies
        return list(graph_run.run(graph, self._bring_up, goes_on_after_a_failure=self.work.preserves).values())

    def _bring_up(self, logical_id: str) -> Failure | None:
        if self.work.cancelled.is_set():
            return None
        stack = self.resolved.stack
        resource = stack.resources.get(logical_id)
        if resource is not None and resource.is_half_made:
            failure = self.work.discard(resource)
            if failure is not None:
                return failure
        identifier = self.imports.get(logical_id)
        new = "create" if identifier is None else "import"
        verb = "update" if resource is not None and resource.deployed is not None else new
        if resource is None or resource.deployed is None:
            resource = stack.resources[logical_id] = StackResource(self.resolved.scope.declaration(logical_id))
        try:
            wanted = self.resolved.wanted(logical_id)
        except TemplateError as error:
            return self._refused(verb, resource, str(error))
        if self._is_too_late:
            return self._refused(verb, resource, "Stack creation time exceeded the specified timeout.")
        if verb == "update":
            return self.work.update(resource, wanted)
        if identifier is not None:
            return self.work.take_over(resource, wanted, identifier)
        return self.work.create(resource, wanted)

    @property
    def _is_too_late(self) -> bool:
        stack = self.resolved.stack
        if stack.timeout_minutes is None or not stack.status.startswith("CREATE_"):
            return False
        return (clock.now() - stack.created_at).total_seconds() > stack.timeout_minutes * 60

    def _refused(self, verb: str, resource: StackResource, reason: str) -> Failure:
        return self.work.failed(verb, resource, reason)
