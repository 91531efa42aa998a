"""What is wrong with a request, in sentences that name the property. All of them come before anything is bought."""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime

from .models import ResourceModel
from .observation import Held
from .plan import growth_of, keepers_of
from .promise import Desired
from .properties import ZONE_PROPERTIES, zones_given
from .tags import PREFIX, PURCHASE_TAG, is_reserved

MOST_TAGS = 50
MOST_METRICS_PER_ALARM = 10
END_DATE_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def about_request(model: ResourceModel) -> list[str]:
    """What is wrong with the properties by themselves, whatever AWS holds."""
    return [*_about_minimum(model), *_about_zones(model), *_about_tags(model), *_about_end_date(model)]


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


def _about_end_date(model: ResourceModel) -> list[str]:
    try:
        if model.EndDate:
            _time_of(model.EndDate)
    except ValueError:
        return [f"EndDate is {model.EndDate}; it must be a time in UTC such as 2030-12-31T23:59:59Z."]
    return []


def _time_of(end_date: str) -> datetime:
    return datetime.strptime(end_date, END_DATE_FORMAT).replace(tzinfo=UTC)


def about_size(desired: Desired) -> list[str]:
    """What is wrong with the promise, now that its zones are known."""
    promise = desired.promise
    if promise.tolerance >= promise.zone_count:
        return [
            f"FailureTolerance is {promise.tolerance} with {promise.zone_count} zone(s), {', '.join(desired.zones)}; "
            "it must be less than the number of zones."
        ]
    complaints = []
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
    """Why the next steps must not be paid for: an end in the past, or more instances at once than the maximum.

    An end date is judged only where it changes or something is bought: that it has passed since is no error.
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


def about_offer(desired: Desired, zones: Collection[str], offering: Collection[str]) -> list[str]:
    """Which of `zones` lack the instance type; `offering` are the zones of the Region that have it."""
    lacking = sorted(set(zones) - set(offering))
    if not lacking:
        return []
    instance_type = desired.promise.instances.instance_type
    if not offering:
        return [f"No zone of this Region offers the instance type {instance_type}, if there is such a type at all."]
    return [f"{instance_type} is not offered in {', '.join(lacking)}, only in {', '.join(sorted(offering))}."]
