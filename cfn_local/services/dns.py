"""Route 53: moto gives every health check a port, forgets alarms, never resets what an update takes away, and deletes
records of other names or with other identifiers. The ID of a hosted zone begins with a Z on AWS, and its own name
servers are no reusable delegation set.
"""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import add_actions, replace_attribute, replace_method

_WITHOUT_ENDPOINT = ("CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL")
_OF_ENDPOINT = ("Port", "RequestInterval", "FailureThreshold", "MeasureLatency", "IPAddress")
# By name of the API, the attribute of moto's health check.
_RESET = {
    "ChildHealthChecks": "children",
    "FullyQualifiedDomainName": "fqdn",
    "Regions": "regions",
    "ResourcePath": "resource_path",
}
_KEPT = {
    "AlarmIdentifier": "alarm_identifier",
    "InsufficientDataHealthStatus": "insufficient_data_health_status",
    "RoutingControlArn": "routing_control_arn",
}

_DELETED = "deleted"


def install() -> None:
    """Keep what health checks state, and delete exactly the records that are named."""
    from moto.route53.models import FakeZone, HealthCheck, HostedZoneIdentifier, Route53Backend
    from moto.route53.responses import Route53

    create, update = Route53.create_health_check, Route53.update_health_check
    change = Route53Backend.change_resource_record_sets
    create_zone = Route53Backend.create_hosted_zone
    generate = HostedZoneIdentifier.generate
    config_of: Any = vars(HealthCheck)["health_check_config"].fget

    def generate_zone_id(identifier: Any, *stated: Any, **named: Any) -> str:
        return f"Z{str(generate(identifier, *stated, **named))[1:]}"

    class Actions:
        def create_health_check(self: Any) -> Any:
            answered: Any = create(self)
            check, stated = answered.result["HealthCheck"], self._get_param("HealthCheckConfig")
            _keep(check, stated)
            if stated["Type"].startswith("HTTPS"):
                check.port = stated.get("Port") or 443
                check.enable_sni = stated.get("EnableSNI", True)
            return answered

        def update_health_check(self: Any) -> Any:
            check = self.backend.get_health_check(self._get_param("HealthCheckId"))
            had = {attribute: getattr(check, attribute) for attribute in _RESET.values()}
            answered: Any = update(self)
            _keep(check, self._get_params())
            for name, attribute in _RESET.items():
                if name in self._get_param("ResetElements", []):
                    setattr(check, attribute, None)
                elif not self._get_param(name):
                    setattr(check, attribute, had[attribute])
            check.health_check_version += 1
            return answered

    def health_check_config(check: Any) -> dict[str, Any]:
        config: dict[str, Any] = config_of(check)
        kept = {name: vars(check).get(attribute) for name, attribute in _KEPT.items()}
        hidden = _OF_ENDPOINT if check.type_ in _WITHOUT_ENDPOINT else ()
        return {name: value for name, value in {**config, **kept}.items() if value is not None and name not in hidden}

    def delete_rrset(zone: Any, record: dict[str, Any]) -> None:
        gone = _key(record["Name"], record["Type"], record.get("SetIdentifier"))
        zone.rrsets = [one for one in zone.rrsets if _key(one.name, one.type, one.set_identifier) != gone]

    def delete_rrset_by_id(zone: Any, _identifier: str) -> None:
        # In the order of the changes.
        delete_rrset(zone, vars(zone)[_DELETED].pop(0))

    def create_hosted_zone(backend: Any, *stated: Any, **named: Any) -> Any:
        zone = create_zone(backend, *stated, **named)
        sets, own = backend.delegation_sets, vars(zone)["delegation_set"]
        for key in [key for key, one in sets.items() if one is own and not one.id]:
            del sets[key]
        return zone

    def change_resource_record_sets(backend: Any, zone_id: str, changes: list[dict[str, Any]]) -> None:
        records = [dict(one["ResourceRecordSet"]) for one in changes if one["Action"] == "DELETE"]
        vars(backend.get_hosted_zone(zone_id))[_DELETED] = [one for one in records if "SetIdentifier" in one]
        change(backend, zone_id, changes)

    replace_method(HostedZoneIdentifier, "generate", generate_zone_id)
    replace_method(FakeZone, "delete_rrset", delete_rrset)
    replace_method(FakeZone, "delete_rrset_by_id", delete_rrset_by_id)
    replace_method(Route53Backend, "create_hosted_zone", create_hosted_zone)
    replace_method(Route53Backend, "change_resource_record_sets", change_resource_record_sets)
    replace_attribute(HealthCheck, "health_check_config", property(health_check_config))
    add_actions(Route53, Actions)


def _keep(check: Any, stated: dict[str, Any]) -> None:
    for name, attribute in _KEPT.items():
        if name in stated:
            vars(check)[attribute] = stated[name]


def _key(name: str, kind: str, identifier: str | None) -> tuple[str, str, str | None]:
    return name.rstrip(".").lower(), kind, identifier
