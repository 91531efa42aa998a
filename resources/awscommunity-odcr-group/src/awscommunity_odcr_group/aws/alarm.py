"""The calls to CloudWatch."""

from collections.abc import Sequence
from typing import Any

from cloudformation_cli_python_lib import exceptions

from ..promise import UtilizationAlarm
from ..shared.errors import translated

SECONDS_IN_AN_HOUR = 3600


def alarm_of_group(cloudwatch: Any, group_name: str) -> tuple[UtilizationAlarm | None, frozenset[str]]:
    """Return the alarm of the group, if there is one, and the IDs of the reservations that it watches."""
    with translated(group_name):
        found = cloudwatch.describe_alarms(AlarmNames=[alarm_name(group_name)])["MetricAlarms"]
    if not found:
        return None, frozenset()
    (answer,) = found
    metrics = [one["MetricStat"]["Metric"] for one in answer.get("Metrics", []) if "MetricStat" in one]
    topic_arn = next(iter(answer["AlarmActions"]), "")
    alarm = UtilizationAlarm(int(answer["Threshold"]), topic_arn, answer["EvaluationPeriods"])
    return alarm, frozenset(dimension["Value"] for metric in metrics for dimension in metric["Dimensions"])


def put_alarm(cloudwatch: Any, group_name: str, alarm: UtilizationAlarm, reservation_ids: Sequence[str]) -> None:
    """Create or change the alarm of the group. All reservations have equal weight, since all have the same size."""
    queries = [
        {
            "Id": f"zone{number}",
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/EC2CapacityReservations",
                    "MetricName": "InstanceUtilization",
                    "Dimensions": [{"Name": "CapacityReservationId", "Value": reservation_id}],
                },
                "Period": SECONDS_IN_AN_HOUR,
                "Stat": "Average",
            },
            "ReturnData": False,
        }
        for number, reservation_id in enumerate(reservation_ids)
    ]
    average = {"Id": "utilization", "Expression": "AVG(METRICS())", "Label": "Percent in use", "ReturnData": True}
    with translated(group_name):
        cloudwatch.put_metric_alarm(
            AlarmName=alarm_name(group_name),
            AlarmDescription=f"Less than {alarm.threshold} % of what {group_name} reserves, and pays for, is in use.",
            Metrics=[*queries, average],
            ComparisonOperator="LessThanThreshold",
            Threshold=alarm.threshold,
            EvaluationPeriods=alarm.hours,
            AlarmActions=[alarm.topic_arn],
            OKActions=[alarm.topic_arn],
        )


def delete_alarm(cloudwatch: Any, group_name: str) -> None:
    """Delete the alarm of the group; NotFound is ignored."""
    try:
        with translated(group_name):
            cloudwatch.delete_alarms(AlarmNames=[alarm_name(group_name)])
    except exceptions.NotFound:
        return


def alarm_name(group_name: str) -> str:
    """Return the name of the alarm of a group."""
    return f"awscommunity-odcr-{group_name}"
