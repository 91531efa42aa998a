"""The response of a custom resource's function to CloudFormation, as AWS's module of this name sends it."""

import json
import sys
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):  # type: ignore[no-untyped-def]  # noqa: N803
    """Send the response to the URL in the event. A response that cannot be sent is only logged."""
    document = {
        "Status": responseStatus,
        "Reason": reason or f"See the details in CloudWatch Log Stream: {context.log_stream_name}",
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }
    body = json.dumps(document)
    sys.stdout.write(f"Response body: {body}\n")
    request = urllib.request.Request(  # noqa: S310
        event["ResponseURL"], body.encode(), {"Content-Type": ""}, method="PUT"
    )
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310
            sys.stdout.write(f"Status code: {response.status}\n")
    except OSError as error:
        sys.stdout.write(f"send(..) failed executing http request: {error}\n")
