"""The properties of the resource as values, and AWS's state as properties."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from .models import ResourceModel
from .observation import Held, Readiness
from .promise import Desired, Instances, Promise, Schedule, UtilizationAlarm, guaranteed
from .tags import own_tags

ZONE_PROPERTIES = ("AvailabilityZones", "AvailabilityZoneIds", "SubnetIds")
UNCHANGEABLE = {
    "InstanceType": "instance_type",
    "InstancePlatform": "platform",
    "Tenancy": "tenancy",
    "EbsOptimized": "ebs_optimized",
}


def zones_given(model: ResourceModel) -> dict[str, list[str]]:
    """Return the given properties that name zones, with their lists. A valid request has exactly one."""
    return {name: list(getattr(model, name)) for name in ZONE_PROPERTIES if getattr(model, name)}


def desired_of(model: ResourceModel, zones: Sequence[str], stack_tags: Mapping[str, str]) -> Desired:
    """Return the desired state of a valid request in these zones, with the schema's defaults."""
    promise = Promise(
        instances=Instances(
            instance_type=str(model.InstanceType),
            platform=model.InstancePlatform or "Linux/UNIX",
            tenancy=model.Tenancy or "default",
            ebs_optimized=bool(model.EbsOptimized),
        ),
        minimum=model.MinimumInstanceCount or 0,
        tolerance=1 if model.FailureTolerance is None else model.FailureTolerance,
        zone_count=len(zones),
        zones_by=next(iter(zones_given(model))),
        maximum=model.MaximumTotalInstanceCount,
        schedule=Schedule(model.StartDate, model.CommitmentDuration or 0) if model.StartDate else None,
    )
    own = {str(tag.Key): str(tag.Value) for tag in model.Tags or []}
    stack = {key: value for key, value in stack_tags.items() if not key.startswith("aws:")}
    return Desired(
        promise,
        tuple(sorted(zones)),
        model.EndDate,
        own,
        stack,
        alarm=_alarm_of(model),
        placement_group_arn=model.PlacementGroupArn,
    )


def _alarm_of(model: ResourceModel) -> UtilizationAlarm | None:
    stated = model.UtilizationAlarm
    if stated is None:
        return None
    return UtilizationAlarm(stated.Threshold or 0, str(stated.TopicArn), stated.Hours or 1)


def unchangeable_changes(held: Held, promise: Promise, desired: Desired) -> list[str]:
    """Return changed properties that EC2 cannot change: CloudFormation replaces the resource instead."""
    before, after = promise.instances, desired.promise.instances
    changed = [name for name, field in UNCHANGEABLE.items() if getattr(before, field) != getattr(after, field)]
    was, becomes = _scheduling(promise), _scheduling(desired.promise)
    changed += [name for name in was if was[name] != becomes[name]]
    if held.billed and _placement_group_arn(held) != desired.placement_group_arn:
        changed.append("PlacementGroupArn")
    return changed


def _scheduling(promise: Promise) -> dict[str, Any]:
    schedule = promise.schedule
    return {
        "StartDate": schedule.start_date if schedule else None,
        "CommitmentDuration": schedule.commitment_seconds if schedule else None,
    }


def _placement_group_arn(held: Held) -> str | None:
    return next((r.placement_group_arn for r in held.billed if r.placement_group_arn), None)


def model_with(properties: Mapping[str, Any]) -> ResourceModel:
    """Return a model with these properties, without those that are None."""
    model = ResourceModel._deserialize({name: value for name, value in properties.items() if value is not None})
    return model or ResourceModel(**dict.fromkeys(ResourceModel.__dataclass_fields__))


def described(held: Held, promise: Promise) -> ResourceModel:
    """Return the resource from its state in AWS alone.

    MinimumInstanceCount is what was asked for as long as exactly that is held, in the group and in every zone.
    Otherwise it is what is still guaranteed, or left out when that is nothing: a drift if and only if the promise is
    not kept as it was made. SubnetIds cannot be told from zones and are never shown.
    """
    billed = held.billed
    counts: Counter[str] = Counter()
    usable: Counter[str] = Counter()
    for r in billed:
        counts[r.zone] += r.promised
        usable[r.zone] += r.promised if r.readiness is Readiness.READY else 0
    is_kept = list(counts.values()) == [promise.count_per_zone] * promise.zone_count
    still = guaranteed(counts.values(), promise.tolerance)
    zones = {
        "AvailabilityZones": sorted({r.zone for r in billed}),
        "AvailabilityZoneIds": sorted({r.zone_id for r in billed}),
    }
    return model_with(
        {
            "Arn": held.arn,
            "Name": held.name,
            **{name: getattr(promise.instances, field) for name, field in UNCHANGEABLE.items()},
            "MinimumInstanceCount": promise.minimum if is_kept else still or None,
            "FailureTolerance": promise.tolerance,
            promise.zones_by: zones.get(promise.zones_by),
            **_scheduling(promise),
            "DeliveryPreference": "incremental" if promise.schedule else None,
            "PlacementGroupArn": _placement_group_arn(held),
            "EndDate": min((r.end_date for r in billed if r.end_date), default=None),
            "MaximumTotalInstanceCount": promise.maximum,
            "UtilizationAlarm": held.alarm
            and {"Threshold": held.alarm.threshold, "TopicArn": held.alarm.topic_arn, "Hours": held.alarm.hours},
            "Tags": [{"Key": key, "Value": value} for key, value in sorted(own_tags(held.tags).items())],
            "Reservations": [
                {
                    "CapacityReservationId": r.reservation_id,
                    "CapacityReservationArn": r.arn,
                    "AvailabilityZone": r.zone,
                    "AvailabilityZoneId": r.zone_id,
                    "InstanceCount": r.count,
                    "State": r.state,
                    **({"InterruptibleInstanceCount": r.lent} if r.lent else {}),
                    **({"UnusedReservationBillingOwnerId": r.billing_owner} if r.billing_owner else {}),
                }
                for r in billed
            ],
            "CapacityReservationIds": [r.reservation_id for r in billed],
            "CapacityReservationArns": [r.arn for r in billed],
            "InstanceCountPerZone": min(counts.values(), default=0),
            "TotalInstanceCount": sum(r.count for r in billed),
            "GuaranteedInstanceCount": guaranteed(usable.values(), promise.tolerance),
        }
    )
