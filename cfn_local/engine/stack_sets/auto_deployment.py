"""Automatic deployment: accounts that join a unit get the stacks of its sets, and those that leave lose them.

Relies on moto 5.2.5: accounts change their unit by `OrganizationsBackend.move_account`.
"""

import uuid
from functools import cache
from typing import Any

from cfn_local.engine.stack_sets import operation_run
from cfn_local.engine.stack_sets.organization import units_above
from cfn_local.engine.stack_sets.stack_set import Instance, SetOperation, StackSet, every_set
from cfn_local.services.seam import replace_method


@cache
def install() -> None:
    """Make moto's Organizations tell stack sets of accounts that move."""
    from moto.organizations.models import OrganizationsBackend

    move = OrganizationsBackend.move_account

    def move_account(backend: Any, **request: Any) -> None:
        move(backend, **request)
        for stack_set in every_set():
            if stack_set.account_id == backend.account_id:
                _follow(stack_set, backend, request["AccountId"])

    replace_method(OrganizationsBackend, "move_account", move_account)


def _follow(stack_set: StackSet, backend: Any, account_id: str) -> None:
    """Begin the operation that the new place of the account asks for, if any."""
    deployment = stack_set.settings.get("AutoDeployment") or {}
    if not deployment.get("Enabled") or account_id == backend.account_id:
        return
    unit_id = next((one for one in units_above(backend, account_id) if one in stack_set.units), None)
    existing = [one for one in stack_set.instances.values() if one.account_id == account_id]
    leaving = [one for one in existing if one.unit_id != unit_id]
    if unit_id is None and leaving:
        retains = bool(deployment.get("RetainStacksOnAccountRemoval"))
        operation_run.begin(stack_set, _operation("DELETE", retains), leaving)
        return
    if unit_id is None:
        return
    regions, overrides = stack_set.units[unit_id]
    joining = []
    for region in regions:
        one = stack_set.instances.setdefault((account_id, region), Instance(account_id, region))
        one.unit_id, one.overrides = unit_id, dict(overrides)
        joining.append(one)
    operation_run.begin(stack_set, _operation("CREATE"), joining)


def _operation(action: str, retains: bool | None = None) -> SetOperation:
    """An operation without preferences: those of the requests do not rule automatic deployment."""
    return SetOperation(str(uuid.uuid4()), action, {}, retains_stacks=retains)
