"""The scaling activities of an Auto Scaling group, as DescribeScalingActivities returns them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.moto_api._internal import mock_random

from cfn_local.services import clock

LONGEST_STATUS_MESSAGE = 255


@dataclass(frozen=True)
class Activity:
    """One launch or termination, named as in the API's Activity. It ends the moment it starts."""

    auto_scaling_group_name: str
    auto_scaling_group_arn: str
    description: str
    cause: str
    details: str
    status_code: str
    status_message: str | None = None
    progress: int = 100
    activity_id: str = field(default_factory=lambda: str(mock_random.uuid4()))
    start_time: datetime = field(default_factory=clock.now)

    @property
    def end_time(self) -> datetime:
        return self.start_time


class Activities:
    """The activities of one group, stored on moto's group and deleted with it."""

    def __init__(self, group: Any) -> None:
        self._group = group
        self._kept: list[Activity] = vars(group).setdefault("activities", [])

    def __iter__(self) -> Iterator[Activity]:
        """Return the activities, newest first."""
        return reversed(self._kept)

    def launched(self, instance_id: str, zone: str, subnet_id: str | None) -> None:
        self._add(f"Launching a new EC2 instance: {instance_id}", "Successful", zone, subnet_id)

    def failed_to_launch(self, zone: str, subnet_id: str | None, code: str, reason: str) -> None:
        """Record a failed launch; `code` and `reason` are those of EC2's error."""
        message = f"Could not launch On-Demand Instances. {code} - {reason}. Launching EC2 instance failed."
        self._add("Launching a new EC2 instance.", "Failed", zone, subnet_id, message[:LONGEST_STATUS_MESSAGE])

    def terminated(self, instance_id: str, zone: str, subnet_id: str | None) -> None:
        self._add(f"Terminating EC2 instance: {instance_id}", "Successful", zone, subnet_id)

    def _add(self, description: str, status_code: str, zone: str, subnet_id: str | None, message: str = "") -> None:
        details = {"Subnet ID": subnet_id, "Availability Zone": zone}
        cause = f"At {clock.now():%Y-%m-%dT%H:%M:%SZ} the desired capacity is {self._group.desired_capacity}."
        self._kept.append(
            Activity(
                auto_scaling_group_name=self._group.name,
                auto_scaling_group_arn=self._group.arn,
                description=description,
                cause=cause,
                details=json.dumps({name: value for name, value in details.items() if value}),
                status_code=status_code,
                status_message=message or None,
            )
        )
