"""Alternate contacts of an account: moto silently deletes one that does not exist (API reference)."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Refuse to delete a contact that does not exist."""
    from moto.account.models import AccountBackend

    delete = AccountBackend.delete_alternate_contact

    def delete_alternate_contact(backend: Any, alternate_contact_type: str) -> None:
        backend.get_alternate_contact(alternate_contact_type)
        delete(backend, alternate_contact_type)

    replace_method(AccountBackend, "delete_alternate_contact", delete_alternate_contact)
