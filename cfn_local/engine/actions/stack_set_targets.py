"""The instances that a request on a stack set is about: accounts, or units of an organisation, in Regions."""

import re
from collections.abc import Mapping, Sequence
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
from cfn_local.engine.template import load_unprocessed
from cfn_local.partitions import is_region, partition_of
from cfn_local.registry.type_versions import registry_of


def new_instances(request: Request, stack_set: StackSet) -> list[Instance]:
    """Return the instances that a request creates, or brings up to date where they exist; with its overrides."""
    overrides = overridden(given_overrides(request, stack_set) or (), {})
    regions = _regions(request)
    if not regions:
        raise InvalidRequest("Regions must be specified")
    instances = []
    for account_id, unit_id in _accounts(request, stack_set).items():
        for region in regions:
            made = Instance(account_id, region, unit_id, dict(overrides))
            instances.append(stack_set.instances.setdefault((account_id, region), made))
    for unit_id in named_units(request):
        stack_set.units[unit_id] = (regions, overrides)
    return instances


def chosen_instances(request: Request, stack_set: StackSet) -> list[Instance]:
    """Return the existing instances that a request names: all of them, if it names none."""
    instances, regions = list(stack_set.instances.values()), _regions(request)
    if _targets(request) or parameter(request, "Accounts"):
        accounts = _accounts(request, stack_set)
        instances = [one for one in instances if one.account_id in accounts]
    return [one for one in instances if not regions or one.region in regions]


def given_overrides(request: Request, stack_set: StackSet) -> Sequence[Mapping[str, Any]] | None:
    """Return the parameter overrides that a request states; None if it states none."""
    given: Sequence[Mapping[str, Any]] | None = parameter(request, "ParameterOverrides")
    refuse_unfit_parameters(request, stack_set, given or (), "ParameterOverrides")
    return given


def refuse_unfit_parameters(
    request: Request, stack_set: StackSet, given: Sequence[Mapping[str, Any]], name: str
) -> None:
    """Raise ValidationError for parameters that the template does not have, or that have no value."""
    template = load_unprocessed(stack_set.body, registry_of(request.current_account, request.region).fragment)
    unknown = [one["ParameterKey"] for one in given if one["ParameterKey"] not in template.parameters]
    if unknown:
        raise InvalidRequest(f"{name}: [{', '.join(unknown)}] do not exist in the template")
    missing = [one["ParameterKey"] for one in given if not {"ParameterValue", "UsePreviousValue"} & one.keys()]
    if missing:
        raise InvalidRequest(f"{name}: [{', '.join(missing)}] must have a ParameterValue or UsePreviousValue")


def overridden(given: Sequence[Mapping[str, Any]], previous: Mapping[str, str]) -> dict[str, str]:
    """Return the overrides that follow from those of a request; what was not overridden has no previous value."""
    kept = {one["ParameterKey"] for one in given if one.get("UsePreviousValue")} & previous.keys()
    stated = {one["ParameterKey"]: one["ParameterValue"] for one in given if not one.get("UsePreviousValue")}
    return {**{one: previous[one] for one in kept}, **stated}


def named_units(request: Request) -> Sequence[str]:
    """Return the organizational units that a request names."""
    return _targets(request).get("OrganizationalUnitIds") or ()


def _accounts(request: Request, stack_set: StackSet) -> dict[str, str]:
    """Return the accounts, with their units."""
    targets = _targets(request)
    if targets and parameter(request, "Accounts"):
        raise InvalidRequest("Accounts and DeploymentTargets cannot both be specified: leave one of them out")
    accounts = parameter(request, "Accounts") or targets.get("Accounts") or ()
    malformed = [one for one in accounts if not re.fullmatch("[0-9]{12}", one)]
    if malformed:
        raise InvalidRequest(f"Accounts must have 12 digits each: {', '.join(malformed)}")
    if not stack_set.is_service_managed:
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
    """Return the Regions, each once. An operation reaches only those of the stack set's own partition."""
    regions = list(dict.fromkeys(parameter(request, "Regions") or ()))
    unknown = [one for one in regions if not is_region(one)]
    if unknown:
        raise InvalidRequest(f"AWS has no Region {', '.join(unknown)}")
    partition = partition_of(request.region)
    elsewhere = [one for one in regions if not partition.has(one)]
    if elsewhere:
        raise InvalidRequest(f"Regions {', '.join(elsewhere)} are not in the partition {partition.id} of the stack set")
    return regions
