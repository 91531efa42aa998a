"""The properties of the resource: read and judged when CloudFormation sends them, written when it asks for them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from .models import ResourceModel
from .plan import keepers_of
from .promise import PREFIX, Desired, Held, Instances, Promise, group_tags, guaranteed, own_tags
from .steps import Create, Grow, Step

# The property that names the zones -> the LocationType under which EC2 lists what they offer.
LOCATION_TYPES = {
    "AvailabilityZones": "availability-zone",
    "AvailabilityZoneIds": "availability-zone-id",
    "SubnetIds": "availability-zone",
}
MOST_INSTANCES_PER_RESERVATION = 1000
MOST_TAGS_PER_GROUP = 50
END_DATE_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def zones_given(model: ResourceModel) -> dict[str, list[str]]:
    """The properties with zones that are given, each with what it lists. A valid request has exactly one."""
    return {name: list(getattr(model, name)) for name in LOCATION_TYPES if getattr(model, name)}


def desired_of(model: ResourceModel, zones: Sequence[str], stack_tags: Mapping[str, str]) -> Desired:
    """What the request asks for, in these zones, with the schema's defaults filled in."""
    promise = Promise(
        instances=Instances(
            instance_type=model.InstanceType,
            platform=model.InstancePlatform or "Linux/UNIX",
            tenancy=model.Tenancy or "default",
            ebs_optimized=bool(model.EbsOptimized),
        ),
        minimum=model.MinimumInstanceCount,
        tolerance=1 if model.FailureTolerance is None else model.FailureTolerance,
        zone_count=len(zones),
        zones_by=next(iter(zones_given(model))),
        maximum=model.MaximumTotalInstanceCount,
    )
    own = {tag.Key: tag.Value for tag in model.Tags or []}
    stack = {key: value for key, value in stack_tags.items() if not key.startswith("aws:")}
    return Desired(promise, tuple(sorted(zones)), model.EndDate, own, stack)


def complaints_about_request(model: ResourceModel) -> list[str]:
    """What is wrong with the request by itself, whatever AWS holds; each a sentence that names the property."""
    complaints = []
    if (model.MinimumInstanceCount or 0) < 1:
        complaints.append(
            f"MinimumInstanceCount is {model.MinimumInstanceCount}; it must be at least 1. "
            "To reserve nothing, delete the resource."
        )
    given = zones_given(model)
    if len(given) != 1:
        complaints.append(
            f"Give exactly one of {', '.join(LOCATION_TYPES)}, not {' and '.join(given) or 'none of them'}."
        )
    for name, zones in given.items():
        twice = [zone for zone, times in Counter(zones).items() if times > 1]
        if twice:
            complaints.append(f"{name} lists {', '.join(twice)} more than once.")
    return complaints + _complaints_about_tags(model) + _complaints_about_end_date(model)


def _complaints_about_tags(model: ResourceModel) -> list[str]:
    keys = [tag.Key for tag in model.Tags or []]
    reserved = [key for key in keys if key.startswith((PREFIX, "aws:"))]
    twice = [key for key, times in Counter(keys).items() if times > 1]
    return [f"The tag key {key} is reserved: keys begin with neither aws: nor {PREFIX}" for key in reserved] + [
        f"Tags has the key {key} more than once." for key in twice
    ]


def _complaints_about_end_date(model: ResourceModel) -> list[str]:
    try:
        if model.EndDate:
            datetime.strptime(model.EndDate, END_DATE_FORMAT)  # noqa: DTZ007
    except ValueError:
        return [f"EndDate is {model.EndDate}; it must be a UTC time such as 2030-12-31T23:59:59Z."]
    return []


def complaints_about_size(desired: Desired) -> list[str]:
    """What is wrong with the promise now that its zones are known."""
    promise = desired.promise
    if promise.tolerance >= promise.zone_count:
        return [
            f"FailureTolerance is {promise.tolerance} with {promise.zone_count} zone(s) "
            f"({', '.join(desired.zones)}); it must be less than the number of zones."
        ]
    complaints = []
    if promise.count_per_zone > MOST_INSTANCES_PER_RESERVATION:
        complaints.append(
            f"MinimumInstanceCount of {promise.minimum} over {promise.zone_count} zones with FailureTolerance "
            f"{promise.tolerance} needs {promise.count_per_zone} instances in each zone; "
            f"a reservation holds at most {MOST_INSTANCES_PER_RESERVATION}. Use more zones or several groups."
        )
    tags = len(group_tags(promise, desired.own, desired.stack, ""))
    if tags > MOST_TAGS_PER_GROUP:
        complaints.append(
            f"The group would have {tags} tags with those of the stack and its own; at most "
            f"{MOST_TAGS_PER_GROUP} are possible. Remove {tags - MOST_TAGS_PER_GROUP}."
        )
    return complaints


