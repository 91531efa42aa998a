"""What an account has besides trackers: roles, topics and keys of the user's, and somebody who breaks things."""

import json
from collections.abc import Mapping
from typing import Any

from tests.watched_handlers import client

TRUSTED = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}


def role_arn(name: str = "users", service: str = "lambda.amazonaws.com") -> str:
    """The ARN of a new role of the user's that trusts the service."""
    statement = {**TRUSTED, "Principal": {"Service": service}}
    trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    made = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust, Path="/users/")
    return str(made["Role"]["Arn"])


def policy_arn(name: str = "boundary") -> str:
    """The ARN of a new policy of the user's."""
    allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    return str(client("iam").create_policy(PolicyName=name, PolicyDocument=json.dumps(allow))["Policy"]["Arn"])


def topic_arn(name: str = "users") -> str:
    """The ARN of a topic of the user's."""
    return str(client("sns").create_topic(Name=name)["TopicArn"])


def key_arn() -> str:
    """The ARN of a new key of the user's."""
    return str(client("kms").create_key()["KeyMetadata"]["Arn"])


def name_of(created: Mapping[str, Any]) -> str:
    """What most parts of a tracker are called."""
    return f"glue-job-tracker-{created['TrackerName']}"


def damaged(created: Mapping[str, Any]) -> None:
    """Break every part of a tracker that can be broken without losing it."""
    for damage in DAMAGES.values():
        damage(name_of(created))


def lost(created: Mapping[str, Any]) -> None:
    """Delete the queue and the function of a tracker, and have its rows never expire."""
    name = name_of(created)
    client("sqs").delete_queue(QueueUrl=client("sqs").get_queue_url(QueueName=name)["QueueUrl"])
    client("lambda").delete_function(FunctionName=name)
    keep_rows(name)


def keep_rows(table: str) -> None:
    """Have the rows of the table never expire."""
    never = {"Enabled": False, "AttributeName": "expires"}
    client("dynamodb").update_time_to_live(TableName=table, TimeToLiveSpecification=never)


def _disable(rule: str) -> None:
    client("events").disable_rule(Name=rule)


def _edit_pattern(name: str) -> None:
    client("events").put_rule(Name=f"{name}-runs", EventPattern=json.dumps({"source": ["aws.ec2"]}))


def _retarget(rule: str) -> None:
    client("events").put_targets(Rule=rule, Targets=[{"Id": "function", "Arn": "arn:aws:sqs:us-east-1:1:elsewhere"}])


def _change_function(name: str) -> None:
    client("lambda").update_function_configuration(FunctionName=name, MemorySize=128)


def _change_code(name: str) -> None:
    client("lambda").update_function_code(FunctionName=name, ZipFile=b"something else")


def _take_permission(name: str) -> None:
    client("lambda").remove_permission(FunctionName=name, StatementId="rules")


def _change_permission(name: str) -> None:
    _take_permission(name)
    client("lambda").add_permission(
        FunctionName=name, StatementId="rules", Action="lambda:InvokeFunction", Principal="s3.amazonaws.com"
    )


def _widen_policy(name: str) -> None:
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    client("iam").put_role_policy(
        RoleName=f"{name}-us-east-1", PolicyName="GlueJobTracker", PolicyDocument=json.dumps(policy)
    )


def _trust_others(name: str) -> None:
    trust = {"Version": "2012-10-17", "Statement": [{**TRUSTED, "Principal": {"Service": "ec2.amazonaws.com"}}]}
    client("iam").update_assume_role_policy(RoleName=f"{name}-us-east-1", PolicyDocument=json.dumps(trust))


def _open_queue(name: str) -> None:
    url = client("sqs").get_queue_url(QueueName=name)["QueueUrl"]
    client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"MessageRetentionPeriod": "60"})


def _mute_alarm(name: str) -> None:
    client("cloudwatch").delete_alarms(AlarmNames=[name])


def _encrypt_topic(name: str) -> None:
    arn = f"arn:aws:sns:us-east-1:123456789012:{name}"
    client("sns").set_topic_attributes(TopicArn=arn, AttributeName="KmsMasterKeyId", AttributeValue="alias/aws/sns")


def _lose_log_group(name: str) -> None:
    client("logs").delete_log_group(logGroupName=f"/aws/lambda/{name}")


# What somebody may break, each in the way of alerts, and the deviation that tells of it.
DAMAGES = {
    "a disabled rule": lambda name: _disable(f"{name}-runs"),
    "an edited pattern": _edit_pattern,
    "another target": lambda name: _retarget(f"{name}-runs"),
    "a changed function": _change_function,
    "changed code": _change_code,
    "a changed permission": _change_permission,
    "a widened policy": _widen_policy,
    "a changed trust policy": _trust_others,
    "a changed queue": _open_queue,
    "no alarm": _mute_alarm,
    "an encrypted topic": _encrypt_topic,
    "no log group": _lose_log_group,
}


def inventory() -> set[str]:
    """Everything that the account holds of the services that trackers use."""
    account = {
        "table": client("dynamodb").list_tables()["TableNames"],
        "role": [role["RoleName"] for role in client("iam").list_roles()["Roles"]],
        "topic": [topic["TopicArn"] for topic in client("sns").list_topics()["Topics"]],
        "subscription": [s["Endpoint"] for s in client("sns").list_subscriptions()["Subscriptions"]],
        "queue": client("sqs").list_queues().get("QueueUrls", []),
        "log group": [group["logGroupName"] for group in client("logs").describe_log_groups()["logGroups"]],
        "rule": [rule["Name"] for rule in client("events").list_rules()["Rules"]],
        "function": [function["FunctionName"] for function in client("lambda").list_functions()["Functions"]],
        "alarm": [alarm["AlarmName"] for alarm in client("cloudwatch").describe_alarms()["MetricAlarms"]],
    }
    return {f"{kind} {name}" for kind, names in account.items() for name in names}
