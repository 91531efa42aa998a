"""NotificationConfiguration of AWS::S3::Bucket: which functions, queues and topics S3 notifies, and EventBridge."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

# Property -> its member with the destination, and both names in S3's API.
_KINDS: Final = {
    "LambdaConfigurations": ("Function", "LambdaFunctionConfigurations", "LambdaFunctionArn"),
    "QueueConfigurations": ("Queue", "QueueConfigurations", "QueueArn"),
    "TopicConfigurations": ("Topic", "TopicConfigurations", "TopicArn"),
}


def set_notifications(handle: Handle, configuration: Any) -> None:
    """Set the notifications of the bucket; without a configuration, remove all."""
    stated = configuration or {}
    sent: dict[str, Any] = {}
    for name, (member, api_name, arn_name) in _KINDS.items():
        for one in stated.get(name, []):
            _require_destination(handle, member, one[member])
        sent[api_name] = [_to_api(one, member, arn_name) for one in stated.get(name, [])]
    if _is_true(stated.get("EventBridgeConfiguration", {}).get("EventBridgeEnabled")):
        sent["EventBridgeConfiguration"] = {}
    handle("PutBucketNotificationConfiguration", Bucket=handle["BucketName"], NotificationConfiguration=sent)


def read_notifications(handle: Handle) -> dict[str, Any] | None:
    """The notifications as AWS shows them (recorded in 2026): every kind if there is any."""
    found = handle("GetBucketNotificationConfiguration", Bucket=handle["BucketName"])
    shown = {
        name: [_from_api(one, member, arn_name) for one in found.get(api_name, [])]
        for name, (member, api_name, arn_name) in _KINDS.items()
    }
    bridge = {"EventBridgeConfiguration": {"EventBridgeEnabled": True}} if "EventBridgeConfiguration" in found else {}
    return {"NotificationConfiguration": {**shown, **bridge}} if bridge or any(shown.values()) else {}


def _to_api(stated: dict[str, Any], member: str, arn_name: str) -> dict[str, Any]:
    rules = stated.get("Filter", {}).get("S3Key", {}).get("Rules")
    chosen = {} if rules is None else {"Filter": {"Key": {"FilterRules": rules}}}
    return {arn_name: stated[member], "Events": [stated["Event"]], **chosen}


def _from_api(found: dict[str, Any], member: str, arn_name: str) -> dict[str, Any]:
    rules = found.get("Filter", {}).get("Key", {}).get("FilterRules")
    told = [{"Name": rule["Name"].lower(), "Value": rule["Value"]} for rule in rules or []]
    chosen = {} if rules is None else {"Filter": {"S3Key": {"Rules": told}}}
    return {member: found[arn_name], "Event": found["Events"][0], **chosen}


def _require_destination(handle: Handle, member: str, arn: str) -> None:
    """Raise the error of S3 unless the destination exists."""
    name = arn.split(":")[-1]
    try:
        if member == "Function":
            handle.api("lambda", "GetFunction", FunctionName=arn)
        elif member == "Queue":
            handle.api("sqs", "GetQueueUrl", QueueName=name)
        else:
            handle.api("sns", "GetTopicAttributes", TopicArn=arn)
    except AwsTypeError as error:
        raise AwsTypeError(
            "Unable to validate the following destination configurations (Service: S3, Status Code: 400)"
        ) from error


def _is_true(value: Any) -> bool:
    return str(value).lower() == "true"
