"""An error in the wire format that the clients of the asked service read, whatever the service."""

import json
from xml.sax.saxutils import escape

from cfn_local.gateway.message import Answer, AwsRequest

_XML = {
    "ec2": "<Response><Errors><Error>{error}</Error></Errors><RequestID>local</RequestID></Response>",
    "query": "<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>local</RequestId></ErrorResponse>",
    "rest-xml": "<Error>{error}<RequestId>local</RequestId></Error>",
}


def error_answer(request: AwsRequest, status: int, code: str, message: str) -> Answer:
    """`status` should be one that SDKs do not retry, such as 501, where a second try cannot help."""
    template = _XML.get(_protocol(request))
    if template is None:
        headers = {"Content-Type": request.content_type or "application/json", "X-Amzn-ErrorType": code}
        return Answer(status, headers, json.dumps({"__type": code, "message": message}).encode())
    error = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    body = '<?xml version="1.0" encoding="UTF-8"?>\n' + template.format(error=error)
    return Answer(status, {"Content-Type": "text/xml"}, body.encode())


def _protocol(request: AwsRequest) -> str:
    labels = request.host.split(".")
    if "json" in request.content_type:
        return "json"
    if request.content_type.startswith("application/x-www-form-urlencoded"):
        return "ec2" if labels[0] == "ec2" else "query"
    is_rest_xml = "s3" in labels or labels[0].startswith("s3-") or labels[0] in ("route53", "cloudfront")
    return "rest-xml" if is_rest_xml else "rest-json"
