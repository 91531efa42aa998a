"""What AWS holds of a tracker, in one round of calls made at the same time."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions

from . import TYPE_NAME
from .aws import alarm, function, log_group, queue, role, rule, table, topic
from .aws.clients import Clients, together
from .deployment import PERMISSION_ID, TARGET_ID, Deployment
from .errors import HandlerError
from .names import ROLE_PATH, Names
from .tags import EMAILS_TAG, OWNER_TAG, TOKEN_TAG, is_noted, shared

ALARM_MEMBERS = (
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


def observed(clients: Clients, names: Names) -> Deployment:
    """The tracker as AWS shows it now; NotFound if there is none of this name, or no tag says that it is ours."""
    found = _answers(clients, names)
    described, tags = found["table"], found["tags"] or {}
    if described is None or tags.get(OWNER_TAG) != names.tracker:
        raise exceptions.NotFound(TYPE_NAME, names.tracker)
    shown = found["function"] or {}
    configuration = shown.get("Configuration", {})
    tags = {key: value for key, value in tags.items() if key != TOKEN_TAG and not key.startswith("aws:")}
    roles = _ours(found["role"], names)
    return Deployment(
        table=described.get("SSEDescription", {}).get("KMSMasterKeyArn", ""),
        tags=tags,
        part_tags=shared(tags),
        ttl=bool(found["ttl"]),
        protected=bool(described.get("DeletionProtectionEnabled")),
        role=roles.get("AssumeRolePolicyDocument"),
        boundary=roles.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
        policy=found["policy"] if roles else None,
        topic=found["topic"],
        emails=_expected(found["subscriptions"] or {}, tags.get(EMAILS_TAG, "")),
        queue=found["queue"],
        log_group=found["log"] is not None,
        retention=found["log"][0] if found["log"] else None,
        alarm=found["alarm"],
        runs_rule=found["runs_rule"],
        report_rule=found["report_rule"],
        function=function.configuration_in(configuration) if shown else None,
        code=configuration.get("CodeSha256"),
        ready=bool(shown) and function.is_ready(configuration),
        permission=found["permission"],
        runs_target=found["runs_target"],
        report_target=found["report_target"],
    )


def _answers(clients: Clients, names: Names) -> dict[str, Any]:
    """The answer to each call, None where there is nothing."""
    url = queue.url_of(clients.sqs, names.account, names.common)
    calls: Mapping[str, Callable[[], Any]] = {
        "table": partial(table.describe_table, clients.dynamodb, names.common),
        "tags": partial(table.tags_of_table, clients.dynamodb, names.table_arn),
        "ttl": partial(table.rows_expire, clients.dynamodb, names.common),
        "role": partial(role.get_role, clients.iam, names.role),
        "policy": partial(role.get_policy, clients.iam, names.role),
        "topic": partial(topic.key_of_topic, clients.sns, names.topic_arn),
        "subscriptions": partial(topic.subscriptions, clients.sns, names.topic_arn),
        "queue": partial(queue.get_queue, clients.sqs, url),
        "log": lambda: (log_group.get_retention(clients.logs, names.log_group),),
        "alarm": partial(alarm.get_alarm, clients.cloudwatch, names.common, ALARM_MEMBERS),
        "runs_rule": partial(rule.get_rule, clients.events, names.runs_rule),
        "runs_target": partial(rule.get_target, clients.events, names.runs_rule, TARGET_ID),
        "report_rule": partial(rule.get_rule, clients.events, names.report_rule),
        "report_target": partial(rule.get_target, clients.events, names.report_rule, TARGET_ID),
        "function": partial(function.get_function, clients.function, names.common),
        "permission": partial(function.get_permission, clients.function, names.common, PERMISSION_ID),
    }
    return dict(zip(calls, map(_or_none, together(list(calls.values()))), strict=True))


def _or_none(outcome: Any) -> Any:
    if isinstance(outcome, exceptions.NotFound):
        return None
    if isinstance(outcome, HandlerError):
        raise outcome
    return outcome


def _ours(found: Mapping[str, Any] | None, names: Names) -> Mapping[str, Any]:
    """The role if it is the tracker's: IAM finds roles by name, whatever their path."""
    tags = {tag["Key"]: tag["Value"] for tag in (found or {}).get("Tags", [])}
    is_ours = found and found["Path"] == ROLE_PATH and tags.get(OWNER_TAG) == names.tracker
    return found if found and is_ours else {}


def _expected(subscriptions: Mapping[str, str], noted: str) -> dict[str, str]:
    """Without those that nobody confirmed before they were removed: SNS shows them for three days more."""
    return {
        address: subscription
        for address, subscription in subscriptions.items()
        if subscription != topic.PENDING or is_noted(address, noted)
    }
