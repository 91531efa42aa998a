"""Dispatches AWS requests to moto and to the services that we add to it.

Relies on moto 5.2.5: actions that moto lacks raise NotImplementedError.
"""

import logging
from functools import partial
from urllib.parse import parse_qs, urlsplit

from werkzeug.exceptions import HTTPException

from cfn_local import cloud_control, engine, registry
from cfn_local.engine import moto_parsing
from cfn_local.gateway.aws_request import action_of, service_of, unknown_region
from cfn_local.gateway.error_response import access_denied, error_response
from cfn_local.gateway.faults import NO_FAULTS, Attempt, DroppedConnectionError, Fault, Faults
from cfn_local.gateway.journal import NO_ANSWER, Journal, JournalEntry
from cfn_local.gateway.message import AwsRequest, HttpResponse
from cfn_local.runtime import lambda_service
from cfn_local.runtime.lambda_service import LambdaService
from cfn_local.services import enforcement, hook_payloads, moto_routes, response_urls
from cfn_local.services.authorization import SignedRequest
from cfn_local.services.moto_routes import MotoHandler
from cfn_local.services.service_names import botocore_name

LOG = logging.getLogger(__name__)

# moto mistakes a request with one of these for another on the whole bucket or object, and reports success.
SUBRESOURCES_OF_S3_THAT_MOTO_LACKS = frozenset(
    {"abac", "analytics", "intelligent-tiering", "metadataConfiguration", "metadataTable", "metrics"}
    | {"renameObject", "requestPayment", "session", "torrent"}
)


def install(functions: LambdaService) -> None:
    """Extend moto's services when they are loaded. Services that run code run it in the same workers."""

    def install_cloudformation() -> None:
        registry.install(functions.workers)
        engine.install()

    moto_parsing.leave_out()
    cloud_control.install()
    moto_routes.complete_with("moto.awslambda", partial(lambda_service.install_lambda, functions))
    moto_routes.complete_with("moto.events", partial(lambda_service.install_events, functions))
    moto_routes.complete_with("moto.cloudformation", install_cloudformation)


class _FailedInsideError(Exception):
    """moto has the action and raised an exception that is not an AWS error."""


def answer(request: AwsRequest, journal: Journal, faults: Faults = NO_FAULTS) -> HttpResponse:
    """Return moto's response, or that of an armed fault; an AWS-shaped error if neither moto nor we have the action.

    The request is recorded in `journal`, with status 0 if the response is lost (DroppedConnectionError).
    """
    moto_service = moto_routes.service_at(request.url)
    botocore_service = botocore_name(moto_service) if moto_service else None
    name, action = service_of(request), action_of(request, botocore_service)

    def carry_out() -> HttpResponse:
        region = unknown_region(request)
        if region:
            message = f"AWS has no Region {region}, and no host {request.host}."
            return error_response(request, botocore_service, 400, "UnknownRegion", message)
        refused = _refusal(request, journal, botocore_service, f"{name}:{action}") if enforcement.is_on() else None
        return refused or _answer(request, journal, moto_service, botocore_service, f"{name}:{action}")

    def refuse(fault: Fault) -> HttpResponse:
        return error_response(request, botocore_service, fault.status, fault.code, fault.message)

    try:
        invocation = request.headers.get("amz-sdk-invocation-id") or ""
        attempt = Attempt(f"{name}:{action}", invocation, (request.method, request.url, request.body))
        answered = faults.answered(attempt, carry_out, refuse)
    except DroppedConnectionError:
        journal.record(JournalEntry(name, action, NO_ANSWER))
        raise
    journal.record(JournalEntry(name, action, answered.status))
    return answered


def _refusal(request: AwsRequest, journal: Journal, botocore_service: str | None, name: str) -> HttpResponse | None:
    """Return the response to a request that policies of IAM do not allow. What cannot be judged is recorded."""
    if botocore_service is None:
        return None
    prefix, _, action = name.partition(":")
    signed = SignedRequest(botocore_service, prefix, action, request.method, request.url, request.headers, request.body)
    try:
        refused = signed.refused()
    except Exception as error:
        LOG.exception("%s", name)
        journal.record_unjudged(f"{name}: {error}")
        return error_response(request, botocore_service, 501, "InternalFailure", f"The local AWS cannot judge {name}.")
    if refused is None:
        return None
    for hindrance in sorted(refused.could_not_judge):
        journal.record_unjudged(f"{name}: {hindrance}")
    return access_denied(request, botocore_service, refused.message)


def _answer(
    request: AwsRequest, journal: Journal, moto_service: str | None, botocore_service: str | None, name: str
) -> HttpResponse:
    try:
        return _moto_answer(request, moto_service)
    except NotImplementedError as error:
        LOG.info("%s %s: %s", request.method, request.url, error)
        journal.record_unsupported(name)
        message = f"The local AWS does not have {name}."
        return error_response(request, botocore_service, 501, "NotImplemented", message)
    except _FailedInsideError as error:
        message = f"The local AWS failed in {name}: {error}"
        return error_response(request, botocore_service, 501, "InternalFailure", message)


def _moto_answer(request: AwsRequest, moto_service: str | None) -> HttpResponse:
    """Return moto's response. Raise NotImplementedError if moto does not have the action."""
    if response_urls.is_of_cloudformation(request.host):
        return _take_response(request)
    if hook_payloads.is_of_hooks(request.host):
        return _give_payload(request)
    handler = _moto_handler(moto_service, request) if moto_service else None
    if handler is None:
        raise NotImplementedError(f"moto has no route for {request.method} {request.path}")
    try:
        return HttpResponse(*moto_routes.call(handler, request.method, request.url, request.headers, request.body))
    except HTTPException as error:
        return HttpResponse(*moto_routes.primitives(error.code or 500, dict(error.get_headers()), error.get_body()))
    except NotImplementedError:
        raise
    except Exception as error:
        LOG.exception("%s %s", request.method, request.url)
        raise _FailedInsideError(f"{type(error).__name__}: {error}") from error


def _take_response(request: AwsRequest) -> HttpResponse:
    """Hand a response or signal over to CloudFormation, whose presigned URLs look like those of S3."""
    if request.method == "PUT" and response_urls.put(request.url, request.body):
        return HttpResponse(200, {"Content-Length": "0"}, b"")
    return error_response(request, "s3", 403, "AccessDenied", "Access Denied")


def _give_payload(request: AwsRequest) -> HttpResponse:
    """Hand out what a hook is asked to judge, which lies at a presigned URL like those of S3."""
    payload = hook_payloads.get(request.url) if request.method == "GET" else None
    if payload is None:
        return error_response(request, "s3", 403, "AccessDenied", "Access Denied")
    return HttpResponse(200, {"Content-Type": "application/json", "Content-Length": str(len(payload))}, payload)


def _moto_handler(moto_service: str, request: AwsRequest) -> MotoHandler | None:
    if moto_service == "s3":
        asked = parse_qs(urlsplit(request.url).query, keep_blank_values=True).keys()
        if asked & SUBRESOURCES_OF_S3_THAT_MOTO_LACKS:
            return None
    return moto_routes.handler_of(moto_service, request.path)
