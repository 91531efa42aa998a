"""The way to invoke a hook, whoever has written it."""

from collections.abc import Mapping

from cfn_local.engine.hooks.managed.control_tower_hook import ControlTowerHook
from cfn_local.engine.hooks.managed.execution_role import ExecutionRole
from cfn_local.engine.hooks.managed.guard_hook import GuardHook
from cfn_local.engine.hooks.managed.lambda_hook import LambdaHook
from cfn_local.engine.hooks.selection import HookVersion
from cfn_local.protocol.exchange import Invoke
from cfn_local.registry.public_hooks import CONTROL_TOWER_HOOK, GUARD_HOOK, LAMBDA_HOOK
from cfn_local.registry.type_versions import TypeVersion

_MANAGED: Mapping[str, type[ControlTowerHook] | type[GuardHook] | type[LambdaHook]] = {
    GUARD_HOOK: GuardHook,
    LAMBDA_HOOK: LambdaHook,
    CONTROL_TOWER_HOOK: ControlTowerHook,
}


def invocation_of(version: HookVersion, account_id: str, region: str) -> Invoke:
    """Return what takes an event and returns the payload: the managed hook that was activated, or the handlers."""
    managed = _MANAGED.get(version.original_type_name or "")
    if managed is not None:
        assert isinstance(version, TypeVersion), "only the registry has activated types"
        return managed(account_id, region, ExecutionRole(version, account_id, region)).invoke
    return lambda event: version.invoke(event).payload
