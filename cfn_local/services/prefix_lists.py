"""Managed prefix lists: moto never changes the largest number of entries."""

from typing import Any

from cfn_local.services.seam import add_actions


def install() -> None:
    """Change the largest number of entries as well."""
    from moto.ec2.responses import EC2Response

    modify = EC2Response.modify_managed_prefix_list

    class Actions:
        def modify_managed_prefix_list(self: Any) -> Any:
            answered: Any = modify(self)
            if (most := self._get_int_param("MaxEntries")) is not None:
                self.ec2_backend.managed_prefix_lists[self._get_param("PrefixListId")].max_entries = most
            return answered

    add_actions(EC2Response, Actions)
