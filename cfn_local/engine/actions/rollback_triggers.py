"""Rollback triggers: the local CloudFormation watches no alarms, but tells what CloudFormation would not take."""

import re
from collections.abc import Mapping
from typing import Any

from cfn_local.engine.actions.errors import InvalidRequest

_TYPES = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
_ALARM = re.compile(r"arn:[^:]+:cloudwatch:[^:]+:\d{12}:alarm:.+")


def refuse_bad_triggers(configuration: Mapping[str, Any]) -> None:
    """Raise ValidationError for the first trigger that is no alarm. The messages are as recorded on 2022-11-21."""
    for trigger in configuration.get("RollbackTriggers", ()):
        if trigger["Type"] not in _TYPES:
            raise InvalidRequest("Rollback Trigger Type not supported")
        if not _ALARM.fullmatch(trigger["Arn"]):
            raise InvalidRequest("RelativeId of a Rollback Trigger's ARN is incorrect")
