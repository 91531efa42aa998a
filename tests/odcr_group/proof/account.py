"""EC2 and Resource Groups at their models: what the handlers' clients would answer, with no wire in between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from botocore.exceptions import ClientError
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.exceptions import JsonRESTError, ServiceException
from moto.ec2.models import ec2_backends
from moto.resourcegroups.models import resourcegroups_backends

from cfn_local.services import clock, conditions
from cfn_local.services.capacity_reservations.models import (
    CapacityReservation,
    CapacityReservationBackend,
    capacity_reservations_of,
)
from cfn_local.services.capacity_reservations.requests import Attributes, Terms, modified_terms, tags_of, terms_of
from cfn_local.services.capacity_reservations.responses import scheduling
from cfn_local.services.conditions import Conditions
from cfn_local.services.resource_groups.models import CapacityReservationGroups, state_of
from cfn_local.services.resource_groups.responses import described as described_group
from cfn_local.services.resource_groups.responses import described_configuration

ACCOUNT, REGION = "123456789012", "us-east-1"


@cache
def _ec2() -> Any:
    return ec2_backends[ACCOUNT][REGION]


@cache
def _resource_groups() -> Any:
    return resourcegroups_backends[ACCOUNT][REGION]


@cache
def _cloudwatch() -> Any:
    return cloudwatch_backends[ACCOUNT][REGION]


def start_anew() -> None:
    """No reservation and no group is left, AWS is kind again, and it is now."""
    clock.reset()
    _ec2.cache_clear()  # moto may have made new ones since
    _resource_groups.cache_clear()
    _cloudwatch.cache_clear()
    _cloudwatch().alarms.clear()
    _ec2().__dict__.pop("capacity_reservations", None)
    _resource_groups().reset()
    apply({})


def apply(stated: Mapping[str, Any]) -> None:
    """From now on, AWS is like this; see Conditions."""
    conditions.apply(ACCOUNT, REGION, Conditions(**stated))


def reservations() -> CapacityReservationBackend:
    """The reservations that EC2 itself knows, however late it shows them."""
    return capacity_reservations_of(_ec2())


def billed() -> list[CapacityReservation]:
    """All that is paid for now, whoever bought it."""
    return [r for r in reservations().reservations.values() if r.ended is None]


def groups() -> CapacityReservationGroups:
    """The groups that Resource Groups itself knows."""
    return CapacityReservationGroups(_resource_groups())


def alarms() -> dict[str, Mapping[str, Any]]:
    """The alarms that there are, by their names: the request that made each of them."""
    found: dict[str, Mapping[str, Any]] = _cloudwatch().alarms
    return found


def group_names() -> set[str]:
    """The names of all groups that are there, however late they show."""
    return {str(group.name) for group in _resource_groups().groups.by_arn.values()}


def members_of(arn: str) -> tuple[str, ...]:
    """The ARNs of the members of the group, however late they show; none if there is no such group."""
    group = _resource_groups().groups.by_arn.get(arn)
    return state_of(group).member_arns.latest if group else ()


@cache
def zone_ids() -> dict[str, str]:
    """The zones of the Region: name -> ID."""
    return {zone.name: zone.zone_id for zone in _ec2().describe_availability_zones()}


@cache
def offering(instance_type: str, by: str) -> tuple[Mapping[str, Any], ...]:
    """Which zones offer the type; EC2 never changes its mind here."""
    return tuple(_ec2().describe_instance_type_offerings(by, {"instance-type": [instance_type]}))


def described(reservation: CapacityReservation) -> dict[str, Any]:
    """Of EC2's CapacityReservation, what the handlers read."""
    attributes, terms = reservation.attributes, reservation.terms.visible
    return {
        "CapacityReservationId": reservation.reservation_id,
        "CapacityReservationArn": reservation.arn,
        "AvailabilityZone": attributes.zone_name,
        "AvailabilityZoneId": attributes.zone_id,
        "TotalInstanceCount": terms.instance_count,
        "State": reservation.state,
        "EndDate": terms.end_date,
        "InstanceMatchCriteria": terms.instance_match_criteria,
        "AdjustmentStatus": "applied" if reservation.terms.is_settled else "requested",
        "Tags": [{"Key": key, "Value": value} for key, value in reservation.tags.visible.items()],
        **scheduling(reservation),
    }


