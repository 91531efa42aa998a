"""The instances that a request on a stack set is about: accounts, or units of an organisation, in Regions."""

from typing import Any

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, parameter
from cfn_local.engine.stack_sets.organization import (
    NotAuthorizedError,
    accounts_in,
    missing_units,
    organization_of,
)
from cfn_local.engine.stack_sets.stack_set import Instance, StackSet
from cfn_local.partitions import is_region


def new_instances(request: Request, stack_set: StackSet) -> list[Instance]:
    """Return the instances that a request creates, or brings up to date where they exist; with its overrides."""
    overrides = {one["ParameterKey"]: one["ParameterValue"] for one in parameter(request, "ParameterOverrides") or ()}
    unknown = [one for one in overrides if one not in stack_set.parameters]
    if unknown:
        raise InvalidRequest(f"Parameter overrides {unknown} are not parameters of the stack set")
    regions = _regions(request)
    if not regions:
        raise InvalidRequest("Regions must be specified")
    instances = []
    for account_id, unit_id in _accounts(request, stack_set).items():
        for region in regions:
            made = Instance(account_id, region, unit_id, dict(overrides))
            instances.append(stack_set.instances.setdefault((account_id, region), made))
    for unit_id in _targets(request).get("OrganizationalUnitIds") or ():
        stack_set.units[unit_id] = (regions, overrides)
    return instances


def chosen_instances(request: Request, stack_set: StackSet) -> list[Instance]:
    """Return the existing instances that a request names: all of them, if it names none."""
    instances, regions = list(stack_set.instances.values()), _regions(request)
    if _targets(request) or parameter(request, "Accounts"):
        accounts = _accounts(request, stack_set)
        instances = [one for one in instances if one.account_id in accounts]
    return [one for one in instances if not regions or one.region in regions]


def _accounts(request: Request, stack_set: StackSet) -> dict[str, str]:
    """Return the accounts, with their units."""
    targets = _targets(request)
    if not stack_set.is_service_managed:
        accounts = parameter(request, "Accounts") or targets.get("Accounts") or ()
        if not accounts:
            raise InvalidRequest("Accounts must be specified for a StackSet with SELF_MANAGED permissions")
        return dict.fromkeys(accounts, "")
    if not targets.get("OrganizationalUnitIds"):
        raise InvalidRequest("OrganizationalUnitIds are required for a StackSet with SERVICE_MANAGED permissions")
    try:
        organization = organization_of(request.current_account, request.region, parameter(request, "CallAs") or "SELF")
    except NotAuthorizedError as error:
        raise InvalidRequest(str(error)) from error
    missing = missing_units(organization, targets["OrganizationalUnitIds"])
    if missing:
        raise InvalidRequest(f"There are no organizational units {', '.join(missing)}")
    return accounts_in(organization, targets)


def _targets(request: Request) -> dict[str, Any]:
    return parameter(request, "DeploymentTargets") or {}


def _regions(request: Request) -> list[str]:
    regions = list(parameter(request, "Regions") or ())
    unknown = [one for one in regions if not is_region(one)]
    if unknown:
        raise InvalidRequest(f"AWS has no Region {', '.join(unknown)}")
    return regions
