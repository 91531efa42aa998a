"""What the expressions of a stack's template see: its parameters and resources, and the exports around it."""

from collections.abc import Collection, Mapping
from typing import Any

from cfn_local.engine.stacks.stack import Settings, Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import UNKNOWN, PseudoParameters, Scope, TemplateError
from cfn_local.services.zones import zone_names


class LiveValues:
    """Ref and Fn::GetAtt of resources that exist; of others, what is not known yet."""

    def __init__(
        self,
        resources: Mapping[str, StackResource],
        replaced: Collection[str] = (),
        modified: Collection[str] = (),
    ) -> None:
        """Of `replaced` resources nothing is known; of `modified` ones the physical ID, since only that stays."""
        self._resources = resources
        self._replaced = replaced
        self._modified = modified

    def ref(self, logical_id: str) -> Any:
        resource = self._existing(logical_id)
        return UNKNOWN if resource is None else resource.live.physical_id

    def attribute(self, logical_id: str, name: str) -> Any:
        resource = self._existing(logical_id)
        if resource is None or logical_id in self._modified:
            return UNKNOWN
        try:
            return resource.live.attribute(name)
        except KeyError as error:
            raise TemplateError(
                f"Template error: resource {logical_id} does not support attribute type {name} in Fn::GetAtt"
            ) from error

    def _existing(self, logical_id: str) -> Any:
        resource = self._resources.get(logical_id)
        return None if resource is None or logical_id in self._replaced else resource.deployed


def stack_scope(
    stack: Stack, settings: Settings, replaced: Collection[str] = (), modified: Collection[str] = ()
) -> Scope:
    """The scope of `settings.template` over the resources that `stack` has now, or will have after changes to some."""
    return Scope(
        settings.template,
        settings.parameters,
        PseudoParameters(
            account_id=stack.account_id,
            region=stack.region,
            stack_name=stack.name,
            stack_id=stack.stack_id,
            notification_arns=settings.notification_arns,
        ),
        LiveValues(stack.resources, replaced, modified),
        stack_account(stack.account_id, stack.region).exported,
        zone_names,
    )


def imports_of(stack: Stack, settings: Settings) -> frozenset[str]:
    """The names of the exports that the stack imports by these settings."""
    return frozenset(stack_scope(stack, settings).imports())
