"""The policies of a tracker's role, queue and function. None contains statements from users."""

from collections.abc import Mapping
from typing import Any

from .names import Names

VERSION = "2012-10-17"
LAMBDA = "lambda.amazonaws.com"
EVENTS = "events.amazonaws.com"


def trust() -> dict[str, Any]:
    """Allow only Lambda to assume the role. `iam:PassRole` limits this to the account.

    aws:SourceAccount is no condition here: the Lambda Developer Guide does not say that Lambda sends it.
    """
    statement = {"Effect": "Allow", "Principal": {"Service": LAMBDA}, "Action": "sts:AssumeRole"}
    return {"Version": VERSION, "Statement": [statement]}


def trusts_lambda(document: Any) -> bool:
    """Return whether a trust policy lets Lambda assume the role, conditions aside."""
    statements = document.get("Statement", [])
    for statement in statements if isinstance(statements, list) else [statements]:
        principal = statement.get("Principal", {})
        services = principal if isinstance(principal, str) else principal.get("Service", [])
        if statement.get("Effect") == "Allow" and LAMBDA in ([services] if isinstance(services, str) else services):
            return True
    return False


def function_policy(
    names: Names, topic_arn: str, report: Mapping[str, Any], key_arn: str | None, *, looks_up_prices: bool
) -> dict[str, Any]:
    """Return the function's least privileges. It may not create its log group, which would reappear after a delete."""
    jobs = f"arn:{names.partition}:glue:{names.region}:{names.account}:job/*"
    statements = [
        _allow("ReadJobRuns", ["glue:GetJob", "glue:GetJobRun", "glue:GetJobRuns", "glue:GetTags"], jobs),
        _allow("ListJobs", ["glue:GetJobs"], "*"),
        _allow("KeepRuns", ["dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"], names.table_arn),
        _allow("Alert", ["sns:Publish"], topic_arn),
        _allow("KeepWhatFailed", ["sqs:SendMessage"], names.queue_arn),
        _allow("Log", ["logs:CreateLogStream", "logs:PutLogEvents"], names.log_group_arn + ":*"),
    ]
    if sender := report.get("Sender"):
        region = report.get("SenderRegion", names.region)
        identities = f"arn:{names.partition}:ses:{region}:{names.account}:*"
        mail = _allow("MailTheReport", ["ses:SendEmail", "ses:SendRawEmail"], identities)
        statements.append({**mail, "Condition": {"StringEquals": {"ses:FromAddress": sender}}})
    if bucket := report.get("Bucket"):
        own = f"{report.get('Prefix', '')}account={names.account}/region={names.region}/*"
        statements.append(_allow("KeepFigures", ["s3:PutObject"], f"arn:{names.partition}:s3:::{bucket}/{own}"))
    if looks_up_prices:
        statements.append(_allow("LookUpPrices", ["pricing:GetProducts"], "*"))
    if key_arn:
        statements.append(_allow("UseTheKey", ["kms:Decrypt", "kms:GenerateDataKey"], key_arn))
    return {"Version": VERSION, "Statement": statements}


def queue_policy(names: Names) -> dict[str, Any]:
    """Allow EventBridge to send events here that the tracker's rules could not deliver."""
    statement = {
        "Sid": "KeepWhatRulesCouldNotDeliver",
        "Effect": "Allow",
        "Principal": {"Service": EVENTS},
        "Action": "sqs:SendMessage",
        "Resource": names.queue_arn,
        "Condition": {"ArnLike": {"aws:SourceArn": names.rule_arn(names.common + "-*")}},
    }
    return {"Version": VERSION, "Statement": [statement]}


def _allow(sid: str, actions: list[str], resource: str) -> dict[str, Any]:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}
