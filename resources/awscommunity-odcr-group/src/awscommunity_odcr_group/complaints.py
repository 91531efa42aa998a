"""Problems with a request, as sentences that name the property. All are reported before anything is bought."""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from .models import ResourceModel
from .observation import Held
from .plan import INSTANCES_PER_CALL, growth_of, keepers_of
from .promise import DATE_FORMAT, Desired
from .properties import ZONE_PROPERTIES, zones_given
from .tags import PREFIX, PURCHASE_TAG, is_reserved

MOST_TAGS = 50
SOONEST_START, LATEST_START = timedelta(days=5), timedelta(days=120)
LEAST_VCPUS = 32
MOST_METRICS_PER_ALARM = 10


def about_request(model: ResourceModel) -> list[str]:
    """Check the properties alone, regardless of the state in AWS."""
    return [
        *_about_minimum(model),
        *_about_zones(model),
        *_about_tags(model),
        *_about_dates(model),
        *_about_scheduling(model),
        *_about_place(model),
    ]


def _about_minimum(model: ResourceModel) -> list[str]:
    if (model.MinimumInstanceCount or 0) >= 1:
        return []
    return [
        f"MinimumInstanceCount is {model.MinimumInstanceCount}; it must be at least 1. "
        "To reserve nothing, delete the resource."
    ]


def _about_zones(model: ResourceModel) -> list[str]:
    given = zones_given(model)
    complaints = []
    if len(given) != 1:
        found = " and ".join(given) or "none of them"
        complaints.append(f"Exactly one of {', '.join(ZONE_PROPERTIES)} must be given, not {found}.")
    for name, zones in given.items():
        if twice := _repeated(zones):
            complaints.append(f"{name} lists {twice} more than once.")
    return complaints


def _about_tags(model: ResourceModel) -> list[str]:
    keys = [str(tag.Key) for tag in model.Tags or []]
    complaints = []
    if reserved := ", ".join(key for key in keys if is_reserved(key)):
        complaints.append(f"Tags has the reserved key {reserved}; keys must begin with neither aws: nor {PREFIX}")
    if twice := _repeated(keys):
        complaints.append(f"Tags has the key {twice} more than once.")
    return complaints


def _repeated(values: Collection[str]) -> str:
    return ", ".join(value for value, times in Counter(values).items() if times > 1)


def _about_dates(model: ResourceModel) -> list[str]:
    complaints = []
    for name, date in {"StartDate": model.StartDate, "EndDate": model.EndDate}.items():
        try:
            if date:
                _time_of(date)
        except ValueError:
            complaints.append(f"{name} is {date}; it must be a time in UTC such as 2030-12-31T23:59:59Z.")
    return complaints


def _time_of(date: str) -> datetime:
    return datetime.strptime(date, DATE_FORMAT).replace(tzinfo=UTC)


def _about_scheduling(model: ResourceModel) -> list[str]:
    if model.StartDate and not model.CommitmentDuration:
        return ["StartDate needs CommitmentDuration: EC2 reserves for a later date only what you commit to keeping."]
    alone = [name for name in ("CommitmentDuration", "DeliveryPreference") if getattr(model, name)]
    return [] if model.StartDate else [f"{name} has a meaning only with StartDate." for name in alone]


def _about_place(model: ResourceModel) -> list[str]:
    complaints = []
    if model.OutpostArn:
        complaints.append(
            "OutpostArn is left out on purpose: an Outpost is tied to one zone, so there is no zone whose loss a "
            "reservation there could survive. Reserve there with AWS::EC2::CapacityReservation."
        )
    if model.PlacementGroupArn and model.StartDate:
        complaints.append("PlacementGroupArn and StartDate exclude each other: EC2 takes no such reservation.")
    return complaints


def about_size(desired: Desired) -> list[str]:
    """Check the promise, now that its zones are known."""
    promise = desired.promise
    if promise.tolerance >= promise.zone_count:
        return [
            f"FailureTolerance is {promise.tolerance} with {promise.zone_count} zone(s), {', '.join(desired.zones)}; "
            "it must be less than the number of zones."
        ]
    complaints = []
    if desired.placement_group_arn and (promise.zone_count, promise.tolerance) != (1, 0):
        complaints.append(
            f"PlacementGroupArn takes one zone and a FailureTolerance of 0, not {promise.zone_count} zone(s) and "
            f"{promise.tolerance}: a cluster placement group is in one zone."
        )
    if desired.alarm and promise.zone_count > MOST_METRICS_PER_ALARM:
        complaints.append(
            f"UtilizationAlarm cannot watch {promise.zone_count} zones: a CloudWatch alarm takes "
            f"{MOST_METRICS_PER_ALARM} metrics. Leave it out, or use several resources."
        )
    if (tags := len({**desired.group_tags(token=""), PURCHASE_TAG: ""})) > MOST_TAGS:
        complaints.append(
            f"With those of the stack and {PREFIX}* the group would have {tags} tags; it can have {MOST_TAGS}."
        )
    return complaints


def about_purchase(held: Held, desired: Desired, now: datetime) -> list[str]:
    """Check what the next steps buy: an end in the past, or more instances at once than the maximum.

    An end date is checked only if it changes or something is bought: it may have passed since.
    """
    bought = growth_of(held, desired)
    changes = any(r.end_date != desired.end_date for r in keepers_of(held, desired.zones).values())
    peak, most = sum(r.count for r in held.billed) + bought, desired.promise.maximum
    complaints = []
    if desired.end_date and (bought or changes) and _time_of(desired.end_date) <= now:
        complaints.append(f"EndDate is {desired.end_date}, which is in the past.")
    if bought and most is not None and peak > most:
        complaints.append(
            f"{peak} instances would be held at the peak of this operation; MaximumTotalInstanceCount is {most}."
        )
    return complaints


def about_schedule(desired: Desired, vcpus: int, now: datetime) -> list[str]:
    """Check the schedule of the purchase by EC2's rules; `vcpus` are those of one instance."""
    promise = desired.promise
    if promise.schedule is None:
        return []
    starts, complaints = promise.schedule.starts, []
    if not SOONEST_START <= starts - now <= LATEST_START:
        complaints.append(f"StartDate is {promise.schedule.start_date}; it must be 5 to 120 days ahead.")
    if desired.end_date and _time_of(desired.end_date) < promise.schedule.committed_until:
        complaints.append(f"EndDate is {desired.end_date}, before the end of CommitmentDuration.")
    if promise.count_per_zone * vcpus < LEAST_VCPUS:
        complaints.append(
            f"MinimumInstanceCount of {promise.minimum} reserves {promise.count_per_zone * vcpus} vCPUs in each zone; "
            f"with StartDate EC2 takes {LEAST_VCPUS} or more."
        )
    if promise.count_per_zone > INSTANCES_PER_CALL:
        complaints.append(
            f"MinimumInstanceCount of {promise.minimum} needs {promise.count_per_zone} instances in each zone; with "
            f"StartDate EC2 takes {INSTANCES_PER_CALL} at most, since what is scheduled cannot grow."
        )
    return complaints


def about_offer(desired: Desired, zones: Collection[str], offering: Collection[str]) -> list[str]:
    """Report which `zones` lack the instance type; `offering` are the zones of the Region that offer it."""
    lacking = sorted(set(zones) - set(offering))
    if not lacking:
        return []
    instance_type = desired.promise.instances.instance_type
    if not offering:
        return [f"No zone of this Region offers the instance type {instance_type}, if there is such a type at all."]
    return [f"{instance_type} is not offered in {', '.join(lacking)}, only in {', '.join(sorted(offering))}."]
