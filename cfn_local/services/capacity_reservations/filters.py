"""The filters of DescribeCapacityReservations: those that AWS documents, plus tag:<key> and tag-key.

AWS does not document the tag filters for this action; the Karpenter provider for AWS relies on them in production.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from moto.ec2.exceptions import InvalidParameterValue
from moto.ec2.utils import simple_aws_filter_to_re

from cfn_local.services.capacity_reservations.models import CapacityReservation

Read = Callable[[CapacityReservation], Sequence[str]]

TAG_PREFIX = "tag:"
VALUES: Mapping[str, Read] = {
    "instance-type": lambda reservation: [reservation.attributes.instance_type],
    "owner-id": lambda reservation: [reservation.owner_id],
    "instance-platform": lambda reservation: [reservation.attributes.instance_platform],
    "availability-zone": lambda reservation: [reservation.attributes.zone_name],
    "tenancy": lambda reservation: [reservation.attributes.tenancy],
    "outpost-arn": lambda _: [],
    "state": lambda reservation: [reservation.state],
    "start-date": lambda reservation: [timestamp(reservation.active_from)],
    "end-date": lambda reservation: [timestamp(end) for end in [reservation.terms.visible.end_date] if end is not None],
    "end-date-type": lambda reservation: [end_date_type(reservation)],
    "instance-match-criteria": lambda reservation: [reservation.terms.visible.instance_match_criteria],
    "placement-group-arn": lambda reservation: [arn for arn in [reservation.attributes.placement_group_arn] if arn],
    "tag-key": lambda reservation: list(reservation.tags.visible),
}


def matches(reservation: CapacityReservation, filters: Mapping[str, Sequence[str]]) -> bool:
    """Return whether the reservation matches one value of every filter; * and ? are wildcards."""
    return all(
        any(re.match(simple_aws_filter_to_re(value), actual) for value in values for actual in read(reservation))
        for read, values in [(reader_of(name), values) for name, values in filters.items()]
    )


def reader_of(name: str) -> Read:
    """Return the attribute that the filter compares. Raise EC2's error for a filter that it does not have."""
    if name.startswith(TAG_PREFIX):
        key = name.removeprefix(TAG_PREFIX)
        return lambda reservation: [value for k, value in reservation.tags.visible.items() if k == key]
    if name not in VALUES:
        raise InvalidParameterValue(f"The filter '{name}' is invalid")
    return VALUES[name]


def end_date_type(reservation: CapacityReservation) -> str:
    """Return `unlimited` or `limited`."""
    return "unlimited" if reservation.terms.visible.end_date is None else "limited"


def timestamp(moment: datetime) -> str:
    """Format a date and time as EC2 does in filters."""
    return f"{moment:%Y-%m-%dT%H:%M:%S.000Z}"