def complaints_about_purchase(held: Held, desired: Desired, steps: Sequence[Step], now: datetime) -> list[str]:
    """Why the next steps must not be paid for: an end date in the past, or more instances than the maximum.

    An end date is judged only where it changes or something is bought: one that has passed since is no error.
    """
    bought = sum(step.count for step in steps if isinstance(step, Create))
    current = {r.reservation_id: r for r in held.billed}
    grown = sum(step.count - current[step.reservation_id].count for step in steps if isinstance(step, Grow))
    ends = {r.end_date for r in keepers_of(held, desired.zones).values()}
    complaints = []
    if desired.end_date and (bought or grown or ends != {desired.end_date}) and _is_past(desired.end_date, now):
        complaints.append(f"EndDate is {desired.end_date}, which is in the past.")
    most = desired.promise.maximum
    peak = sum(r.count for r in held.billed) + bought + grown
    if most is not None and (bought or grown) and peak > most:
        complaints.append(
            f"{peak} instances would be held at the peak of this operation, more than the "
            f"MaximumTotalInstanceCount of {most}. Nothing was bought."
        )
    return complaints


def _is_past(end_date: str, now: datetime) -> bool:
    return datetime.strptime(end_date, END_DATE_FORMAT).replace(tzinfo=UTC) <= now


def complaints_about_offer(desired: Desired, zones: Collection[str], offering: Collection[str]) -> list[str]:
    """Which of `zones` lack the instance type, given the zones of the Region that have it."""
    instance_type = desired.promise.instances.instance_type
    if lacking := sorted(set(zones) - set(offering)):
        where = f"it is offered in {', '.join(sorted(offering))}" if offering else "no zone of this Region offers it"
        return [f"{instance_type} is not offered in {', '.join(lacking)}; {where}. Nothing was bought."]
    return []


def changed_forever(held: Held, desired: Desired) -> list[str]:
    """The properties that EC2 and Resource Groups cannot change and that the request changes all the same."""
    promise = held.promise
    before, after = promise.instances if promise else None, desired.promise.instances
    names = {
        "InstanceType": "instance_type",
        "InstancePlatform": "platform",
        "Tenancy": "tenancy",
        "EbsOptimized": "ebs_optimized",
    }
    return [name for name, field in names.items() if getattr(before, field) != getattr(after, field)]


def described(held: Held) -> ResourceModel:
    """The resource as AWS holds it, built from nothing else.

    MinimumInstanceCount is what was asked for while exactly that is held in the group, in every zone; otherwise it is
    what is still guaranteed, so that a drift shows if and only if the promise has changed. Guaranteed nothing, it is
    left out.
    """
    promise = held.promise
    if promise is None:
        raise ValueError(f"{held.arn} is no group of this type")
    instances, billed = promise.instances, held.billed
    counts = {r.zone: r.count for r in billed if r.keeps_the_promise}
    kept = list(counts.values()) == [promise.count_per_zone] * promise.zone_count
    still = guaranteed(counts.values(), promise.tolerance)
    ends = [r.end_date for r in billed if r.end_date]
    properties = {
        "Arn": held.arn,
        "Name": held.name,
        "InstanceType": instances.instance_type,
        "InstancePlatform": instances.platform,
        "Tenancy": instances.tenancy,
        "EbsOptimized": instances.ebs_optimized,
        "MinimumInstanceCount": promise.minimum if kept else still or None,
        "FailureTolerance": promise.tolerance,
        "AvailabilityZones": None,
        "EndDate": min(ends) if ends else None,
        "MaximumTotalInstanceCount": promise.maximum,
        "Tags": [{"Key": k, "Value": v} for k, v in sorted(own_tags(held.tags).items())],
        "Reservations": [
            {
                "CapacityReservationId": r.reservation_id,
                "CapacityReservationArn": r.arn,
                "AvailabilityZone": r.zone,
                "AvailabilityZoneId": r.zone_id,
                "InstanceCount": r.count,
            }
            for r in billed
        ],
        "CapacityReservationIds": [r.reservation_id for r in billed],
        "CapacityReservationArns": [r.arn for r in billed],
        "InstanceCountPerZone": min(counts.values(), default=0),
        "TotalInstanceCount": sum(r.count for r in billed),
        "GuaranteedInstanceCount": still,
    }
    if promise.zones_by == "AvailabilityZones":
        properties["AvailabilityZones"] = sorted({r.zone for r in billed})
    elif promise.zones_by == "AvailabilityZoneIds":
        properties["AvailabilityZoneIds"] = sorted({r.zone_id for r in billed})
    return ResourceModel._deserialize({k: v for k, v in properties.items() if v is not None})
