"""Instances: the network interfaces that moto makes for them outlive them, and user data that were taken away are
answered as the text of a Python value."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Delete with an instance what was created for it alone, and treat empty user data as none."""
    from moto.ec2.models.instances import Instance, InstanceBackend

    modify, make_interfaces = InstanceBackend.modify_instance_attribute, Instance.prep_nics

    def modify_instance_attribute(backend: Any, instance_id: str, key: str, value: Any) -> Any:
        return modify(backend, instance_id, key, None if key == "user_data" and not value else value)

    def prep_nics(instance: Any, nic_spec: list[dict[str, Any]], **named: Any) -> None:
        make_interfaces(instance, nic_spec, **named)
        kept = {
            str(one.get("DeviceIndex"))
            for one in nic_spec
            if one.get("NetworkInterfaceId") or one.get("DeleteOnTermination") is not None
        }
        for index, interface in instance.nics.items():
            if str(index) not in kept:
                interface.delete_on_termination = True

    replace_method(InstanceBackend, "modify_instance_attribute", modify_instance_attribute)
    replace_method(Instance, "prep_nics", prep_nics)
