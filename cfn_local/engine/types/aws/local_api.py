"""AWS's APIs as moto and our services implement them, called in this process: no socket, signature or retries.

Each call has the form of a client's call, so that it is validated against AWS's own model and has the same effect.
Assumption about moto 5.2.5: `core.utils` has `get_service_model`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from botocore.awsrequest import HeadersDict
from botocore.exceptions import ParamValidationError
from botocore.handlers import json_decode_policies
from botocore.model import StructureShape
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from cfn_local import environment, partitions
from cfn_local.engine.types.aws.api_values import as_shape
from cfn_local.engine.types.aws.errors import AwsTypeError, handler_error_code
from cfn_local.partitions import Partition
from cfn_local.services.callers import by_cloudformation
from cfn_local.services.importing import importing_moto
from cfn_local.services.service_names import moto_name

_NOTHING = StructureShape("Nothing", {"type": "structure"})
# Errors that moto raises for an action it lacks, or a request it cannot process.
_FAILURES_OF_MOTO = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class LocalApi:
    """The APIs of one account in one Region: `api("sqs", "CreateQueue", QueueName="jobs")["QueueUrl"]`."""

    def __init__(self, account_id: str, region: str) -> None:
        self.account_id = account_id
        self.region = region

    @property
    def partition(self) -> Partition:
        """The partition that the Region belongs to."""
        return partitions.partition_of(self.region)

    def arn(self, service: str, resource: str) -> str:
        """The ARN of a resource of this account in this Region."""
        return partitions.arn(service, self.region, self.account_id, resource)

    def elsewhere(self, account_id: str, region: str) -> LocalApi:
        """The same APIs in another account or Region."""
        return type(self)(account_id, region)

    @contextmanager
    def refusals(self, service: str) -> Iterator[None]:
        """Convert moto's exceptions within to AwsTypeError, as for errors in its API's answers."""
        from moto.core.exceptions import ServiceException
        from werkzeug.exceptions import HTTPException

        try:
            yield
        except ServiceException as error:
            raise _refusal(service, 400, {"Code": error.code, "Message": error.message}) from None
        except HTTPException as error:
            code, text = getattr(error, "error_type", str(error.code)), getattr(error, "message", error.description)
            raise _refusal(service, error.code or 500, {"Code": code, "Message": text}) from None
        except _FAILURES_OF_MOTO as error:
            text = f"The local AWS failed: {type(error).__name__}: {error}"
            raise AwsTypeError(text, "GeneralServiceException", "InternalFailure") from error

    def backend(self, service: str) -> Any:
        """moto's own backend of the service, for access that bypasses its API."""
        return _moto_routes().backend(moto_name(service), self.account_id, self.region)

    def typed(self, service: str, shape: str, member: str, value: Any) -> Any:
        """`value` in the type of this member of this shape in the service's model."""
        return as_shape(value, _service_model(service).shape_for(shape).members[member], member)

    def input_shape(self, service: str, action: str) -> Any:
        """The input shape of the action in the service's model; one without members if it takes nothing."""
        return _service_model(service).operation_model(action).input_shape or _NOTHING

    def __call__(self, service: str, action: str, /, **parameters: Any) -> dict[str, Any]:
        """The answer of the action, without its metadata. Parameters that are None are not sent.

        Raises AwsTypeError if the service, or AWS's model of it, refuses the call.
        """
        operation = _service_model(service).operation_model(action)
        stated = {name: value for name, value in parameters.items() if value is not None}
        try:
            request = _serializer(service).serialize_to_request(as_shape(stated, operation.input_shape), operation)
        except ParamValidationError as error:
            raise AwsTypeError(f"{action}: {error}") from None
        status, headers, body = self._answer(service, request)
        parsed = _parser(service).parse(
            {"status_code": status, "headers": headers, "body": body}, operation.output_shape
        )
        if status >= 300:
            raise _refusal(service, status, parsed.get("Error", {}))
        parsed.pop("ResponseMetadata", None)
        json_decode_policies(parsed, operation)
        return dict(parsed)

    def _answer(self, service: str, request: dict[str, Any]) -> tuple[int, HeadersDict, bytes]:
        body = _body(request["body"])
        query = request["query_string"]
        query = query if isinstance(query, str) else urlencode(query, doseq=True)
        url = f"https://{partitions.host(service, self.region)}{request['url_path']}"
        if query:
            url += f"{'&' if '?' in url else '?'}{query}"
        headers = {**request["headers"], **self._identity(service), "Content-Length": str(len(body))}
        if isinstance(request["body"], dict):
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        handler = _handler(service, unquote(urlsplit(url).path))
        with self.refusals(service), by_cloudformation():
            status, answered, body = _moto_routes().call(handler, request["method"], url, headers, body)
        return status, HeadersDict(answered), body

    def _identity(self, service: str) -> dict[str, str]:
        """The headers from which moto tells account and Region."""
        key_id = environment.CREDENTIALS["AWS_ACCESS_KEY_ID"]
        scope = f"{key_id}/20260101/{self.region}/{service}/aws4_request"
        return {
            "x-moto-account-id": self.account_id,
            "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=local",
        }


def _body(body: Any) -> bytes:
    if isinstance(body, dict):
        return urlencode(body).encode()
    return body.encode() if isinstance(body, str) else bytes(body or b"")


def _refusal(service: str, status: int, error: dict[str, Any]) -> AwsTypeError:
    code = str(error.get("Code", status))
    message = f"{error.get('Message') or code} (Service: {_service_model(service).service_id}, Status Code: {status})"
    return AwsTypeError(message, handler_error_code(code, message), code)


def _handler(service: str, path: str) -> Callable[..., Any]:
    handler: Callable[..., Any] | None = _moto_routes().handler_of(moto_name(service), path)
    if handler is None:
        raise AwsTypeError(f"The local AWS does not have {service} {path}.", "GeneralServiceException")
    return handler


@cache
def _moto_routes() -> ModuleType:
    with importing_moto:
        from cfn_local.services import moto_routes
    return moto_routes


@cache
def _service_model(service: str) -> Any:
    with importing_moto:
        from moto.core.utils import get_service_model
    return get_service_model(service)


@cache
def _serializer(service: str) -> Any:
    return create_serializer(_service_model(service).resolved_protocol, include_validation=True)


@cache
def _parser(service: str) -> Any:
    return create_parser(_service_model(service).resolved_protocol)
