"""Errors in the wire format that clients of the requested service parse."""

import json
from xml.sax.saxutils import escape

from cfn_local.gateway.message import AwsRequest, HttpResponse

_XML = {
    "ec2": "<Response><Errors><Error>{error}</Error></Errors><RequestID>local</RequestID></Response>",
    "query": "<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>local</RequestId></ErrorResponse>",
    "rest-xml": "<ErrorResponse><Error>{error}</Error><RequestId>local</RequestId></ErrorResponse>",
    "s3": "<Error>{error}<RequestId>local</RequestId></Error>",
}
# After the common errors in the API references of EC2 and SNS.
_DENIALS = {"ec2": "UnauthorizedOperation", "sns": "AuthorizationError"}
_REST_XML_SERVICES = frozenset({"route53", "cloudfront", "s3control"})


def error_response(
    request: AwsRequest, botocore_service: str | None, status: int, code: str, message: str
) -> HttpResponse:
    """Return the response. Use a `status` that SDKs do not retry, such as 501, if a retry cannot help."""
    if request.headers.get("Smithy-Protocol") == "rpc-v2-cbor":
        headers = {"Content-Type": "application/cbor", "Smithy-Protocol": "rpc-v2-cbor"}
        return HttpResponse(status, headers, _cbor({"__type": code, "message": message}))
    template = _XML.get(_xml_format(request, botocore_service) or "")
    if template is None:
        headers = {"Content-Type": request.content_type or "application/json", "X-Amzn-ErrorType": code}
        return HttpResponse(status, headers, json.dumps({"__type": code, "message": message}).encode())
    error = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    body = '<?xml version="1.0" encoding="UTF-8"?>\n' + template.format(error=error)
    return HttpResponse(status, {"Content-Type": "text/xml"}, body.encode())


def access_denied(request: AwsRequest, botocore_service: str, message: str) -> HttpResponse:
    """Return the response to a request that is not authorized, with the code of its service."""
    if botocore_service == "ec2":
        message = f"You are not authorized to perform this operation. {message}"
    is_json = _xml_format(request, botocore_service) is None
    code = _DENIALS.get(botocore_service, "AccessDeniedException" if is_json else "AccessDenied")
    return error_response(request, botocore_service, 400 if is_json else 403, code, message)


def _xml_format(request: AwsRequest, botocore_service: str | None) -> str | None:
    """Return the content type; None for services that use JSON."""
    if botocore_service in _REST_XML_SERVICES:
        return "rest-xml"
    if botocore_service in ("s3", "ec2"):
        return botocore_service
    return "query" if request.content_type.startswith("application/x-www-form-urlencoded") else None


def _cbor(texts: dict[str, str]) -> bytes:
    """Encode a map of a few texts as CBOR (RFC 8949)."""
    encoded = b"".join(_cbor_text(text) for pair in texts.items() for text in pair)
    return bytes([0xA0 + len(texts)]) + encoded


def _cbor_text(text: str) -> bytes:
    content = text.encode()
    return b"\x7a" + len(content).to_bytes(4, "big") + content
