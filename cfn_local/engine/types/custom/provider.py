"""The provider of a custom resource: a Lambda function, or whatever is subscribed to an SNS topic."""

import json
from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.resource_type import Operation
from cfn_local.runtime.lambda_service import problem_of_runtime

BUCKET = "cloudformation-custom-resource-response"
_SUBJECT = "AWS CloudFormation custom resource request"


class ProviderError(Exception):
    """The provider cannot be reached."""


def send(service_token: str, event: Mapping[str, Any], operation: Operation) -> str:
    """Send a request. A function, invoked asynchronously, has ended on return; it may have answered by then.

    The result says where to look for the reason if it has not.
    """
    parts = service_token.split(":")
    if len(parts) < 6 or parts[0] != "arn" or parts[2] not in ("lambda", "sns"):
        raise ProviderError("Invalid service token.")
    region, account_id = parts[3], parts[4]
    if region != operation.region:
        raise ProviderError(f"Invalid service token: it must be in the Region of the stack, {operation.region}.")
    api, body = LocalApi(account_id, region), json.dumps(event)
    try:
        if parts[2] == "sns":
            api("sns", "Publish", TopicArn=service_token, Subject=_SUBJECT, Message=body)
            return ""
        return _invoke(api, service_token, body)
    except AwsTypeError as error:
        raise ProviderError(str(error)) from error


def _invoke(api: LocalApi, function_arn: str, body: str) -> str:
    runtime = api("lambda", "GetFunction", FunctionName=function_arn)["Configuration"].get("Runtime", "an image")
    if problem := problem_of_runtime(runtime):
        raise ProviderError(f"{problem} ({function_arn})")
    api("lambda", "Invoke", FunctionName=function_arn, InvocationType="Event", Payload=body.encode())
    error = getattr(api.backend("lambda").get_function(function_arn), "last_error", "")
    log = f" The function has ended{f' with an error ({error})' if error else ''}; its log group is /aws/lambda/"
    return f"{log}{function_arn.split(':')[6]}."
