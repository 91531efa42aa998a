"""Organizations: policies and units on which moto accepts what AWS refuses, and the role that a new account has.

Sources: the errors of each action in the API reference. "Detached" for a deleted unit is inferred: what does not exist
is no target.
"""

from typing import Any

from cfn_local.services.seam import replace_method

_ADMINISTRATOR = "OrganizationAccountAccessRole"
# moto does not know that it may have a delegated administrator.
_STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com"


def install() -> None:
    """Make moto's Organizations refuse duplicate siblings, and detach the policies of deleted units."""
    from moto.organizations.models import FakeDelegatedAdministrator, OrganizationsBackend

    FakeDelegatedAdministrator.SUPPORTED_SERVICES.append(_STACK_SETS)
    attach, create = OrganizationsBackend.attach_policy, OrganizationsBackend.create_organizational_unit
    delete, make_account = OrganizationsBackend.delete_organizational_unit, OrganizationsBackend.create_account

    def attach_policy(backend: Any, **request: Any) -> None:
        from moto.organizations.exceptions import OrganizationsClientError

        policy = backend.get_policy_by_id(request["PolicyId"])
        if any(target.id == request["TargetId"] for target in policy.attachments):
            message = "The selected policy is already attached to the specified target."
            raise OrganizationsClientError("DuplicatePolicyAttachmentException", message)
        attach(backend, **request)

    def create_organizational_unit(backend: Any, **request: Any) -> Any:
        _refuse_sibling(backend, request["ParentId"], request["Name"], itself=None)
        return create(backend, **request)

    def update_organizational_unit(backend: Any, **request: Any) -> Any:
        unit = backend.get_organizational_unit_by_id(request["OrganizationalUnitId"])
        _refuse_sibling(backend, unit.parent_id, request["Name"], itself=unit)
        unit.name = request["Name"]
        return unit.describe()

    def delete_organizational_unit(backend: Any, **request: Any) -> None:
        unit = backend.get_organizational_unit_by_id(request["OrganizationalUnitId"])
        delete(backend, **request)
        for policy in backend.policies:
            if unit in policy.attachments:
                policy.attachments.remove(unit)

    def create_account(backend: Any, **request: Any) -> Any:
        created = make_account(backend, **request)
        _empower(created["CreateAccountStatus"]["AccountId"], backend, request.get("RoleName") or _ADMINISTRATOR)
        return created

    for method in (
        attach_policy,
        create_account,
        create_organizational_unit,
        update_organizational_unit,
        delete_organizational_unit,
    ):
        replace_method(OrganizationsBackend, method.__name__, method)


def _empower(account_id: str, backend: Any, role_name: str) -> None:
    """Let the role of a new account administer it. moto makes it in the partition `aws`, wherever the account is."""
    from moto.iam.models import iam_backends

    partition = backend.partition
    made = iam_backends[account_id]["aws"].get_role(role_name)
    if partition != "aws":
        trust = made.assume_role_policy_document.replace("arn:aws:", f"arn:{partition}:")
        iam_backends[account_id]["aws"].delete_role(role_name)
        iam_backends[account_id][partition].create_role(role_name, trust, "/", None, "", [], "3600")
    iam = iam_backends[account_id][partition]
    iam.attach_role_policy(f"arn:{partition}:iam::aws:policy/AdministratorAccess", role_name)


def _refuse_sibling(backend: Any, parent_id: str, name: str, itself: Any) -> None:
    from moto.organizations.exceptions import DuplicateOrganizationalUnitException

    for unit in backend.ou:
        if unit is not itself and unit.parent_id == parent_id and unit.name == name:
            raise DuplicateOrganizationalUnitException
