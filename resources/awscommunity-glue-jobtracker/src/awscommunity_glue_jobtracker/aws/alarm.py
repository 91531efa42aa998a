"""CloudWatch: the alarm on messages in the queue."""

from collections.abc import Mapping, Sequence
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .. import TYPE_NAME
from ..names import Names
from ..part import BOTH_WAYS, Answers, Aspect, Part, Site, Stage
from ..shared.errors import translated
from ..shared.tags import as_list, as_mapping

MEMBERS = (  # those that a tracker sets
    "AlarmDescription",
    "Namespace",
    "MetricName",
    "Dimensions",
    "Statistic",
    "Period",
    "EvaluationPeriods",
    "Threshold",
    "ComparisonOperator",
    "TreatMissingData",
    "ActionsEnabled",
    "AlarmActions",
)


def put_alarm(cloudwatch: Any, name: str, alarm: Mapping[str, Any], tags: Mapping[str, str]) -> None:
    """Create or change the alarm. Tags apply to a new one only."""
    with translated(name):
        cloudwatch.put_metric_alarm(AlarmName=name, **alarm, **({"Tags": as_list(tags)} if tags else {}))


def get_alarm(cloudwatch: Any, name: str, members: Sequence[str]) -> dict[str, Any]:
    """Return these members of the alarm; NotFound if there is none."""
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
    """Return all tags of the alarm; NotFound if there is none."""
    with translated(arn):
        return as_mapping(cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"])


def tag_alarm(cloudwatch: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags on the alarm."""
    with translated(arn):
        cloudwatch.tag_resource(ResourceARN=arn, Tags=as_list(tags))


def untag_alarm(cloudwatch: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the alarm."""
    with translated(arn):
        cloudwatch.untag_resource(ResourceARN=arn, TagKeys=list(keys))


def _put(site: Site, tags: Mapping[str, str]) -> None:
    put_alarm(site.clients.cloudwatch, site.names.common, site.wanted.alarm or {}, tags)


def _shown(answers: Answers, _names: Names) -> dict[str, Any]:
    return {"alarm": answers["alarm"]}


PART = Part(
    name="alarm",
    aspects=(
        Aspect(
            "alarm",
            Stage.DETAILS,
            make=lambda site: _put(site, site.wanted.part_tags),
            change=lambda site: _put(site, {}),
            remove=lambda site: delete_alarm(site.clients.cloudwatch, site.names.common),
            leaves=1,
            called="alarm",
            ways=BOTH_WAYS,
        ),
    ),
    looks={"alarm": lambda site: get_alarm(site.clients.cloudwatch, site.names.common, MEMBERS)},
    shown=_shown,
    tags=lambda site: tags_of_alarm(site.clients.cloudwatch, site.names.alarm_arn),
    tag=lambda site, tags: tag_alarm(site.clients.cloudwatch, site.names.alarm_arn, tags),
    untag=lambda site, keys: untag_alarm(site.clients.cloudwatch, site.names.alarm_arn, keys),
)
