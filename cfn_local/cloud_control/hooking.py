"""Hooks for CLOUD_CONTROL, asked before the handler of a request, and their part in its status."""

from dataclasses import dataclass, field
from typing import Any

from cfn_local.cloud_control.control_requests import new_token
from cfn_local.engine.hooks import CloudControlTarget, HooksFailed, run_hooks
from cfn_local.engine.hooks.results import results_of
from cfn_local.engine.hooks.selection import applicable_hooks
from cfn_local.engine.hooks.target import INVOCATION_POINT
from cfn_local.engine.types.resource_type import Properties, ResourceFailedError
from cfn_local.registry.type_versions import registry_of
from cfn_local.schemas import casting
from cfn_local.services import emulated_wait

# The API has no code for what a hook stops, and what it answers is not documented.
STOPPED = "InvalidRequest"


@dataclass(frozen=True)
class HooksOfRequest:
    """The hooks of one request. `token` is its HooksRequestToken."""

    account_id: str
    region: str
    type_name: str
    operation: str
    resource_name: str
    token: str = field(default_factory=new_token)

    @property
    def apply(self) -> bool:
        """Whether any hook is to be asked."""
        return bool(applicable_hooks(registry_of(self.account_id, self.region), self._target({}, None)))

    def ask(self, properties: Properties, previous: Properties | None = None) -> None:
        """Ask all hooks that apply. Raise ResourceFailedError if one in FAIL mode fails."""
        target = self._target(properties, previous)
        try:
            run_hooks(registry_of(self.account_id, self.region), target, lambda _event: None, emulated_wait.wait)
        except HooksFailed as failed:
            raise ResourceFailedError(str(failed), code=STOPPED, was_attempted=False) from failed

    def _target(self, properties: Properties, previous: Properties | None) -> CloudControlTarget:
        return CloudControlTarget(
            operation=self.operation,
            account_id=self.account_id,
            region=self.region,
            type_name=self.type_name,
            request_token=self.token,
            properties=casting.as_passed(properties),
            previous_properties=None if previous is None else casting.as_passed(previous),
            resource_name=self.resource_name,
        )


def progress(account_id: str, region: str, token: str | None) -> list[dict[str, Any]]:
    """The HooksProgressEvent of the request with this HooksRequestToken: what each hook has said by now."""
    found = [one for one in results_of(account_id, region).latest_first() if one.target.identifier == token]
    return [
        {
            "HookTypeName": one.type_name,
            "HookTypeVersionId": one.type_version_id,
            "HookTypeArn": one.type_arn,
            "InvocationPoint": INVOCATION_POINT,
            "HookStatus": one.status,
            "HookEventTime": one.invoked_at,
            "HookStatusMessage": one.reason,
            "FailureMode": one.failure_mode,
        }
        for one in reversed(found)
    ]