class Ec2:
    """EC2's calls as boto3 has them: parameters by name in, the answer out, a ClientError for a refusal."""

    def create_capacity_reservation(self, **request: Any) -> Mapping[str, Any]:
        backend = reservations()
        if earlier := backend.replayed(request["ClientToken"], request):
            return {"CapacityReservation": described(earlier)}
        name = request.get("AvailabilityZone") or next(
            name for name, id_ in zone_ids().items() if id_ == request["AvailabilityZoneId"]
        )
        attributes = Attributes(
            instance_type=request["InstanceType"],
            instance_platform=request["InstancePlatform"],
            zone_name=name,
            zone_id=zone_ids()[name],
            tenancy=request["Tenancy"],
            ebs_optimized=request["EbsOptimized"],
        )
        made = backend.create(attributes, terms_of(_with_time(request)), tags_of(request))
        backend.remember(request["ClientToken"], request, made)
        return {"CapacityReservation": described(made)}

    def modify_capacity_reservation(self, **request: Any) -> Mapping[str, Any]:
        backend = reservations()
        found = backend.find_active(request["CapacityReservationId"], "ModifyCapacityReservation")
        backend.modify(found, modified_terms(_with_time(request), found.terms.latest))
        return {"Return": True, "AdjustmentStatus": described(found)["AdjustmentStatus"]}

    def cancel_capacity_reservation(self, **request: Any) -> Mapping[str, Any]:
        (found,) = reservations().find([request["CapacityReservationId"]])
        reservations().cancel(found)
        return {"Return": True}

    def describe_capacity_reservations(self, **request: Any) -> Mapping[str, Any]:
        values = {one["Name"].removeprefix("tag:"): one["Values"] for one in request["Filters"]}
        owners = values.pop("owner-id")
        found = (r for r in reservations().visible() if r.owner_id in owners)
        return {
            "CapacityReservations": [
                described(r) for r in found if all(r.tags.visible.get(key) in wanted for key, wanted in values.items())
            ]
        }

    def describe_instance_type_offerings(self, **request: Any) -> Mapping[str, Any]:
        (wanted,) = request["Filters"][0]["Values"]
        return {"InstanceTypeOfferings": offering(wanted, request["LocationType"])}

    def create_tags(self, **request: Any) -> Mapping[str, Any]:
        added = {tag["Key"]: tag["Value"] for tag in request["Tags"]}
        return self._retag(request["Resources"], lambda tags: {**tags, **added})

    def delete_tags(self, **request: Any) -> Mapping[str, Any]:
        removed = {tag["Key"] for tag in request["Tags"]}
        return self._retag(request["Resources"], lambda tags: {k: v for k, v in tags.items() if k not in removed})

    @staticmethod
    def _retag(ids: Sequence[str], change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Mapping[str, Any]:
        backend = reservations()
        for found in backend.find(ids):
            found.tags.write(change(found.tags.latest), backend.conditions.seconds_until_visible)
        return {}


class ResourceGroups:
    """The calls of Resource Groups as boto3 has them."""

    def create_group(self, **request: Any) -> Mapping[str, Any]:
        group = groups().create(
            request["Name"], request["Description"], None, request["Configuration"], request["Tags"]
        )
        return {"Group": described_group(group), "GroupConfiguration": described_configuration(group)}

    def get_group(self, **request: Any) -> Mapping[str, Any]:
        return {"Group": described_group(groups().find(request["Group"]))}

    def get_group_configuration(self, **request: Any) -> Mapping[str, Any]:
        return {"GroupConfiguration": described_configuration(groups().find(request["Group"]))}

    def delete_group(self, **request: Any) -> Mapping[str, Any]:
        return {"Group": described_group(groups().delete(request["Group"]))}

    def list_groups(self, **_request: Any) -> Mapping[str, Any]:
        return {"GroupIdentifiers": [described_group(group) for group in groups().visible()]}

    def get_tags(self, **request: Any) -> Mapping[str, Any]:
        return {"Tags": dict(state_of(groups().find(request["Arn"])).tags.visible)}

    def tag(self, **request: Any) -> Mapping[str, Any]:
        group = groups().find(request["Arn"])
        groups().set_tags(group, {**state_of(group).tags.latest, **request["Tags"]})
        return {}

    def untag(self, **request: Any) -> Mapping[str, Any]:
        group = groups().find(request["Arn"])
        present = state_of(group).tags.latest
        groups().set_tags(group, {key: present[key] for key in present if key not in request["Keys"]})
        return {}

    def group_resources(self, **request: Any) -> Mapping[str, Any]:
        return groups().add_members(groups().find(request["Group"]), request["ResourceArns"])

    def ungroup_resources(self, **request: Any) -> Mapping[str, Any]:
        return groups().remove_members(groups().find(request["Group"]), request["ResourceArns"])

    def list_group_resources(self, **request: Any) -> Mapping[str, Any]:
        members = groups().members(groups().find(request["Group"]))
        return {"Resources": [{"Identifier": {"ResourceArn": arn}} for arn in members]}


class CloudWatch:
    """The calls of CloudWatch as boto3 has them, which have no model worth asking: a name and what was put there."""

    def put_metric_alarm(self, **request: Any) -> Mapping[str, Any]:
        alarms()[request["AlarmName"]] = request
        return {}

    def describe_alarms(self, **request: Any) -> Mapping[str, Any]:
        return {"MetricAlarms": [alarms()[name] for name in request["AlarmNames"] if name in alarms()]}

    def delete_alarms(self, **request: Any) -> Mapping[str, Any]:
        for name in request["AlarmNames"]:
            alarms().pop(name, None)
        return {}


def buy_for_others() -> tuple[str, str]:
    """A group of the name `theirs` and a reservation in it: the ARN of the one and the ID of the other."""
    pool = {"Type": "AWS::EC2::CapacityReservationPool"}
    allowed = [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}]
    generic = {"Type": "AWS::ResourceGroups::Generic", "Parameters": allowed}
    group = groups().create("theirs", "", None, [pool, generic], {"team": "db"})
    zone = "us-east-1a"
    attributes = Attributes(
        instance_type="t3.micro",
        instance_platform="Linux/UNIX",
        zone_name=zone,
        zone_id=zone_ids()[zone],
        tenancy="default",
        ebs_optimized=False,
    )
    made = reservations().create(attributes, Terms(1, None, "targeted"), {"awscommunity:odcr:group": "theirs"})
    groups().add_members(group, [made.arn])
    return group.arn, made.reservation_id


