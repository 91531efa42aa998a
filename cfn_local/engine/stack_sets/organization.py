"""The organisation that a service-managed stack set reaches: who may administer, and which accounts are in a unit."""

from collections.abc import Iterable, Mapping
from typing import Any

from cfn_local import partitions
from cfn_local.services import clock

_SERVICES = ("member.org.stacksets.cloudformation.amazonaws.com", "stacksets.cloudformation.amazonaws.com")


class NotAuthorizedError(Exception):
    """The account may not administer service-managed stack sets. The message says why."""


def organization_of(account_id: str, region: str, call_as: str) -> Any:
    """Return moto's organisation of an account that may administer stack sets. Raise NotAuthorizedError."""
    from moto.organizations.models import organizations_backends

    partition = partitions.partition_of(region).id
    for backend in [one for regions in list(organizations_backends.values()) for one in regions.values()]:
        if backend.org is None or partition != backend.partition:
            continue
        if backend.account_id == account_id and call_as == "SELF":
            return _trusting(backend)
        admins = {one.account.id: set(one.services) for one in backend.admins}
        if call_as == "DELEGATED_ADMIN" and _SERVICES[0] in admins.get(account_id, ()):
            return _trusting(backend)
    if call_as == "DELEGATED_ADMIN":
        raise NotAuthorizedError("You must be a delegated administrator to use CallAs DELEGATED_ADMIN")
    raise NotAuthorizedError(
        "You must be the management account or delegated admin account of an organization before operating a "
        "SERVICE_MANAGED stack set"
    )


def set_access(account_id: str, region: str, *, enabled: bool) -> None:
    """Let stack sets reach the accounts of an organisation, or no longer. Nothing happens without an organisation."""
    from moto.organizations.models import organizations_backends

    backend = organizations_backends[account_id][partitions.partition_of(region).id]
    others = [one for one in backend.services if one["ServicePrincipal"] != _SERVICES[0]]
    granted = {"ServicePrincipal": _SERVICES[0], "DateEnabled": clock.now().timestamp()}
    backend.services = [*others, granted] if enabled else others


def _trusting(backend: Any) -> Any:
    trusted = {one["ServicePrincipal"] for one in backend.services}
    if not trusted & set(_SERVICES):
        raise NotAuthorizedError("You must enable organizations access to operate a service managed stack set")
    return backend


def accounts_in(backend: Any, targets: Mapping[str, Any]) -> dict[str, str]:
    """Return the accounts of deployment targets, with the unit that each is reached through, in order.

    The management account is never one of them.
    """
    found: dict[str, str] = {}
    for unit_id in targets.get("OrganizationalUnitIds") or ():
        for account_id in _within(backend, unit_id):
            found.setdefault(account_id, unit_id)
    given, how = list(targets.get("Accounts") or ()), targets.get("AccountFilterType") or "NONE"
    if how == "INTERSECTION":
        found = {one: unit for one, unit in found.items() if one in given}
    elif how == "DIFFERENCE":
        found = {one: unit for one, unit in found.items() if one not in given}
    elif how == "UNION":
        found |= {one: parent_of(backend, one) for one in given if one not in found}
    return {one: unit for one, unit in found.items() if one != backend.account_id}


def units_above(backend: Any, account_id: str) -> list[str]:
    """Return the units and the root that an account is in, the nearest first."""
    found, parent = [], parent_of(backend, account_id)
    by_id = {one.id: one for one in backend.ou}
    while parent:
        found.append(parent)
        parent = getattr(by_id.get(parent), "parent_id", "") or ""
    return found


def parent_of(backend: Any, account_id: str) -> str:
    return next((str(one.parent_id) for one in backend.accounts if one.id == account_id), "")


def missing_units(backend: Any, unit_ids: Iterable[str]) -> list[str]:
    return [one for one in unit_ids if one not in {unit.id for unit in backend.ou}]


def _within(backend: Any, unit_id: str) -> list[str]:
    """Return the active accounts of a unit and of those below it."""
    own = [one.id for one in backend.accounts if one.parent_id == unit_id and one.status == "ACTIVE"]
    below = [one.id for one in backend.ou if getattr(one, "parent_id", None) == unit_id]
    return own + [account for child in below for account in _within(backend, child)]
