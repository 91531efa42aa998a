"""Load balancers and target groups: moto makes each of them as one of an application, with few of its attributes.

Attributes and forms are those that AWS showed (recorded in 2026).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.services import load_balancer_addresses
from cfn_local.services.seam import replace_method

_LOGS = {"access_logs.s3.bucket": "", "access_logs.s3.enabled": "false", "access_logs.s3.prefix": ""}
_OF_ALL = {"deletion_protection.enabled": "false", "load_balancing.cross_zone.enabled": "false"}
_ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "application": {
        **_LOGS,
        "client_keep_alive.seconds": "3600",
        "connection_logs.s3.bucket": "",
        "connection_logs.s3.enabled": "false",
        "connection_logs.s3.prefix": "",
        "health_check_logs.s3.bucket": "",
        "health_check_logs.s3.enabled": "false",
        "health_check_logs.s3.prefix": "",
        "idle_timeout.timeout_seconds": "60",
        "routing.http.desync_mitigation_mode": "defensive",
        "routing.http.drop_invalid_header_fields.enabled": "false",
        "routing.http.preserve_host_header.enabled": "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
        "routing.http.xff_client_port.enabled": "false",
        "routing.http.xff_header_processing.mode": "append",
        "routing.http2.enabled": "true",
        "waf.fail_open.enabled": "false",
        "zonal_shift.config.enabled": "false",
        **_OF_ALL,
        "load_balancing.cross_zone.enabled": "true",
    },
    "network": {
        **_LOGS,
        "dns_record.client_routing_policy": "any_availability_zone",
        "secondary_ips.auto_assigned.per_subnet": "0",
        "zonal_shift.config.enabled": "false",
        **_OF_ALL,
    },
    "gateway": _OF_ALL,
}
_DUAL_STACK = {"ipv6.deny_all_igw_traffic": "false"}
_PATHS = {"network": "net", "gateway": "gwy"}
# The hosted zones of application and network load balancers (AWS General Reference); moto's example elsewhere.
_HOSTED_ZONES = {
    "us-east-1": ("Z35SXDOTRQ7X7K", "Z26RNL4JYFTOTI"),
    "us-east-2": ("Z3AADJGX6KTTL2", "ZLMOA37VPKANP"),
    "us-west-2": ("Z1H1FL5HABSF5", "Z18D5FSROUN65G"),
    "eu-central-1": ("Z215JYRZR1TBD5", "Z3F0SRJ5LGBH90"),
    "eu-west-1": ("Z32O12XQLNTSW2", "Z2IFOLAFXWLO4F"),
    "us-gov-west-1": ("Z33AYJ8TM3BH4J", "ZMG1MZ2THAWF1"),
    "cn-north-1": ("Z1GDH35T77C1KE", "Z3QFB96KMJ7ED6"),
}
_HEALTH = {
    f"target_group_health.{of}.minimum_healthy_targets.{kind}": value
    for of in ("dns_failover", "unhealthy_state_routing")
    for kind, value in (("count", "1"), ("percentage", "off"))
}
_OF_GROUPS = {"deregistration_delay.timeout_seconds": "300", "stickiness.enabled": "false"}
_OF_HTTP = {
    **_OF_GROUPS,
    **_HEALTH,
    "load_balancing.algorithm.anomaly_mitigation": "off",
    "load_balancing.algorithm.type": "round_robin",
    "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
    "slow_start.duration_seconds": "0",
    "stickiness.app_cookie.cookie_name": "",
    "stickiness.app_cookie.duration_seconds": "86400",
    "stickiness.lb_cookie.duration_seconds": "86400",
    "stickiness.type": "lb_cookie",
}
_OF_GENEVE = {
    **_OF_GROUPS,
    "stickiness.type": "source_ip_dest_ip_proto",
    "target_failover.on_deregistration": "no_rebalance",
    "target_failover.on_unhealthy": "no_rebalance",
}
_OF_CONNECTIONS = {
    **_OF_GROUPS,
    **_HEALTH,
    "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
    "proxy_protocol_v2.enabled": "false",
    "stickiness.type": "source_ip",
}


def install() -> None:
    """Make load balancers and target groups as what they are."""
    from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer, FakeTargetGroup

    load_balancer_addresses.install()
    create, begin = ELBv2Backend.create_load_balancer, FakeTargetGroup.__init__

    def create_load_balancer(backend: Any, *given: Any, **named: Any) -> Any:
        made: Any = create(backend, *given, **named)
        made.attrs = {**_ATTRIBUTES[made.type], **(_DUAL_STACK if made.ip_address_type == "dualstack" else {})}
        _name(backend, made)
        return made

    def begun(group: Any, *given: Any, **named: Any) -> None:
        begin(group, *given, **named)
        group.attributes = dict(_attributes(group) or group.attributes)

    FakeLoadBalancer.VALID_ATTRS |= {*_DUAL_STACK}.union(*_ATTRIBUTES.values())
    replace_method(ELBv2Backend, "create_load_balancer", create_load_balancer)
    replace_method(FakeTargetGroup, "__init__", begun)


def _name(backend: Any, made: Any) -> None:
    """Give a load balancer the ARN, the domain name and the hosted zone of its type."""
    zones = _HOSTED_ZONES.get(backend.region_name, (made.canonical_hosted_zone_id,) * 2)
    if made.type == "application":
        made.canonical_hosted_zone_id = zones[0]
        made.dns_name = f"internal-{made.dns_name}" if made.scheme == "internal" else made.dns_name
        return
    before, made.arn = made.arn, made.arn.replace(":loadbalancer/app/", f":loadbalancer/{_PATHS[made.type]}/")
    backend.load_balancers[made.arn] = backend.load_balancers.pop(before)
    backend.tagging_service.copy_tags(before, made.arn)
    backend.tagging_service.delete_all_tags_for_resource(before)
    if made.type == "gateway":
        made.canonical_hosted_zone_id = made.dns_name = made.scheme = None
    else:
        identifier, suffix = made.arn.rpartition("/")[2], made.dns_name.rpartition(".elb.")[2]
        made.canonical_hosted_zone_id = zones[1]
        made.dns_name = f"{made.name}-{identifier}.elb.{backend.region_name}.{suffix}"


def _attributes(group: Any) -> Mapping[str, str] | None:
    """The attributes of a target group that is new; None where they were not recorded."""
    if group.protocol in ("HTTP", "HTTPS"):
        return _OF_HTTP
    if group.protocol == "GENEVE":
        return _OF_GENEVE
    if group.protocol is None:
        return None
    keeps_address = group.target_type != "ip" or group.protocol in ("UDP", "TCP_UDP")
    ends = {"target_health_state.unhealthy.connection_termination.enabled": "true"}
    draining = {**ends, "target_health_state.unhealthy.draining_interval_seconds": "0"}
    return {
        **_OF_CONNECTIONS,
        "deregistration_delay.connection_termination.enabled": str(group.protocol in ("UDP", "TCP_UDP")).lower(),
        "preserve_client_ip.enabled": str(keeps_address).lower(),
        **({} if group.target_type == "alb" else draining),
    }
