"""Classic load balancers: moto takes the instances' protocol for the clients', has us-east-1 in every DNS name, keeps
listeners that are deleted together, shuffles subnets, and does not tell the hosted zone or the group of the balancer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cfn_local.services.seam import replace_attribute, replace_method

# That of us-east-1, in every Region.
HOSTED_ZONE_ID = "Z35SXDOTRQ7X7K"
_INSTANCE_PROTOCOL = "instance_protocol_asked"


def install() -> None:
    """Create, describe and delete as AWS does."""
    from moto.ec2.models import ec2_backends
    from moto.elb.models import ELBBackend, FakeListener, LoadBalancer

    from cfn_local import partitions

    create, create_listeners = ELBBackend.create_load_balancer, ELBBackend.create_load_balancer_listeners

    def create_load_balancer(backend: Any, **stated: Any) -> Any:
        made = create(backend, **stated)
        number = sum(ord(letter) ** 3 for letter in made.name)
        domain = f"{backend.region_name}.elb.{partitions.partition_of(backend.region_name).dns_suffix}"
        internal = "internal-" if made.scheme == "internal" else ""
        made.dns_name = f"{internal}{made.name}-{number}.{domain}"
        vars(made)["canonical_hosted_zone_name_id"] = HOSTED_ZONE_ID
        made.attributes["connection_draining"]["timeout"] = 300
        vars(made)["ec2_backend"] = ec2_backends[backend.account_id][backend.region_name]
        _keep_protocols(made, stated["ports"])
        return made

    def create_load_balancer_listeners(backend: Any, name: str, ports: list[dict[str, Any]]) -> Any:
        made = create_listeners(backend, name, ports)
        _keep_protocols(made, ports)
        return made

    def delete_load_balancer_listeners(backend: Any, name: str, ports: Iterable[Any]) -> Any:
        balancer, gone = backend.get_load_balancer(name), {int(port) for port in ports}
        balancer.listeners = [one for one in balancer.listeners if int(one.load_balancer_port) not in gone]
        return balancer

    def attach_load_balancer_to_subnets(backend: Any, name: str, subnets: list[str]) -> Any:
        balancer = backend.get_load_balancer(name)
        balancer.subnets = list(dict.fromkeys([*balancer.subnets, *subnets]))
        return balancer.subnets

    replace_method(ELBBackend, "attach_load_balancer_to_subnets", attach_load_balancer_to_subnets)
    replace_method(ELBBackend, "create_load_balancer", create_load_balancer)
    replace_method(ELBBackend, "create_load_balancer_listeners", create_load_balancer_listeners)
    replace_method(ELBBackend, "delete_load_balancer_listeners", delete_load_balancer_listeners)
    replace_attribute(FakeListener, "instance_protocol", property(_instance_protocol))
    replace_attribute(LoadBalancer, "source_security_group", property(_source_security_group))


def _keep_protocols(balancer: Any, ports: Iterable[dict[str, Any]]) -> None:
    asked = {str(port["LoadBalancerPort"]): port.get("InstanceProtocol") for port in ports}
    for listener in balancer.listeners if balancer else ():
        if protocol := asked.get(str(listener.load_balancer_port)):
            vars(listener)[_INSTANCE_PROTOCOL] = protocol.upper()


def _instance_protocol(listener: Any) -> str:
    return str(vars(listener).get(_INSTANCE_PROTOCOL, listener.protocol))


def _source_security_group(balancer: Any) -> dict[str, str]:
    group = balancer.ec2_backend.get_security_group_from_id(balancer.security_groups[0])
    return {"OwnerAlias": balancer.account_id, "GroupName": group.name if group else "default"}
