"""The alarm that tells when what is reserved, and paid for, is not used."""

from typing import Any

import pytest

from cfn_local.services.conditions import CapacityPool
from tests.aws_calls import refusal, succeeded
from tests.odcr_group.invocations import SIX_IN_THREE_ZONES, ZONES, CloudFormation, apply, cloudwatch, groups, held

TOPIC = "arn:aws:sns:us-east-1:123456789012:ops"
ALARM = {"Threshold": 20, "TopicArn": TOPIC}
WATCHED = {**SIX_IN_THREE_ZONES, "UtilizationAlarm": ALARM}
ALL_ZONES = {"AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]}


@pytest.fixture
def six(cloudformation: CloudFormation) -> dict[str, Any]:
    """Six r6i.4xlarge over three zones, watched."""
    created: dict[str, Any] = cloudformation.create(WATCHED)
    cloudformation.calls.clear()
    return created


def alarms() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cloudwatch().describe_alarms()["MetricAlarms"]
    return found


def watched() -> list[str]:
    """The reservations that the alarm watches."""
    (alarm,) = alarms()
    metrics = [query["MetricStat"]["Metric"] for query in alarm["Metrics"] if "MetricStat" in query]
    return [dimension["Value"] for metric in metrics for dimension in metric["Dimensions"]]


class TestAnAlarm:
    def test_goes_off_while_less_than_the_threshold_is_in_use(self, six: dict[str, Any]) -> None:
        (alarm,) = alarms()

        assert alarm["AlarmName"] == f"awscommunity-odcr-{six['Name']}"
        assert (alarm["ComparisonOperator"], alarm["Threshold"], alarm["EvaluationPeriods"]) == (
            "LessThanThreshold",
            20,
            1,
        )
        assert (alarm["AlarmActions"], alarm["OKActions"]) == ([TOPIC], [TOPIC])

    def test_watches_the_average_utilization_of_all_the_reservations(self, six: dict[str, Any]) -> None:
        *queries, average = alarms()[0]["Metrics"]

        assert watched() == six["CapacityReservationIds"]
        assert {query["MetricStat"]["Metric"]["Namespace"] for query in queries} == {"AWS/EC2CapacityReservations"}
        assert {query["MetricStat"]["Metric"]["MetricName"] for query in queries} == {"InstanceUtilization"}
        assert {(query["MetricStat"]["Period"], query["MetricStat"]["Stat"]) for query in queries} == {
            (3600, "Average")
        }
        assert (average["Expression"], average["ReturnData"]) == ("AVG(METRICS())", True)

    def test_is_read_back_with_its_defaults(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        assert six["UtilizationAlarm"] == {"Threshold": 20, "TopicArn": TOPIC, "Hours": 1}
        assert cloudformation.read(six) == six

    def test_costs_a_group_without_one_no_call_until_its_end(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()
        cloudformation.read(created)
        succeeded(cloudformation.update(created, {"MinimumInstanceCount": 7}))

        assert not {"PutMetricAlarm", "DescribeAlarms", "DeleteAlarms"} & set(cloudformation.operations())


class TestAnUpdate:
    def test_can_give_a_group_an_alarm(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()
        updated = succeeded(cloudformation.update(created, {"UtilizationAlarm": {**ALARM, "Hours": 24}}))

        assert watched() == created["CapacityReservationIds"]
        assert updated["resourceModel"]["UtilizationAlarm"]["Hours"] == 24

    def test_can_change_it_and_take_it_away(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        succeeded(cloudformation.update(six, {"UtilizationAlarm": {**ALARM, "Threshold": 50}}))
        assert [alarm["Threshold"] for alarm in alarms()] == [50]

        updated = succeeded(cloudformation.update(six, {"UtilizationAlarm": None}))["resourceModel"]
        assert (alarms(), updated) == ([], cloudformation.read(six))
        assert "UtilizationAlarm" not in updated

    def test_to_another_zone_has_its_reservation_watched(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        updated = succeeded(cloudformation.update(six, ALL_ZONES))["resourceModel"]

        assert watched() == updated["CapacityReservationIds"]
        assert watched() != six["CapacityReservationIds"]

    def test_makes_one_anew_that_somebody_deleted(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        cloudwatch().delete_alarms(AlarmNames=[f"awscommunity-odcr-{six['Name']}"])
        assert "UtilizationAlarm" not in cloudformation.read(six)

        succeeded(cloudformation.update(six, {}))
        assert cloudformation.read(six) == six

    def test_that_may_not_put_it_gives_back_what_it_bought(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        cloudformation.before = lambda call: refusal("AccessDenied") if call.operation == "PutMetricAlarm" else None
        answer = cloudformation.update(six, ALL_ZONES)

        assert answer["errorCode"] == "AccessDenied"
        assert held() == dict.fromkeys(ZONES, 3)


class TestADelete:
    def test_takes_the_alarm_along(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        apply(seconds_pending=0)
        succeeded(cloudformation.delete(six))

        assert (alarms(), held()) == ([], {})

    def test_takes_it_along_when_the_group_is_gone(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        groups().delete_group(Group=six["Arn"])
        succeeded(cloudformation.delete(six))

        assert (alarms(), held()) == ([], {})

    def test_that_waits_takes_it_along_at_the_end(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending=60)
        first = cloudformation.invoke("CREATE", WATCHED)
        cloudformation.invoke("CREATE", first["resourceModel"], first["callbackContext"])
        cloudwatch().put_metric_alarm(
            AlarmName=f"awscommunity-odcr-{first['resourceModel']['Arn'].split('/')[1]}",
            ComparisonOperator="LessThanThreshold",
            EvaluationPeriods=1,
            MetricName="InstanceUtilization",
            Namespace="AWS/EC2CapacityReservations",
            Period=60,
            Statistic="Average",
            Threshold=1,
        )
        succeeded(cloudformation.delete(first["resourceModel"]))

        assert alarms() == []


class TestARoleOfAnEarlierVersion:
    """It has no permission for alarms."""

    @pytest.fixture(autouse=True)
    def old_role(self, cloudformation: CloudFormation) -> None:
        cloudformation.before = lambda call: refusal("AccessDenied") if call.service == "cloudwatch" else None

    def test_suffices_for_a_group_without_an_alarm(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()
        succeeded(cloudformation.delete(created))

        assert (held(), groups().list_groups()["GroupIdentifiers"]) == ({}, [])

    def test_does_not_let_a_delete_leave_an_alarm(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        answer = cloudformation.delete(six)

        assert (answer["errorCode"], len(alarms())) == ("AccessDenied", 1)
        assert "delete the alarm: DeleteAlarms: AccessDenied" in answer["message"]

    @pytest.fixture
    def six(self, cloudformation: CloudFormation, old_role: None) -> dict[str, Any]:
        """A group with an alarm that the role of its time could make."""
        old, cloudformation.before = cloudformation.before, lambda _call: None
        created: dict[str, Any] = cloudformation.create(WATCHED)
        cloudformation.before = old
        return created


class TestACreateThatFails:
    def test_leaves_no_alarm(self, cloudformation: CloudFormation) -> None:
        apply(capacity_pools=(CapacityPool("us-east-1b", "r6i.4xlarge", 0),))

        assert cloudformation.run("CREATE", WATCHED)["status"] == "FAILED"
        assert (alarms(), held()) == ([], {})
