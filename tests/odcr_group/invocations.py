"""The handlers of the group, invoked as CloudFormation does, and what AWS holds."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from awscommunity_odcr_group import handlers
from moto.ec2.models import ec2_backends

from cfn_local.services import conditions
from cfn_local.services.capacity_reservations.models import capacity_reservations_of
from cfn_local.services.conditions import Conditions
from tests.aws_calls import succeeded
from tests.watched_handlers import ACCOUNT, POLICY, REGION, WatchedHandlers, client

PROJECT = Path(__file__).parents[2] / "resources" / "awscommunity-odcr-group"
SCHEMA = json.loads((PROJECT / "awscommunity-odcr-group.json").read_text())
ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]
SECONDS_WITHOUT_ANSWER = 60  # until CloudFormation takes a handler for dead

# Six r6i.4xlarge that survive the loss of one of three zones: three in each.
SIX_IN_THREE_ZONES = {"InstanceType": "r6i.4xlarge", "MinimumInstanceCount": 6, "AvailabilityZones": ZONES}


class CloudFormation(WatchedHandlers):
    """CloudFormation in front of the handlers of the group. What dies is taken for dead after a minute."""

    def __init__(self, region: str = REGION) -> None:
        policy = replace(POLICY, seconds_before_repeat=SECONDS_WITHOUT_ANSWER)
        super().__init__(handlers.resource, SCHEMA, "Odcr", policy, {"monitoring": "cloudwatch"}, region)

    def create(self, model: Mapping[str, Any] = SIX_IN_THREE_ZONES, **rest: Any) -> Any:
        """The model of a group that was created, which must succeed."""
        return super().create(model, **rest)

    def read(self, created: Mapping[str, Any]) -> Any:
        """The model that a read of the group of `created` answers, which must succeed."""
        return succeeded(self.run("READ", {"Arn": created["Arn"]}))["resourceModel"]

    def delete(self, created: Mapping[str, Any], **rest: Any) -> Any:
        """The final answer of a delete."""
        return self.run("DELETE", created, **rest)


def apply(**stated: Any) -> None:
    """From now on, AWS is like this; see Conditions."""
    conditions.apply(ACCOUNT, REGION, Conditions(**stated))


def active() -> dict[str, int]:
    """What EC2 itself knows to be active, however late it shows things: zone -> instances."""
    counts: dict[str, int] = {}
    for reservation in capacity_reservations_of(ec2_backends[ACCOUNT][REGION]).reservations.values():
        if reservation.state == "active":
            zone = reservation.attributes.zone_name
            counts[zone] = counts.get(zone, 0) + reservation.terms.visible.instance_count
    return counts


def ec2() -> Any:
    """EC2, as somebody other than the handlers sees it."""
    return client("ec2")


def groups() -> Any:
    """Resource Groups, as somebody other than the handlers sees them."""
    return client("resource-groups")


def cloudwatch() -> Any:
    """CloudWatch, as somebody other than the handlers sees it."""
    return client("cloudwatch")


def reservations(*states: str) -> list[dict[str, Any]]:
    """All reservations in these states, whoever made them, in the order of their zones."""
    filters = [{"Name": "state", "Values": list(states or ("active", "pending"))}]
    found = ec2().describe_capacity_reservations(Filters=filters)["CapacityReservations"]
    return sorted(found, key=lambda reservation: str(reservation["AvailabilityZone"]))


def held() -> dict[str, int]:
    """What is billed: zone -> instances."""
    counts: dict[str, int] = {}
    for reservation in reservations():
        zone = reservation["AvailabilityZone"]
        counts[zone] = counts.get(zone, 0) + reservation["TotalInstanceCount"]
    return counts
