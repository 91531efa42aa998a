"""Network interfaces: moto does not take a description away again."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Set an empty description like any other."""
    from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend

    modify = NetworkInterfaceBackend.modify_network_interface_attribute

    def modify_network_interface_attribute(
        backend: Any, eni_id: str, group_ids: list[str], source_dest_check: Any = None, description: Any = None
    ) -> None:
        modify(backend, eni_id, group_ids, source_dest_check, description)
        if description is not None:
            backend.get_network_interface(eni_id).description = description

    replace_method(NetworkInterfaceBackend, "modify_network_interface_attribute", modify_network_interface_attribute)
