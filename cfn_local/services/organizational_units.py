"""Organizations: policies and units on which moto accepts what AWS refuses: attached, deleted or duplicate ones.

Sources: the errors of each action in the API reference. "Detached" for a deleted unit is inferred: what does not exist
is no target.
"""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Make moto's Organizations refuse duplicate siblings, and detach the policies of deleted units."""
    from moto.organizations.models import OrganizationsBackend

    attach, create = OrganizationsBackend.attach_policy, OrganizationsBackend.create_organizational_unit
    delete = OrganizationsBackend.delete_organizational_unit

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

    for method in (
        attach_policy,
        create_organizational_unit,
        update_organizational_unit,
        delete_organizational_unit,
    ):
        replace_method(OrganizationsBackend, method.__name__, method)


def _refuse_sibling(backend: Any, parent_id: str, name: str, itself: Any) -> None:
    from moto.organizations.exceptions import DuplicateOrganizationalUnitException

    for unit in backend.ou:
        if unit is not itself and unit.parent_id == parent_id and unit.name == name:
            raise DuplicateOrganizationalUnitException
