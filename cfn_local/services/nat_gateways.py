"""NAT gateways: when one is deleted, moto leaves its network interface and the association of its address."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Release the resources of a deleted NAT gateway, and return AWS's error for one that does not exist."""
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models.nat_gateways import NatGatewayBackend

    delete = NatGatewayBackend.delete_nat_gateway

    def delete_nat_gateway(backend: Any, nat_gateway_id: str) -> Any:
        gateway = backend.nat_gateways.get(nat_gateway_id)
        if gateway is None:
            raise EC2ClientError("NatGatewayNotFound", f"NatGateway {nat_gateway_id} was not found")
        for address in backend.addresses:
            if address.eni is gateway._eni:
                backend.disassociate_address(address=address.public_ip)
        backend.enis.pop(gateway._eni.id, None)
        return delete(backend, nat_gateway_id)

    replace_method(NatGatewayBackend, "delete_nat_gateway", delete_nat_gateway)
