"""Elastic IP addresses: moto associates one with the first private address of an interface, whichever is stated."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import atomic, replace_attribute, replace_method


def install() -> None:
    """Keep the private address with which one is associated."""
    from moto.ec2.exceptions import InvalidParameterValueError
    from moto.ec2.models.elastic_ip_addresses import ElasticAddress
    from moto.ec2.responses import EC2Response

    associate: Any = EC2Response.associate_address
    first = ElasticAddress.private_ip_address.fget  # type: ignore[attr-defined]

    def interface_of(response: Any) -> Any:
        stated = response._get_param("NetworkInterfaceId")
        if stated is not None:
            return response.ec2_backend.get_network_interface(stated)
        return response.ec2_backend.get_instance(response._get_param("InstanceId")).nics[0]

    def associate_address(response: Any) -> Any:
        stated = response._get_param("PrivateIpAddress")
        if stated is not None:
            held = [one["PrivateIpAddress"] for one in interface_of(response).private_ip_addresses]
            if stated not in held:
                raise InvalidParameterValueError(stated)
        answer = associate(response)
        made = answer.result["AssociationId"]
        for address in response.ec2_backend.describe_addresses():
            if address.association_id == made:
                address.stated_private_address = (made, stated)
        return answer

    def private_address(address: Any) -> Any:
        association, stated = vars(address).get("stated_private_address", (None, None))
        return stated if stated and association == address.association_id else first(address)

    replace_method(EC2Response, "associate_address", atomic(associate_address))
    replace_attribute(ElasticAddress, "private_ip_address", property(private_address))