SERVICES: Mapping[str, Any] = {"ec2": Ec2(), "resource-groups": ResourceGroups(), "cloudwatch": CloudWatch()}


def answer(service: str, method: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the service answers; a ClientError where it refuses."""
    operation = operation_of(method)
    try:
        answered: Mapping[str, Any] = getattr(SERVICES[service], method)(**request)
    except ServiceException as error:
        raise ClientError({"Error": {"Code": error.code, "Message": error.message}}, operation) from error
    except JsonRESTError as error:
        raise ClientError({"Error": {"Code": error.error_type, "Message": error.message}}, operation) from error
    return answered


@cache
def operation_of(method: str) -> str:
    """CreateTags for create_tags."""
    return method.title().replace("_", "")


@dataclass(frozen=True)
class Client:
    """A boto3 client of one service, every call of which goes through `call`."""

    service: str
    call: Callable[[str, str, Mapping[str, Any]], Mapping[str, Any]]

    def __getattr__(self, method: str) -> Callable[..., Mapping[str, Any]]:
        return lambda **request: self.call(self.service, method, request)

    def get_paginator(self, method: str) -> "Pages":
        """All pages of a call, of which there is one."""
        return Pages(getattr(self, method))


@dataclass(frozen=True)
class Pages:
    """What boto3 calls a paginator."""

    call: Callable[..., Mapping[str, Any]]

    def paginate(self, **request: Any) -> list[Mapping[str, Any]]:
        """The one page."""
        return [self.call(**request)]


def _with_time(request: Mapping[str, Any]) -> dict[str, Any]:
    """The request with its end date as moto parses it: naive, in UTC."""
    if "EndDate" not in request:
        return dict(request)
    return {**request, "EndDate": datetime.strptime(request["EndDate"], "%Y-%m-%dT%H:%M:%SZ")}
