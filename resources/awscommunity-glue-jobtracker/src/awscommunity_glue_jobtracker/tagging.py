"""Whose tags change by which call: the services name the same thing differently."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .aws import alarm, function, log_group, queue, role, rule, table, topic
from .aws.clients import Clients
from .names import Names


@dataclass(frozen=True)
class Tagged:
    """A part whose tags can change: the service that has it, and how that service identifies it."""

    tag_call: Callable[[Any, str, Mapping[str, str]], None]
    untag_call: Callable[[Any, str, Sequence[str]], None]
    client: Any
    identifier: str

    def tag(self, tags: Mapping[str, str]) -> None:
        """Set tags of the part."""
        self.tag_call(self.client, self.identifier, tags)

    def untag(self, keys: Sequence[str]) -> None:
        """Remove tags of the part."""
        self.untag_call(self.client, self.identifier, keys)


def of(part: str, clients: Clients, names: Names) -> Tagged:
    """The part, by its name among those of a deployment."""
    url = queue.url_of(clients.sqs, names.account, names.common)
    runs, report = names.rule_arn(names.runs_rule), names.rule_arn(names.report_rule)
    parts = {
        "table": Tagged(table.tag_table, table.untag_table, clients.dynamodb, names.table_arn),
        "role": Tagged(role.tag_role, role.untag_role, clients.iam, names.role),
        "topic": Tagged(topic.tag_topic, topic.untag_topic, clients.sns, names.topic_arn),
        "queue": Tagged(queue.tag_queue, queue.untag_queue, clients.sqs, url),
        "log_group": Tagged(log_group.tag_log_group, log_group.untag_log_group, clients.logs, names.log_group_arn),
        "runs_rule": Tagged(rule.tag_rule, rule.untag_rule, clients.events, runs),
        "report_rule": Tagged(rule.tag_rule, rule.untag_rule, clients.events, report),
        "function": Tagged(function.tag_function, function.untag_function, clients.function, names.function_arn),
        "alarm": Tagged(alarm.tag_alarm, alarm.untag_alarm, clients.cloudwatch, names.alarm_arn),
    }
    return parts[part]
