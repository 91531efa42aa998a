"""Route 53, where moto differs from AWS: what health checks keep, and which records are deleted."""

from typing import Any

import pytest

from tests.cfn_local.services.service_stories import client


def checked(config: dict[str, Any]) -> tuple[Any, str]:
    dns = client("route53")
    return dns, dns.create_health_check(CallerReference="one", HealthCheckConfig=config)["HealthCheck"]["Id"]


def config_of(dns: Any, check: str) -> dict[str, Any]:
    found: dict[str, Any] = dns.get_health_check(HealthCheckId=check)["HealthCheck"]["HealthCheckConfig"]
    return found


class TestAHealthCheck:
    def test_of_an_alarm_names_it_and_has_no_port(self) -> None:
        alarm = {"Name": "late", "Region": "us-east-1"}
        dns, check = checked(
            {"Type": "CLOUDWATCH_METRIC", "AlarmIdentifier": alarm, "InsufficientDataHealthStatus": "Healthy"}
        )
        found = config_of(dns, check)
        assert (found["AlarmIdentifier"], found["InsufficientDataHealthStatus"]) == (alarm, "Healthy")
        assert {"Port", "RequestInterval"} & found.keys() == set()

    @pytest.mark.parametrize(("kind", "port", "sni"), [("HTTP", 80, False), ("HTTPS", 443, True)])
    def test_has_the_port_of_its_protocol(self, kind: str, port: int, sni: bool) -> None:
        found = config_of(*checked({"Type": kind, "FullyQualifiedDomainName": "example.com"}))
        assert (found["Port"], found["EnableSNI"]) == (port, sni)

    def test_keeps_what_an_update_leaves_out_until_it_is_reset(self) -> None:
        dns, check = checked(
            {
                "Type": "HTTP",
                "FullyQualifiedDomainName": "example.com",
                "ResourcePath": "/",
                "Regions": ["eu-west-1"] * 3,
            }
        )
        dns.update_health_check(HealthCheckId=check, FailureThreshold=5)
        assert config_of(dns, check)["ResourcePath"] == "/"
        dns.update_health_check(HealthCheckId=check, ResetElements=["ResourcePath", "Regions"])
        assert {"ResourcePath", "Regions"} & config_of(dns, check).keys() == set()


def test_the_name_servers_of_a_hosted_zone_are_no_reusable_delegation_set() -> None:
    dns = client("route53")
    reusable = dns.create_reusable_delegation_set(CallerReference="ours")["DelegationSet"]["Id"]
    dns.create_hosted_zone(Name="example.com", CallerReference="own")
    dns.create_hosted_zone(Name="example.org", CallerReference="reused", DelegationSetId=reusable)

    assert [one["Id"] for one in dns.list_reusable_delegation_sets()["DelegationSets"]] == [reusable]


def test_the_id_of_a_hosted_zone_begins_with_a_z() -> None:
    zone = client("route53").create_hosted_zone(Name="example.com", CallerReference="one")["HostedZone"]["Id"]
    assert zone.startswith("/hostedzone/Z")


class TestRecords:
    def change(self, dns: Any, zone: str, action: str, name: str, **stated: Any) -> None:
        record = {"Name": name, "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}], **stated}
        changes = [{"Action": action, "ResourceRecordSet": record}]
        dns.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})

    def test_of_another_name_stay_when_one_with_the_same_identifier_is_deleted(self) -> None:
        dns = client("route53")
        zone = dns.create_hosted_zone(Name="example.com", CallerReference="one")["HostedZone"]["Id"]
        for name in ("a.example.com", "b.example.com"):
            self.change(dns, zone, "CREATE", name, SetIdentifier="blue", Weight=1)
        self.change(dns, zone, "DELETE", "a.example.com", SetIdentifier="blue", Weight=1)
        names = [one["Name"] for one in dns.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]]
        assert names == ["example.com.", "example.com.", "b.example.com."]
