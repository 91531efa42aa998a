"""AWS errors for refused calls: the codes that the service's own model declares, or else those of its protocol.

Codes and statuses after botocore's service models, the "Common Errors" of the protocols, EC2's "Error codes" and S3's
"List of error codes"; EC2's and most of S3's are in no model.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.exceptions import UnknownServiceError
from botocore.loaders import create_loader
from botocore.model import ServiceModel

from cfn_local.services.service_names import botocore_name_of_prefix


@dataclass(frozen=True)
class Refusal:
    """One error of AWS: HTTP status, code and message."""

    status: int
    code: str
    message: str


_THROTTLING = re.compile(r"Throttl|TooManyRequests|RequestLimitExceeded|SlowDown")
_DENIAL = re.compile(r"AccessDenied|Unauthorized|AuthorizationError|NotAuthorized")
_LIMIT = re.compile(r"LimitExceeded|Quota|InsufficientCapacity|TooMany")
_FAILURE = re.compile(r"Internal|ServiceUnavailable|ServerError|ServiceException")
_OF_KEYS = "Kms"  # what KMS answered the service about a key
_THROTTLED = {
    "ec2": Refusal(503, "RequestLimitExceeded", "Request limit exceeded."),
    "s3": Refusal(503, "SlowDown", "Please reduce your request rate."),
    "query": Refusal(400, "Throttling", "Rate exceeded"),
    "": Refusal(400, "ThrottlingException", "Rate exceeded"),
}
_FAILED = {
    "ec2": Refusal(500, "InternalError", "An internal error has occurred"),
    "s3": Refusal(500, "InternalError", "We encountered an internal error. Please try again."),
    "": Refusal(500, "InternalFailure", "The request processing has failed because of an unknown error."),
}
_DENIED = {
    "ec2": Refusal(403, "UnauthorizedOperation", "You are not authorized to perform this operation."),
    "s3": Refusal(403, "AccessDenied", "Access Denied"),
    "query": Refusal(403, "AccessDenied", "User is not authorized to perform this operation"),
    "": Refusal(400, "AccessDeniedException", "User is not authorized to perform this operation"),
}
_NO_CAPACITY = Refusal(500, "InsufficientInstanceCapacity", "There is no Spare capacity for what you requested.")
_NEEDS_CAPACITY = frozenset(
    {"CreateCapacityReservation", "ModifyCapacityReservation", "RunInstances", "StartInstances", "CreateFleet"}
)
_LIMITS_OF_EC2 = {
    "AllocateAddress": "AddressLimitExceeded",
    "CreateCapacityReservation": "InstanceLimitExceeded",
    "ModifyCapacityReservation": "InstanceLimitExceeded",
    "CreateInternetGateway": "InternetGatewayLimitExceeded",
    "CreateNatGateway": "NatGatewayLimitExceeded",
    "CreateSecurityGroup": "SecurityGroupLimitExceeded",
    "CreateSnapshot": "SnapshotLimitExceeded",
    "CreateSubnet": "SubnetLimitExceeded",
    "CreateVolume": "VolumeLimitExceeded",
    "CreateVpc": "VpcLimitExceeded",
    "RunInstances": "InstanceLimitExceeded",
    "StartInstances": "InstanceLimitExceeded",
}


@dataclass(frozen=True)
class CallErrors:
    """The refusals of one action of a service. `limited` and `without_capacity` are None if it has no such error."""

    throttled: Refusal
    failed: Refusal
    denied: Refusal
    limited: Refusal | None
    without_capacity: Refusal | None


@cache
def errors_of(call: str) -> CallErrors:
    """Return how the call `service:Action`, as IAM writes it, is refused."""
    prefix, _, action = call.partition(":")
    service = _service(prefix)
    declared = _declared(service, action) if service else []
    thing = re.findall("[A-Z][a-z]*", action)[-1]
    # The limit of what the call makes, rather than that of its tags or of what it refers to.
    declared.sort(key=lambda one: (thing not in one[0], len(one[0])))
    family = _family(prefix, service)
    limited = _first(declared, _LIMIT, 400, "A limit of your account is reached.", besides=_THROTTLING)
    if prefix == "dynamodb":
        limited = None  # its LimitExceededException says that too many tables change at once, which passes
    if prefix == "ec2" and action in _LIMITS_OF_EC2:
        limited = Refusal(400, _LIMITS_OF_EC2[action], "You have reached the limit of your account.")
    return CallErrors(
        throttled=_first(declared, _THROTTLING, 429, "Rate exceeded") or _of_family(_THROTTLED, family),
        failed=_first([one for one in declared if (one[1] or 0) >= 500], _FAILURE, 500, "An internal error occurred.")
        or _of_family(_FAILED, family),
        denied=_first(declared, _DENIAL, 403, "User is not authorized to perform this operation")
        or _of_family(_DENIED, family),
        limited=limited,
        without_capacity=_NO_CAPACITY if prefix == "ec2" and action in _NEEDS_CAPACITY else None,
    )


def _of_family(table: dict[str, Refusal], family: str) -> Refusal:
    return table.get(family, table[""])


def _family(prefix: str, service: ServiceModel | None) -> str:
    if prefix in ("ec2", "s3") or service is None:
        return prefix
    return str(service.metadata["protocol"])


def _first(
    declared: Iterable[tuple[str, int | None]],
    pattern: re.Pattern[str],
    status: int,
    message: str,
    besides: re.Pattern[str] | None = None,
) -> Refusal | None:
    """Return the first declared error whose code matches."""
    codes = (
        (code, found) for code, found in declared if pattern.search(code) and not (besides and besides.search(code))
    )
    return next((Refusal(found or status, code, message) for code, found in codes), None)


@cache
def _service(prefix: str) -> ServiceModel | None:
    try:
        return ServiceModel(create_loader().load_service_model(botocore_name_of_prefix(prefix), "service-2"))
    except UnknownServiceError:
        return None


def _declared(service: ServiceModel, action: str) -> list[tuple[str, int | None]]:
    """Return the codes and statuses of the errors that the model lists for the action."""
    if action not in service.operation_names:
        return []
    # botocore's shapes drop `fault`, by which many models mark an error of the service itself.
    shapes = service._service_description["shapes"]
    errors = service.operation_model(action).error_shapes
    return [_code_and_status(one.name, shapes[one.name]) for one in errors if not one.name.startswith(_OF_KEYS)]


def _code_and_status(name: str, shape: Mapping[str, Any]) -> tuple[str, int | None]:
    error = shape.get("error", {})
    return error.get("code", name), error.get("httpStatusCode") or (500 if shape.get("fault") else None)
