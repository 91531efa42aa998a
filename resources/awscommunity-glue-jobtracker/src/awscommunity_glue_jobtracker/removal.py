"""Taking a tracker apart: what carries its tag goes, whatever else is missing; the table, the lock, goes last."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .aws import alarm, function, log_group, queue, role, rule, table, topic
from .aws.clients import Clients, as_mapping, together
from .deployment import TARGET_ID
from .errors import HandlerError
from .names import Names
from .tags import CODE_TAG, EMAILS_TAG, OWNER_TAG, STACK_TAGS_TAG, TOKEN_TAG

Call = Callable[[], Any]


def parts_of(clients: Clients, names: Names) -> dict[str, Mapping[str, str]]:
    """The parts that carry the tag of the tracker, with their tags, in one round of calls; raises what fails."""
    looks: dict[str, Call] = {
        "table": partial(table.tags_of_table, clients.dynamodb, names.table_arn),
        "role": lambda: as_mapping(role.get_role(clients.iam, names.role).get("Tags", [])),
        "topic": partial(topic.tags_of_topic, clients.sns, names.topic_arn),
        "queue": partial(queue.tags_of_queue, clients.sqs, queue.url_of(clients.sqs, names.account, names.common)),
        "log_group": partial(log_group.tags_of_log_group, clients.logs, names.log_group_arn),
        "runs_rule": partial(rule.tags_of_rule, clients.events, names.rule_arn(names.runs_rule)),
        "report_rule": partial(rule.tags_of_rule, clients.events, names.rule_arn(names.report_rule)),
        "function": lambda: function.get_function(clients.function, names.common).get("Tags", {}),
        "alarm": partial(alarm.tags_of_alarm, clients.cloudwatch, names.alarm_arn),
    }
    found = {}
    for part, tags in zip(looks, together(list(looks.values())), strict=True):
        if isinstance(tags, HandlerError) and not isinstance(tags, exceptions.NotFound):
            raise tags
        if not isinstance(tags, HandlerError) and tags.get(OWNER_TAG) == names.tracker:
            found[part] = tags
    return found


def remove(clients: Clients, names: Names, parts: Collection[str]) -> list[HandlerError]:
    """Remove all these parts but the table, in two rounds; what went wrong, if anything."""
    rounds = _first(clients, names), _second(clients, names)
    troubles: list[HandlerError] = []
    for calls in rounds:
        troubles += _errors(together([call for part, call in calls if part in parts]))
        if troubles:
            break
    return troubles


def _first(clients: Clients, names: Names) -> list[tuple[str, Call]]:
    events = clients.events
    url = queue.url_of(clients.sqs, names.account, names.common)
    return [
        ("runs_rule", partial(rule.remove_target, events, names.runs_rule, TARGET_ID)),
        ("report_rule", partial(rule.remove_target, events, names.report_rule, TARGET_ID)),
        ("function", partial(function.delete_function, clients.function, names.common)),
        ("role", partial(role.delete_policy, clients.iam, names.role)),
        ("alarm", partial(alarm.delete_alarm, clients.cloudwatch, names.common)),
        ("topic", partial(topic.delete_topic, clients.sns, names.topic_arn)),
        ("queue", partial(queue.delete_queue, clients.sqs, url)),
    ]


def _second(clients: Clients, names: Names) -> list[tuple[str, Call]]:
    return [
        ("runs_rule", partial(rule.delete_rule, clients.events, names.runs_rule)),
        ("report_rule", partial(rule.delete_rule, clients.events, names.report_rule)),
        ("role", partial(role.delete_role, clients.iam, names.role)),
        ("log_group", partial(log_group.delete_log_group, clients.logs, names.log_group)),
    ]


def _errors(outcomes: Sequence[Any]) -> list[HandlerError]:
    return [e for e in outcomes if isinstance(e, HandlerError) and not isinstance(e, exceptions.NotFound)]


def let_go_of_table(clients: Clients, names: Names) -> bool:
    """Delete the table, or give it free if it is protected. Whether it is done: a table needs a while to go."""
    try:
        described = table.describe_table(clients.dynamodb, names.common)
        if described.get("DeletionProtectionEnabled"):
            keys = (OWNER_TAG, TOKEN_TAG, STACK_TAGS_TAG, EMAILS_TAG, CODE_TAG)
            table.untag_table(clients.dynamodb, names.table_arn, keys)
            return True
        if described["TableStatus"] != "DELETING":
            table.delete_table(clients.dynamodb, names.common)
    except exceptions.NotFound:
        return True
    return False
