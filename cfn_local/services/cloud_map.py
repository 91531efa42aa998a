"""AWS Cloud Map: moto names the hosted zone of a namespace differently and keeps it when that is deleted, allows a VPC
one namespace only, and registers an instance a second time.
"""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Create and delete namespaces with their hosted zones, and replace instances that are registered again."""
    from moto.servicediscovery.models import ServiceDiscoveryBackend

    delete, register = ServiceDiscoveryBackend.delete_namespace, ServiceDiscoveryBackend.register_instance

    def create_private_dns_namespace(backend: Any, vpc: str, **stated: Any) -> str:
        return _create(backend, "DNS_PRIVATE", vpc=vpc, **stated)

    def create_public_dns_namespace(backend: Any, **stated: Any) -> str:
        return _create(backend, "DNS_PUBLIC", vpc=None, **stated)

    def delete_namespace(backend: Any, namespace_id: str) -> str:
        namespace = backend.get_namespace(namespace_id)
        if zone_id := (namespace.dns_properties or {}).get("HostedZoneId"):
            _zones(backend).delete_hosted_zone(zone_id)
        return delete(backend, namespace_id)

    def register_instance(backend: Any, service_id: str, instance_id: str, *stated: Any, **named: Any) -> str:
        service = backend.get_service(service_id)
        service.instances = [one for one in service.instances if one.instance_id != instance_id]
        return register(backend, service_id, instance_id, *stated, **named)

    replace_method(ServiceDiscoveryBackend, "create_private_dns_namespace", create_private_dns_namespace)
    replace_method(ServiceDiscoveryBackend, "create_public_dns_namespace", create_public_dns_namespace)
    replace_method(ServiceDiscoveryBackend, "delete_namespace", delete_namespace)
    replace_method(ServiceDiscoveryBackend, "register_instance", register_instance)


def _create(
    backend: Any,
    kind: str,
    *,
    name: str,
    creator_request_id: str,
    description: str,
    vpc: str | None,
    tags: Any,
    properties: Any,
) -> str:
    from moto.servicediscovery.exceptions import ConflictingDomainExists
    from moto.servicediscovery.models import Namespace

    if any((one.name, one.vpc) == (name, vpc) for one in backend.namespaces.values()):
        raise ConflictingDomainExists(vpc or name)
    zone = _zones(backend).create_hosted_zone(
        f"{name.rstrip('.')}.",
        private_zone=vpc is not None,
        vpcid=vpc,
        vpcregion=backend.region_name if vpc else None,
        comment="Created by AWS Cloud Map namespace",
    )
    namespace = Namespace(
        account_id=backend.account_id,
        region=backend.region_name,
        name=name,
        ns_type=kind,
        creator_request_id=creator_request_id,
        description=description,
        dns_properties={**(properties or {}).get("DnsProperties", {}), "HostedZoneId": zone.id},
        http_properties={"HttpName": name},
        vpc=vpc,
    )
    backend.namespaces[namespace.id] = namespace
    if tags:
        backend.tagger.tag_resource(namespace.arn, tags)
    return str(backend._create_operation("CREATE_NAMESPACE", targets={"NAMESPACE": namespace.id}))


def _zones(backend: Any) -> Any:
    from moto.route53.models import route53_backends

    return route53_backends[backend.account_id][backend.partition]
