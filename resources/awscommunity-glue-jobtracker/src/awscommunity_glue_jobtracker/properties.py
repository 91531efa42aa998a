"""The properties of a tracker with the schema's defaults, and AWS's state as properties."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from . import settings
from .aws import PARTS
from .deployment import Deployment, equal, wanted
from .models import ResourceModel
from .names import Names
from .part import Aspect, Way
from .settings import Properties
from .tags import CODE_TAG, own_tags

# The library fills in none of the schema's defaults. Report has some of its own, but no default as a whole.
DEFAULTS: dict[str, Any] = {
    "AlertStates": ["FAILED", "TIMEOUT"],
    "AlertOn": "EveryAttempt",
    "AlertFormat": "TEXT",
    "RunRetentionDays": 35,
    "LogRetentionInDays": 30,
    "RetainRunTableOnDelete": False,
}
DEFAULTS_WITHIN: dict[str, dict[str, Any]] = {
    "Thresholds": {"Workers": 10, "DurationMinutes": 480},
    "ExemptTag": {"Key": "remediate", "Value": "false"},
    "Pricing": {"Source": "BuiltIn", "Currency": "USD"},
}
NOTICED = [aspect for part in PARTS for aspect in part.aspects if aspect.called]  # whose deviation is told
REPORT_DEFAULTS = {"Enabled": True, "ScheduleExpression": "cron(0 8 ? * MON *)", "PeriodDays": 7}


def properties_of(model: ResourceModel) -> dict[str, Any]:
    """Return the requested properties with defaults, without read-only ones."""
    given: dict[str, Any] = model._serialize()  # type: ignore[assignment]
    return with_defaults({name: value for name, value in given.items() if name not in READ_ONLY and value != {}})


def with_defaults(given: Properties) -> dict[str, Any]:
    """Fill in the defaults of properties that are not given."""
    properties: dict[str, Any] = {**DEFAULTS, **given}
    for name, defaults in DEFAULTS_WITHIN.items():
        properties[name] = {**defaults, **given.get(name, {})}
    if "Report" in given:
        properties["Report"] = {**REPORT_DEFAULTS, **given["Report"]}
    return properties


def model_with(properties: Mapping[str, Any]) -> ResourceModel:
    """Return a model with these properties, without those that are None."""
    model = ResourceModel._deserialize({name: value for name, value in properties.items() if value is not None})
    return model or ResourceModel(**dict.fromkeys(ResourceModel.__dataclass_fields__))


def described(held: Deployment, names: Names, queue_url: str) -> ResourceModel:
    """Return the resource from its state in AWS alone.

    Whatever is not as the properties that AWS holds ask for is a deviation. Who is alerted, and of what, is shown only
    as long as nothing on the way to alerts deviates, and the report as enabled only while it comes: so deviations show
    as drift.
    """
    properties = _held(held, names)
    deviant = _deviant(held, properties, names)
    shown = dict(properties)
    ways = {way for aspect in deviant for way in aspect.ways}
    if Way.ALERTS in ways:
        shown |= {"AlertEmails": None, "AlertTopicArn": None, "AlertStates": []}
    if Way.REPORTS in ways and "Report" in shown:
        shown["Report"] = {**shown["Report"], "Enabled": False}
    if not held.ttl:
        shown["RunRetentionDays"] = None
    return model_with({**shown, **_read_only(held, names, queue_url), "Deviations": _told(deviant, held, names)})


def _deviant(held: Deployment, properties: Properties, names: Names) -> list[Aspect]:
    """Return the aspects that deviate from the properties. Without settings, only their loss is known."""
    if not settings.read((held.function or {}).get("Environment", "")):
        return [aspect for aspect in NOTICED if aspect.name == "function"]
    asked_for = replace(wanted(properties, names, {}), code=held.tags.get(CODE_TAG))
    return [aspect for aspect in NOTICED if not equal(aspect.name, held, asked_for)]


def _held(held: Deployment, names: Names) -> dict[str, Any]:
    """Return the properties stored in AWS, even if parts derived from them are missing."""
    function, report_rule = held.function or {}, held.report_rule or {}
    configured = settings.read(function.get("Environment", ""))
    properties = settings.properties_in(configured)
    if "Report" in properties:
        properties["Report"] |= {
            "Enabled": report_rule.get("State") == "ENABLED",
            "ScheduleExpression": report_rule.get("ScheduleExpression", REPORT_DEFAULTS["ScheduleExpression"]),
        }
    topic_arn = configured.get("topic", names.topic_arn)
    role_arn = function.get("Role", names.role_arn)
    own = own_tags(held.tags)
    found = {
        "TrackerName": names.tracker,
        "AlertEmails": sorted(held.emails) or None,
        "AlertTopicArn": None if topic_arn == names.topic_arn else topic_arn,
        "LogRetentionInDays": held.retention,
        "FunctionRoleArn": None if role_arn == names.role_arn else role_arn,
        "PermissionsBoundary": held.boundary,
        "KmsKeyArn": held.table or None,
        "RetainRunTableOnDelete": held.protected,
        "Tags": [{"Key": key, "Value": own[key]} for key in sorted(own)] or None,
    }
    return with_defaults({**properties, **{name: value for name, value in found.items() if value is not None}})


def _read_only(held: Deployment, names: Names, queue_url: str) -> dict[str, Any]:
    function = held.function or {}
    return {
        "FunctionArn": names.function_arn if held.function else None,
        "RuleArn": names.rule_arn(names.runs_rule) if held.runs_rule else None,
        "TableName": names.common if held.table is not None else None,
        "TopicArn": settings.read(function.get("Environment", "")).get("topic"),
        "DeadLetterQueueUrl": queue_url if held.queue else None,
        "RoleArn": function.get("Role"),
        "CodeSha256": held.code,
    }


READ_ONLY = (
    "FunctionArn",
    "RuleArn",
    "TableName",
    "TopicArn",
    "DeadLetterQueueUrl",
    "RoleArn",
    "CodeSha256",
    "Deviations",
)


def _told(deviant: list[Aspect], held: Deployment, names: Names) -> list[str]:
    sentences = []
    for aspect in deviant:
        state = "is missing" if getattr(held, aspect.name) in (None, False) else "is not as the tracker made it"
        sentences.append(f"The {aspect.called} {aspect.name_of(names)} {state}.")
    return sentences
