"""The handlers of Example::Ec2::Seat, which keep all that they owe CloudFormation."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError, HTTPClientError
from cloudformation_cli_python_lib import Action, OperationStatus, ProgressEvent, Resource, SessionProxy, exceptions

from .models import ResourceHandlerRequest, ResourceModel

TYPE_NAME = "Example::Ec2::Seat"
SECONDS_BETWEEN_LOOKS, MOST_LOOKS = 10, 30
ERRORS = {
    "InsufficientInstanceCapacity": exceptions.GeneralServiceException,
    "InstanceLimitExceeded": exceptions.ServiceLimitExceeded,
    "InternalError": exceptions.ServiceInternalError,
    "RequestLimitExceeded": exceptions.Throttling,
    "UnauthorizedOperation": exceptions.AccessDenied,
}

resource = Resource(TYPE_NAME, ResourceModel)
test_entrypoint = resource.test_entrypoint


@resource.handler(Action.CREATE)
def create_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    """Reserve, tell the identifier, and look until the reservation is active."""
    desired = request.desiredResourceState
    with translated() as ec2_of:
        ec2 = ec2_of(session)
        if not callback_context:
            seat_id = reserve(ec2, desired.Zone, request.clientRequestToken)
            return in_progress(ResourceModel(SeatId=seat_id, Zone=desired.Zone), 1)
        looks = callback_context["looks"]
        found = reservation(ec2, desired.SeatId)
        if found and found["State"] == "failed":
            raise exceptions.GeneralServiceException(f"{desired.SeatId} has failed in {desired.Zone}")
        if found and found["State"] == "active":
            return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=desired)
        if looks == MOST_LOOKS:
            raise exceptions.NotStabilized(f"{desired.SeatId} is not active")
        return in_progress(desired, looks + 1)


@resource.handler(Action.READ)
def read_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    seat_id = request.desiredResourceState.SeatId
    with translated() as ec2_of:
        found = reservation(ec2_of(session), seat_id)
    if not found or found["State"] != "active":
        raise exceptions.NotFound(TYPE_NAME, seat_id)
    return ProgressEvent(
        status=OperationStatus.SUCCESS,
        resourceModel=ResourceModel(SeatId=seat_id, Zone=found["AvailabilityZone"]),
    )


@resource.handler(Action.DELETE)
def delete_handler(
    session: SessionProxy, request: ResourceHandlerRequest, callback_context: MutableMapping[str, Any]
) -> ProgressEvent:
    """Cancel; while the reservation is pending or not to be seen yet, try again."""
    desired = request.desiredResourceState
    looks = callback_context.get("looks", 1)
    with translated() as ec2_of:
        ec2 = ec2_of(session)
        found = reservation(ec2, desired.SeatId)
        if found and found["State"] in ("cancelled", "failed"):
            if callback_context:
                return ProgressEvent(status=OperationStatus.SUCCESS)
            raise exceptions.NotFound(TYPE_NAME, desired.SeatId)
        if found and found["State"] == "active":
            ec2.cancel_capacity_reservation(CapacityReservationId=desired.SeatId)
        elif looks == MOST_LOOKS:
            raise exceptions.NotFound(TYPE_NAME, desired.SeatId)
        return in_progress(desired, looks + 1)


def in_progress(model: ResourceModel, looks: int) -> ProgressEvent:
    return ProgressEvent(
        status=OperationStatus.IN_PROGRESS,
        resourceModel=model,
        callbackContext={"looks": looks},
        callbackDelaySeconds=SECONDS_BETWEEN_LOOKS,
    )


def reserve(ec2: Any, zone: str, token: str) -> str:
    made = ec2.create_capacity_reservation(
        AvailabilityZone=zone,
        ClientToken=token,
        InstanceCount=1,
        InstancePlatform="Linux/UNIX",
        InstanceType="m5.large",
    )
    seat_id: str = made["CapacityReservation"]["CapacityReservationId"]
    return seat_id


def reservation(ec2: Any, seat_id: str) -> dict[str, Any] | None:
    """The reservation, or None where EC2 shows none, be it that it is too new."""
    try:
        found = ec2.describe_capacity_reservations(CapacityReservationIds=[seat_id])["CapacityReservations"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "InvalidCapacityReservationId.NotFound":
            return None
        raise
    return found[0] if found else None


@contextmanager
def translated() -> Iterator[Any]:
    """Gives what makes the client, and turns AWS's errors into those of CloudFormation."""
    try:
        yield lambda session: session.client("ec2")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        raise ERRORS.get(code, exceptions.GeneralServiceException)(str(error)) from error
    except HTTPClientError as error:
        raise exceptions.NetworkFailure(str(error)) from error
