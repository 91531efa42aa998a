"""The parts of a tracker as values: desired and actual state have the same type and can be compared."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from . import function_code, policies, settings
from .names import Names
from .settings import Properties
from .shared.tags import noted
from .tags import CODE_TAG, EMAILS_TAG, STACK_TAGS_TAG, part_tags, shared

Document = Mapping[str, Any]
FINAL_STATES = ["SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"]
RUNTIME, TIMEOUT_SECONDS, MEMORY_MB = "python3.13", 900, 256
TARGET_ID = "function"
PERMISSION_ID = "rules"
RUNS_DESCRIPTION = "Hands ended Glue job runs to AwsCommunity::Glue::JobTracker"  # a list shows these, but no tags
REPORT_DESCRIPTION = "Asks AwsCommunity::Glue::JobTracker for its report"
FOURTEEN_DAYS = "1209600"  # in seconds, the maximum retention in SQS


@dataclass(frozen=True)
class Deployment:
    """All parts of a tracker; None if absent. Documents have the syntax of AWS's requests."""

    table: str | None = None  # the ARN of its key, or "" for one of AWS's own; so for the topic
    tags: Mapping[str, str] = field(default_factory=dict)  # those of the table
    part_tags: Mapping[str, str] = field(default_factory=dict)  # those of every other part
    ttl: bool = False
    protected: bool = False
    role: Document | None = None  # whom it trusts
    boundary: str | None = None
    policy: Document | None = None
    topic: str | None = None
    emails: Mapping[str, str] = field(default_factory=dict)  # address -> subscription, "" if not known
    queue: Document | None = None
    log_group: bool = False
    retention: int | None = None
    alarm: Document | None = None
    runs_rule: Document | None = None
    report_rule: Document | None = None
    function: Document | None = None
    code: str | None = None
    ready: bool = False
    permission: Document | None = None
    runs_target: Document | None = None
    report_target: Document | None = None


ASPECTS = tuple(aspect.name for aspect in fields(Deployment))


def equal(aspect: str, one: Deployment, other: Deployment) -> bool:
    """Return whether an aspect of two deployments is equal; subscription ARNs of e-mail addresses are ignored."""
    first, second = getattr(one, aspect), getattr(other, aspect)
    return bool(set(first) == set(second) if aspect == "emails" else first == second)


def wanted(properties: Properties, names: Names, stack_tags: Mapping[str, str]) -> Deployment:
    """Return the deployment for properties with defaults. Tags that only the stack sets are noted."""
    key = properties.get("KmsKeyArn")
    topic_arn = properties.get("AlertTopicArn") or names.topic_arn
    emails = properties.get("AlertEmails", [])
    tags = _table_tags(properties, names, stack_tags, emails)
    own_topic, own_role = "AlertTopicArn" not in properties, "FunctionRoleArn" not in properties
    report = properties.get("Report")
    return Deployment(
        table=key or "",
        tags=tags,
        part_tags=shared(tags),
        ttl=True,
        protected=properties["RetainRunTableOnDelete"],
        role=policies.trust() if own_role else None,
        boundary=properties.get("PermissionsBoundary") if own_role else None,
        policy=_policy(properties, names, topic_arn) if own_role else None,
        topic=(key or "") if own_topic else None,
        emails=dict.fromkeys(emails, "") if own_topic else {},
        queue=_queue(names, key),
        log_group=True,
        retention=properties["LogRetentionInDays"],
        alarm=_alarm(names, topic_arn),
        runs_rule=_runs_rule(properties.get("JobNames", [])),
        report_rule=_report_rule(report) if report else None,
        function=_function(properties, names, topic_arn),
        code=function_code.code_sha256(),
        ready=True,
        permission=_permission(names),
        runs_target=target(names, {}),
        report_target=target(names, {"Input": json.dumps({"action": "report"})}) if report else None,
    )


def _table_tags(
    properties: Properties, names: Names, stack_tags: Mapping[str, str], emails: list[str]
) -> dict[str, str]:
    own = {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
    stack = {key: value for key, value in stack_tags.items() if not key.startswith("aws:")}
    notes = {
        STACK_TAGS_TAG: noted(key for key in stack if key not in own),
        EMAILS_TAG: noted(emails),
        CODE_TAG: function_code.code_sha256(),
    }
    return {**part_tags(own, stack, names.tracker), **{key: value for key, value in notes.items() if value}}


def _policy(properties: Properties, names: Names, topic_arn: str) -> Document:
    return policies.function_policy(
        names,
        topic_arn,
        properties.get("Report", {}),
        properties.get("KmsKeyArn"),
        looks_up_prices=properties["Pricing"]["Source"] == "PriceListApi",
    )


def _queue(names: Names, key: str | None) -> Document:
    encryption = {"KmsMasterKeyId": key} if key else {"SqsManagedSseEnabled": "true"}
    return {"MessageRetentionPeriod": FOURTEEN_DAYS, **encryption, "Policy": policies.queue_policy(names)}


def _alarm(names: Names, topic_arn: str) -> Document:
    return {
        "AlarmDescription": f"The Glue job tracker {names.tracker} could not work something off: see its queue.",
        "Namespace": "AWS/SQS",
        "MetricName": "ApproximateNumberOfMessagesVisible",
        "Dimensions": [{"Name": "QueueName", "Value": names.common}],
        "Statistic": "Maximum",
        "Period": 300,
        "EvaluationPeriods": 1,
        "Threshold": 0.0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
        "ActionsEnabled": True,
        "AlarmActions": [topic_arn],
    }


def _runs_rule(job_names: list[str]) -> Document:
    names = [{"wildcard": name} if "*" in name else name for name in job_names]
    detail = {"state": FINAL_STATES, **({"jobName": names} if names else {})}
    pattern = {"source": ["aws.glue"], "detail-type": ["Glue Job State Change"], "detail": detail}
    return {"Description": RUNS_DESCRIPTION, "EventPattern": pattern, "State": "ENABLED"}


def _report_rule(report: Properties) -> Document:
    state = "ENABLED" if report["Enabled"] else "DISABLED"
    schedule = report["ScheduleExpression"]
    return {"Description": REPORT_DESCRIPTION, "ScheduleExpression": schedule, "State": state}


def target(names: Names, rest: Document) -> Document:
    """Return the function as a rule's target; events undelivered after a day go to the queue."""
    return {
        "Id": TARGET_ID,
        "Arn": names.function_arn,
        "DeadLetterConfig": {"Arn": names.queue_arn},
        "RetryPolicy": {"MaximumRetryAttempts": 185, "MaximumEventAgeInSeconds": 86400},
        **rest,
    }


def _function(properties: Properties, names: Names, topic_arn: str) -> Document:
    return {
        "Role": properties.get("FunctionRoleArn") or names.role_arn,
        "Handler": function_code.HANDLER,
        "Runtime": RUNTIME,
        "Timeout": TIMEOUT_SECONDS,
        "MemorySize": MEMORY_MB,
        "Environment": settings.written(properties, names.tracker, names.common, topic_arn),
        "DeadLetterConfig": names.queue_arn,
        "KMSKeyArn": properties.get("KmsKeyArn", ""),
    }


def _permission(names: Names) -> Document:
    return {
        "Sid": PERMISSION_ID,
        "Effect": "Allow",
        "Principal": {"Service": policies.EVENTS},
        "Action": "lambda:InvokeFunction",
        "Resource": names.function_arn,
        "Condition": {"ArnLike": {"AWS:SourceArn": names.rule_arn(names.common + "-*")}},
    }
