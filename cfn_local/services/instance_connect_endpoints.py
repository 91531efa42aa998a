"""EC2 Instance Connect endpoints, which moto lacks: complete at once, with an interface in their subnet."""

from __future__ import annotations

from typing import Any

from cfn_local import partitions
from cfn_local.services import clock
from cfn_local.services.seam import add_actions, in_its_module

_ENDPOINTS = "instance_connect_endpoints"


def install() -> None:
    """Add the actions on the endpoints."""
    from moto.core.responses import ActionResult
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models.core import TaggedEC2Resource
    from moto.ec2.responses import EC2Response
    from moto.ec2.utils import EC2_RESOURCE_TO_PREFIX, random_id

    # Those that may have tags.
    EC2_RESOURCE_TO_PREFIX["instance-connect-endpoint"] = "eice"

    @in_its_module
    class InstanceConnectEndpoint(TaggedEC2Resource):
        def __init__(self, backend: Any, stated: dict[str, Any], tags: dict[str, str]) -> None:
            region, subnet = backend.region_name, backend.get_subnet(stated["SubnetId"])
            interface = backend.create_network_interface(
                subnet,
                subnet.get_available_subnet_ip(None),
                group_ids=stated.get("SecurityGroupIds") or None,
                description="EC2 Instance Connect Endpoint",
            )
            self.ec2_backend = backend
            self.id = self.instance_connect_endpoint_id = random_id("eice")
            self.owner_id = backend.account_id
            resource = f"instance-connect-endpoint/{self.id}"
            self.instance_connect_endpoint_arn = f"arn:{backend.partition}:ec2:{region}:{self.owner_id}:{resource}"
            self.state, self.state_message = "create-complete", ""
            suffix = f"ec2-instance-connect-endpoint.{region}.{partitions.partition_of(region).dns_suffix}"
            self.dns_name = f"{self.id}.{suffix}"
            self.fips_dns_name = f"{self.id}.fips.{suffix}"
            self.network_interface_ids = [interface.id]
            self.vpc_id, self.subnet_id = subnet.vpc_id, subnet.id
            self.availability_zone, self.availability_zone_id = subnet.availability_zone, subnet.availability_zone_id
            self.preserve_client_ip = stated.get("PreserveClientIp", False)
            self.security_group_ids = [group.id for group in interface.group_set]
            self.created_at = clock.now()
            self.add_tags(tags)

        @property
        def tags(self) -> list[dict[str, str]]:
            return self.get_tags()

    def found(request: Any, endpoint_id: str) -> Any:
        if endpoint_id not in _endpoints(request):
            text = f"The instance connect endpoint ID '{endpoint_id}' does not exist"
            raise EC2ClientError("InvalidInstanceConnectEndpointId.NotFound", text)
        return _endpoints(request)[endpoint_id]

    class Actions:
        def create_instance_connect_endpoint(self: Any) -> ActionResult:
            tags = self._parse_tag_specification().get("instance-connect-endpoint", {})
            made = InstanceConnectEndpoint(self.ec2_backend, self._get_params(), tags)
            _endpoints(self)[made.id] = made
            return ActionResult({"InstanceConnectEndpoint": made})

        def describe_instance_connect_endpoints(self: Any) -> ActionResult:
            ids = self._get_param("InstanceConnectEndpointIds", []) or list(_endpoints(self))
            return ActionResult({"InstanceConnectEndpoints": [found(self, one) for one in ids]})

        def delete_instance_connect_endpoint(self: Any) -> ActionResult:
            gone = found(self, self._get_param("InstanceConnectEndpointId"))
            for interface in gone.network_interface_ids:
                self.ec2_backend.enis.pop(interface, None)
            del _endpoints(self)[gone.id]
            gone.state = "delete-complete"
            return ActionResult({"InstanceConnectEndpoint": gone})

    add_actions(EC2Response, Actions)


def _endpoints(request: Any) -> dict[str, Any]:
    found: dict[str, Any] = vars(request.ec2_backend).setdefault(_ENDPOINTS, {})
    return found
