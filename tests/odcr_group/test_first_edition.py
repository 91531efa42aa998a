"""A group that the first edition of the type has made is read, updated and deleted by this one.

first_edition.json holds the calls with which the package of commit 1b305f5 made it, and the model that it answered.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.aws_calls import succeeded
from tests.odcr_group.invocations import ZONES, CloudFormation, cloudwatch, groups, held
from tests.watched_handlers import client

RECORDED = json.loads((Path(__file__).parent / "first_edition.json").read_text())
STACK_TAGS = {"cost": "it"}
# What the first edition answered and this one may answer differently: identifiers, and what is new.
IDENTIFIERS = ("Reservations", "CapacityReservationIds", "CapacityReservationArns")


def replayed() -> dict[str, Any]:
    """The calls of the first edition, made again. The model that it answered."""
    arns: list[str] = []
    for call in RECORDED["calls"]:
        parameters = dict(call["parameters"])
        if call["operation"] == "GroupResources":
            parameters["ResourceArns"] = arns
        method = {"CreateGroup": "create_group", "GroupResources": "group_resources"}.get(
            call["operation"], "create_capacity_reservation"
        )
        answer = getattr(client(call["service"]), method)(**parameters)
        if "CapacityReservation" in answer:
            arns.append(answer["CapacityReservation"]["CapacityReservationArn"])
    model: dict[str, Any] = RECORDED["model"]
    return model


@pytest.fixture
def old(cloudformation: CloudFormation) -> dict[str, Any]:
    """Six r6i.4xlarge over three zones, with all that the first edition could be told."""
    return replayed()


class TestAGroupOfTheFirstEdition:
    def test_is_read_as_it_was(self, cloudformation: CloudFormation, old: dict[str, Any]) -> None:
        found = cloudformation.read(old)

        assert {name: found[name] for name in old if name not in IDENTIFIERS} == {
            name: value for name, value in old.items() if name not in IDENTIFIERS
        }
        assert found.keys() == old.keys()

    def test_is_updated(self, cloudformation: CloudFormation, old: dict[str, Any]) -> None:
        alarm = {"Threshold": 20, "TopicArn": "arn:aws:sns:us-east-1:123456789012:ops"}
        changes = {"MinimumInstanceCount": 8, "UtilizationAlarm": alarm}
        updated = succeeded(cloudformation.update(old, changes, stack_tags=STACK_TAGS))["resourceModel"]

        assert (held(), updated["Tags"]) == (dict.fromkeys(ZONES, 4), [{"Key": "site", "Value": "a"}])
        assert len(cloudwatch().describe_alarms()["MetricAlarms"]) == 1

    def test_is_left_alone_by_an_update_that_changes_nothing(
        self, cloudformation: CloudFormation, old: dict[str, Any]
    ) -> None:
        cloudformation.calls.clear()
        succeeded(cloudformation.update(old, {}, stack_tags=STACK_TAGS))

        assert sorted(cloudformation.operations()) == ["DescribeCapacityReservations", "GetTags", "ListGroupResources"]

    def test_is_deleted(self, cloudformation: CloudFormation, old: dict[str, Any]) -> None:
        succeeded(cloudformation.delete(old))

        assert (held(), groups().list_groups()["GroupIdentifiers"]) == ({}, [])
