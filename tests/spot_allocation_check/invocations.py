"""The event of a hook's invocation as CloudFormation sends it, and what comes back."""

import json
from collections.abc import Mapping
from typing import Any

TARGET = "AWS::AutoScaling::AutoScalingGroup"
CREATE, UPDATE = "CREATE_PRE_PROVISION", "UPDATE_PRE_PROVISION"


def event(
    properties: Any, *, previous: Any = None, configuration: Any = None, target: str = TARGET, **changes: Any
) -> dict[str, Any]:
    """An update where `previous` is given. Credentials come as JSON text, and the configuration as `hookModel`."""
    credentials = {"accessKeyId": "testing", "secretAccessKey": "testing", "sessionToken": "testing"}
    model = {"resourceProperties": properties}
    if previous is not None:
        model["previousResourceProperties"] = previous
    return {
        "awsAccountId": "123456789012",
        "stackId": "arn:aws:cloudformation:us-east-1:123456789012:stack/web/6e8a9d10-0000-11ef-8000-0a1b2c3d4e5f",
        "changeSetId": None,
        "hookTypeName": "AwsCommunity::Spot::AllocationCheck",
        "hookTypeVersion": "00000001",
        "hookModel": configuration,
        "actionInvocationPoint": CREATE if previous is None else UPDATE,
        "clientRequestToken": "b1a9a3d2-0000-4000-8000-0a1b2c3d4e5f",
        "requestContext": {"invocation": 1, "callbackContext": None},
        "requestData": {
            "targetName": target,
            "targetType": target,
            "targetLogicalId": "Web",
            "targetModel": model,
            "payload": None,
            "callerCredentials": json.dumps(credentials),
            "providerCredentials": json.dumps(credentials),
            "providerLogGroupName": None,
            "hookEncryptionKeyArn": None,
            "hookEncryptionKeyRole": None,
        },
        **changes,
    }


def statuses(answer: Mapping[str, Any]) -> dict[str, str]:
    """The status of each annotation by its rule."""
    return {one["annotationName"]: one["status"] for one in answer["annotations"]}
