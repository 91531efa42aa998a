"""Operations on resources of a type, outside of any stack: for `perturb`, for examples and for tests."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local.protocol.exchange import Exchange, Invoke
from cfn_local.protocol.outcome import OperationOutcome
from cfn_local.protocol.policy import Policy
from cfn_local.protocol.replies import Model
from cfn_local.protocol.resource_requests import ResourceRequest, ResourceState, StackReference
from cfn_local.services import clock


@dataclass(frozen=True)
class ResourceOperations:
    """CloudFormation's side of all operations on a resource of `schema` in `stack`; `invoke` receives the events.

    `wait` waits for a number of seconds. By default it advances the emulated clock of this process.
    """

    schema: Mapping[str, Any]
    invoke: Invoke
    logical_id: str = "Resource"
    stack: StackReference = field(default_factory=StackReference)
    stack_tags: Mapping[str, str] = field(default_factory=dict)
    configuration: Mapping[str, Any] | None = None
    policy: Policy = field(default_factory=Policy)
    wait: Callable[[float], object] = clock.advance

    def create(self, desired: Model) -> OperationOutcome:
        return self.exchange("CREATE", desired).run()

    def read(self, model: Model) -> OperationOutcome:
        return self.exchange("READ", model).run()

    def update(self, previous: Model, desired: Model) -> OperationOutcome:
        return self.exchange("UPDATE", desired, previous).run()

    def delete(self, model: Model) -> OperationOutcome:
        return self.exchange("DELETE", model).run()

    def list(self, next_token: str | None = None, model: Model | None = None) -> OperationOutcome:
        return self.exchange("LIST", model or {}, next_token=next_token).run()

    def exchange(
        self,
        action: str,
        desired: Model,
        previous: Model | None = None,
        *,
        previous_stack_tags: Mapping[str, str] | None = None,
        next_token: str | None = None,
        token: str | None = None,
    ) -> Exchange:
        """Return an operation before its first invocation, with a `token` of its own unless one is given.

        The stack's previous tags are the same unless `previous_stack_tags` differs.
        """
        tags_before = self.stack_tags if previous_stack_tags is None else previous_stack_tags
        request = ResourceRequest(
            action=action,
            type_name=str(self.schema["typeName"]),
            schema=self.schema,
            account_id=self.stack.account_id,
            region=self.stack.region,
            stack_id=self.stack.stack_id,
            logical_id=self.logical_id,
            desired=self._state(desired, self.stack_tags),
            previous=None if previous is None else self._state(previous, tags_before),
            token=token or str(uuid.uuid4()),
            type_configuration=self.configuration,
            next_token=next_token,
        )
        return Exchange(request, self.invoke, self.policy, self.wait)

    def _state(self, properties: Model, stack_tags: Mapping[str, str]) -> ResourceState:
        return ResourceState(properties, stack_tags, self.stack.system_tags(self.logical_id))
