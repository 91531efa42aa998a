"""CloudWatch: the alarm that tells when something lies in the queue."""

from collections.abc import Mapping, Sequence
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .. import TYPE_NAME
from ..errors import translated
from .clients import as_list, as_mapping


def put_alarm(cloudwatch: Any, name: str, alarm: Mapping[str, Any], tags: Mapping[str, str]) -> None:
    """Make the alarm, or make it so. Tags are for a new one alone."""
    with translated(name):
        cloudwatch.put_metric_alarm(AlarmName=name, **alarm, **({"Tags": as_list(tags)} if tags else {}))


def get_alarm(cloudwatch: Any, name: str, members: Sequence[str]) -> dict[str, Any]:
    """These members of the alarm; NotFound if there is none."""
    with translated(name):
        alarms = cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=["MetricAlarm"])["MetricAlarms"]
    if not alarms:
        raise exceptions.NotFound(TYPE_NAME, name)
    return {member: alarms[0].get(member) for member in members}


def delete_alarm(cloudwatch: Any, name: str) -> None:
    """Delete the alarm."""
    with translated(name):
        cloudwatch.delete_alarms(AlarmNames=[name])


def tags_of_alarm(cloudwatch: Any, arn: str) -> dict[str, str]:
    """All tags of the alarm; NotFound if there is none."""
    with translated(arn):
        return as_mapping(cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"])


def tag_alarm(cloudwatch: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags of the alarm."""
    with translated(arn):
        cloudwatch.tag_resource(ResourceARN=arn, Tags=as_list(tags))


def untag_alarm(cloudwatch: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the alarm."""
    with translated(arn):
        cloudwatch.untag_resource(ResourceARN=arn, TagKeys=list(keys))
