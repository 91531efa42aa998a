"""What can go wrong at one call: a table, and which calls each of them can meet."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError

PURCHASES = ("CreateCapacityReservation", "ModifyCapacityReservation")
PAID = (*PURCHASES, "CancelCapacityReservation")
LOOKS = ("Describe", "Get", "List")


class Fault(StrEnum):
    """One way in which a call, or the handler that makes it, goes wrong."""

    THROTTLED = "throttled"
    SERVER_ERROR = "server error"
    DENIED = "denied"
    QUOTA = "quota exceeded"
    NO_CAPACITY = "insufficient capacity"
    NOT_TAKEN = "not taken into the group"
    REJECTED = "change rejected"
    LOST = "response lost"
    CRASH = "crash, invoked again"
    DEATH = "crash, given up"

    @property
    def passes(self) -> bool:
        """Whether the operation can be expected to succeed all the same."""
        return self in (Fault.THROTTLED, Fault.SERVER_ERROR, Fault.NOT_TAKEN, Fault.LOST, Fault.CRASH)

    @property
    def leaves_no_answer(self) -> bool:
        """Whether CloudFormation hears nothing."""
        return self in (Fault.CRASH, Fault.DEATH)

    @property
    def is_carried_out(self) -> bool:
        """Whether AWS does what was asked before it goes wrong."""
        return self in (Fault.LOST, Fault.CRASH, Fault.DEATH)

    def can_meet(self, operation: str) -> bool:
        """Whether this call can go wrong in this way."""
        match self:
            case Fault.QUOTA | Fault.NO_CAPACITY:
                return operation in PURCHASES
            case Fault.NOT_TAKEN:
                return operation == "GroupResources"
            case Fault.REJECTED:
                return operation == "ModifyCapacityReservation"
        return True


# Of these, all ordered pairs are tried.
PAIRED = (Fault.THROTTLED, Fault.NO_CAPACITY, Fault.LOST, Fault.CRASH, Fault.DEATH)

_CODES = {
    Fault.SERVER_ERROR: "InternalError",
    Fault.DENIED: "UnauthorizedOperation",
    Fault.QUOTA: "VcpuLimitExceeded",
    Fault.NO_CAPACITY: "InsufficientInstanceCapacity",
}


def is_look(operation: str) -> bool:
    """Whether the call changes nothing."""
    return operation.startswith(LOOKS)


def code_of(fault: Fault, service: str) -> str:
    """The error code of AWS, or what botocore raises: what a message names as the cause."""
    if fault is Fault.THROTTLED:
        return "RequestLimitExceeded" if service == "ec2" else "TooManyRequestsException"
    return {Fault.LOST: "EndpointConnectionError", Fault.NOT_TAKEN: "INTERNAL_FAILURE", Fault.REJECTED: "rejected"}.get(
        fault, _CODES.get(fault, "")
    )


def error_of(fault: Fault, service: str, operation: str) -> ClientError | BotoCoreError:
    """What boto3 raises."""
    if fault is Fault.LOST:
        return EndpointConnectionError(endpoint_url=f"https://{service}.test")
    return ClientError({"Error": {"Code": code_of(fault, service), "Message": "told to"}}, operation)


def answer_of(fault: Fault, request: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The answer with which AWS says no without an error; None for the faults that are errors."""
    if fault is Fault.NOT_TAKEN:
        arn, *_ = request["ResourceArns"]
        return {"Failed": [{"ResourceArn": arn, "ErrorCode": "INTERNAL_FAILURE", "ErrorMessage": "told to"}]}
    return {"AdjustmentStatus": "rejected"} if fault is Fault.REJECTED else None
