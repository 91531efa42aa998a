"""Updating a tracker: only what differs is changed, and what follows from it."""

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import pytest
from awscommunity_glue_jobtracker import function_code

from tests.aws_calls import refusal, succeeded
from tests.glue_jobtracker.invocations import ALERTS_AND_REPORT, CloudFormation
from tests.glue_jobtracker.surroundings import inventory, role_arn, topic_arn
from tests.watched_handlers import client

NAMED = {**ALERTS_AND_REPORT, "TrackerName": "nightly"}
NAME = "glue-job-tracker-nightly"
LOOKS = 16  # calls of one look
SHA256_OF_NEWER = "gE9R9xJUxAgeN+fIhwc1YPSm+mza0gLprGfgMsQ+0eE="


def changed(cloudformation: CloudFormation, created: Mapping[str, Any], changes: Mapping[str, Any]) -> list[str]:
    """The calls that an update makes between its two looks; it must succeed, and a read must agree."""
    cloudformation.operations()
    answer = succeeded(cloudformation.update(created, changes))
    calls = cloudformation.operations()
    assert cloudformation.read(created) == answer["resourceModel"]
    assert answer["resourceModel"]["Deviations"] == []
    return sorted(calls[LOOKS:-LOOKS])


SETTINGS = ["GetFunctionConfiguration", "UpdateFunctionConfiguration"]
# A change, and the calls that it takes.
CHANGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "thresholds": ({"Thresholds": {"Cost": 5.0}}, SETTINGS),
    "states": ({"AlertStates": []}, SETTINGS),
    "retention of runs": ({"RunRetentionDays": 60}, SETTINGS),
    "jobs": ({"JobNames": ["a"]}, ["GetFunctionConfiguration", "PutRule", "UpdateFunctionConfiguration"]),
    "retention of the log": ({"LogRetentionInDays": 7}, ["PutRetentionPolicy"]),
    "an address more": (
        {"AlertEmails": ["data@example.com", "ops@example.com"]},
        ["Subscribe", "TagResource"],
    ),
    "another address": ({"AlertEmails": ["ops@example.com"]}, ["Subscribe", "TagResource", "Unsubscribe"]),
    "another sender": (
        {"Report": {"Sender": "x@example.com", "Recipients": ["boss@example.com"]}},
        ["GetFunctionConfiguration", "PutRolePolicy", "UpdateFunctionConfiguration"],
    ),
    "no report": (
        {"Report": None},
        [
            *("DeleteRule", "GetFunctionConfiguration", "PutRolePolicy", "RemoveTargets"),
            "UpdateFunctionConfiguration",
        ],
    ),
    "looked-up prices": (
        {"Pricing": {"Source": "PriceListApi"}},
        ["GetFunctionConfiguration", "PutRolePolicy", "UpdateFunctionConfiguration"],
    ),
    "a protected table": ({"RetainRunTableOnDelete": True}, ["UpdateTable"]),
}


class TestAnUpdate:
    @pytest.mark.parametrize(("changes", "calls"), CHANGES.values(), ids=CHANGES)
    def test_makes_only_the_calls_that_the_change_takes(
        self, cloudformation: CloudFormation, changes: dict[str, Any], calls: list[str]
    ) -> None:
        created = cloudformation.create(NAMED)

        assert changed(cloudformation, created, changes) == calls

    @pytest.mark.parametrize(("first", "second"), [*permutations(list(CHANGES)[::3], 2)])
    def test_can_be_taken_back_after_another(self, cloudformation: CloudFormation, first: str, second: str) -> None:
        created = cloudformation.create(NAMED)
        changed(cloudformation, created, CHANGES[first][0])
        changed(cloudformation, created, CHANGES[second][0])
        changed(cloudformation, created, {})

        assert cloudformation.read(created) == created

    def test_by_a_newer_version_of_the_type_deploys_its_code(
        self, cloudformation: CloudFormation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        created = cloudformation.create(NAMED)
        monkeypatch.setattr(function_code, "zipped", lambda: b"newer")
        monkeypatch.setattr(function_code, "code_sha256", lambda: SHA256_OF_NEWER)
        assert cloudformation.read(created) == created  # the code is as the older version made it

        assert changed(cloudformation, created, {}) == [
            *("GetFunctionConfiguration", "TagResource", "UpdateFunctionCode"),
        ]
        assert cloudformation.read(created)["CodeSha256"] == SHA256_OF_NEWER

    def test_waits_while_an_earlier_change_of_the_function_is_under_way(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        twice = iter([refusal("ResourceConflictException", "An update is in progress", 409)] * 2)
        cloudformation.before = lambda call: (
            next(twice, None) if call.operation == "UpdateFunctionConfiguration" else None
        )
        answer = succeeded(cloudformation.update(created, {"AlertStates": ["STOPPED"]}))

        assert answer["resourceModel"]["AlertStates"] == ["STOPPED"]


class TestWhatIsTheUsers:
    def test_a_role_takes_the_place_of_ours_and_back(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        whole = inventory()
        given = role_arn()
        changed(cloudformation, created, {"FunctionRoleArn": given})

        assert inventory() == whole - {f"role {NAME}-us-east-1"} | {"role users"}
        changed(cloudformation, created, {})
        assert cloudformation.read(created) == created
        assert inventory() == whole | {"role users"}

    def test_a_topic_takes_the_place_of_ours_and_back(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        whole = inventory()
        given = topic_arn()
        changed(cloudformation, created, {"AlertTopicArn": given, "AlertEmails": None})

        assert inventory() == whole - {f"topic {created['TopicArn']}", "subscription data@example.com"} | {
            f"topic {given}"
        }
        assert client("cloudwatch").describe_alarms()["MetricAlarms"][0]["AlarmActions"] == [given]
        changed(cloudformation, created, {})
        assert cloudformation.read(created) == created


class TestTags:
    def test_of_the_stack_change_on_all_parts_and_never_show(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED, stack_tags={"stage": "test", "old": "x"})
        answer = succeeded(cloudformation.update(created, {}, stack_tags={"stage": "prod"}))

        assert "Tags" not in answer["resourceModel"]
        tags = client("lambda").get_function(FunctionName=NAME)["Tags"]
        assert tags["stage"] == "prod"
        assert "old" not in tags

    def test_of_the_resource_are_removed_from_all_parts(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create({**NAMED, "Tags": [{"Key": "team", "Value": "data"}]})
        calls = changed(cloudformation, created, {"Tags": None})

        assert calls == ["UntagQueue", *["UntagResource"] * 7, "UntagRole"]
        assert "team" not in client("lambda").get_function(FunctionName=NAME)["Tags"]


class TestWhatCannotChange:
    def test_the_key_needs_a_replacement(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        answer = cloudformation.update(created, {"KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/1"})

        assert (answer["errorCode"], answer["message"]) == ("NotUpdatable", "KmsKeyArn can only change by replacement.")
        assert cloudformation.read(created) == created

    def test_bad_input_changes_nothing(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        answer = cloudformation.update(created, {"RunRetentionDays": 3})

        assert answer["errorCode"] == "InvalidRequest"
        assert cloudformation.read(created) == created
