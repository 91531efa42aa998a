"""Problems with a request, as sentences that name the property. All are reported before anything is created."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from . import schedule, settings
from .deployment import wanted
from .names import Names
from .settings import RATES, Properties
from .tags import PREFIX, TOKEN_TAG, is_reserved

EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\".]+(\.[^@\s,;<>\".]+)+")
# CloudWatch Logs API Reference, PutRetentionPolicy
RETENTIONS = "1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653"
LISTS = ("AlertEmails", "AlertStates", "JobNames")
THRESHOLDS = ("Workers", "DurationMinutes", "StreamDurationMinutes", "Dpus", "Cost")
LONGEST_MINUTES = 10080  # of a Glue job run
LONGEST_PATTERN = 2048  # characters; EventBridge quotas
MOST_TAGS = 50


def about_request(properties: Properties, names: Names, stack_tags: Mapping[str, str]) -> list[str]:
    """Check the properties alone, defaults filled in, regardless of the state in AWS."""
    return [
        *_about_addressees(properties, names),
        *_about_lists(properties),
        *_about_job_names(properties),
        *_about_thresholds(properties["Thresholds"]),
        *_about_report(properties),
        *_about_prices(properties["Pricing"]),
        *_about_days(properties),
        *_about_role(properties, names),
        *_about_key(properties, names),
        *_about_tags(properties, names, stack_tags),
        *_about_size(properties, names),
    ]


def _about_addressees(properties: Properties, names: Names) -> Iterator[str]:
    arn = properties.get("AlertTopicArn")
    if arn and properties.get("AlertEmails"):
        yield "AlertTopicArn and AlertEmails are both given; subscribe the addresses to your topic, or leave it out."
    if arn == names.topic_arn:
        yield f"AlertTopicArn is {arn}, which is what the tracker's own topic would be called."
    elif arn and arn.split(":")[3] != names.region:
        yield f"AlertTopicArn is in {arn.split(':')[3]}; alerts go to topics of {names.region} only."
    for address in properties.get("AlertEmails", []):
        if not EMAIL.fullmatch(address):
            yield f"AlertEmails has {address}, which is no e-mail address."


def _about_lists(properties: Properties) -> Iterator[str]:
    recipients = properties.get("Report", {}).get("Recipients", [])
    lists = {**{name: properties.get(name, []) for name in LISTS}, "Report.Recipients": recipients}
    for name, values in lists.items():
        if twice := ", ".join(value for value, times in Counter(values).items() if times > 1):
            yield f"{name} lists {twice} more than once."


def _about_job_names(properties: Properties) -> Iterator[str]:
    for name in properties.get("JobNames", []):
        if "**" in name.replace("\\*", ""):
            yield f"JobNames has {name}; EventBridge takes no two * in a row. One * stands for any characters."
        elif "*" in name and "\\" in re.sub(r"\\[*\\]", "", name):
            yield f"JobNames has {name}; beside a *, a backslash must be written as two."


def _about_thresholds(thresholds: Mapping[str, Any]) -> Iterator[str]:
    for name in THRESHOLDS:
        if thresholds.get(name, 1) <= 0:
            yield f"Thresholds.{name} is {thresholds[name]}; it must be greater than 0."
    if thresholds["DurationMinutes"] > LONGEST_MINUTES:
        minutes = thresholds["DurationMinutes"]
        yield f"Thresholds.DurationMinutes is {minutes}; no run takes more than {LONGEST_MINUTES}."


def _about_report(properties: Properties) -> Iterator[str]:
    report = properties.get("Report")
    if report is None:
        return
    if not (report.get("Sender") or report.get("Recipients") or report.get("Bucket")):
        yield "Report goes nowhere; give Sender and Recipients for a mail, Bucket for its figures, or all three."
    for name, other in (("Sender", "Recipients"), ("Recipients", "Sender"), ("Sender", "SenderRegion")):
        if report.get(other) and not report.get(name):
            yield f"Report.{name} is missing, since {other} is given; a mail has a sender and recipients."
    if report.get("Prefix") and not report.get("Bucket"):
        yield "Report.Prefix is given without Bucket; it begins the keys of objects there."
    addresses = {"Sender": [report.get("Sender") or ""], "Recipients": report.get("Recipients") or []}
    for name, given in addresses.items():
        for address in given:
            if address and not EMAIL.fullmatch(address):
                yield f"Report.{name} has {address}, which is no e-mail address."
    if wrong := schedule.complaint(report["ScheduleExpression"]):
        yield f"Report.ScheduleExpression {report['ScheduleExpression']} {wrong}."


def _about_prices(pricing: Mapping[str, Any]) -> Iterator[str]:
    for rate in RATES:
        if pricing.get(rate, 0) < 0:
            yield f"Pricing.{rate} is {pricing[rate]}; a price is not below 0."


def _about_days(properties: Properties) -> Iterator[str]:
    period, days = properties.get("Report", {}).get("PeriodDays", 1), properties["RunRetentionDays"]
    if period < 1:
        yield f"Report.PeriodDays is {period}; it must be at least 1."
    elif days < 2 * period + 1:
        yield (
            f"RunRetentionDays is {days}; a report of {period} days, compared with as many before, "
            f"needs at least {2 * period + 1}."
        )
    if str(properties["LogRetentionInDays"]) not in RETENTIONS.split():
        yield f"LogRetentionInDays is {properties['LogRetentionInDays']}; CloudWatch Logs offers {RETENTIONS}."


def _about_role(properties: Properties, names: Names) -> Iterator[str]:
    arn = properties.get("FunctionRoleArn")
    if arn and properties.get("PermissionsBoundary"):
        yield "PermissionsBoundary is for a role that is made here; with FunctionRoleArn, none is."
    if arn and arn.split(":")[4] != names.account:
        yield f"FunctionRoleArn is of account {arn.split(':')[4]}; a function takes a role of its own, {names.account}."
    if arn == names.role_arn:
        yield f"FunctionRoleArn is {arn}, which is what the tracker's own role would be called."


def _about_key(properties: Properties, names: Names) -> Iterator[str]:
    arn = properties.get("KmsKeyArn")
    if arn and arn.split(":")[3] != names.region:
        yield f"KmsKeyArn is a key of {arn.split(':')[3]}; the tracker needs one of {names.region}."


def _about_tags(properties: Properties, names: Names, stack_tags: Mapping[str, str]) -> Iterator[str]:
    keys = [tag["Key"] for tag in properties.get("Tags", [])]
    if reserved := ", ".join(key for key in keys if is_reserved(key)):
        yield f"Tags has the reserved key {reserved}; keys must begin with neither aws: nor {PREFIX}."
    if twice := ", ".join(key for key, times in Counter(keys).items() if times > 1):
        yield f"Tags has the key {twice} more than once."
    tags = {**wanted(properties, names, stack_tags).tags, TOKEN_TAG: ""}
    if len(tags) > MOST_TAGS:
        yield f"With those of the stack and {PREFIX}* the table would have {len(tags)} tags; it can have {MOST_TAGS}."


def _about_size(properties: Properties, names: Names) -> Iterator[str]:
    deployment = wanted(properties, names, {})
    if deployment.function:
        size = settings.size(deployment.function["Environment"])
        if size > settings.MOST_BYTES:
            yield (
                f"The function's settings take {size} bytes; Lambda has room for {settings.MOST_BYTES}. "
                "Give fewer Report.Recipients or JobNames."
            )
    if deployment.runs_rule:
        length = len(json.dumps(deployment.runs_rule["EventPattern"]))
        if length > LONGEST_PATTERN:
            yield (
                f"JobNames makes an event pattern of {length} characters; EventBridge takes {LONGEST_PATTERN}. "
                "Give fewer names, or none to watch all jobs."
            )
