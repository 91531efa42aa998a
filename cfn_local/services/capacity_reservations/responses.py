"""EC2's actions on capacity reservations, in moto's form: a request in, a response or error out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import InvalidNextToken, InvalidParameterCombination
from moto.ec2.responses._base_response import EC2BaseResponse

from cfn_local.services.capacity_reservations.exceptions import InsufficientInstanceCapacityError
from cfn_local.services.capacity_reservations.filters import end_date_type, matches, reader_of
from cfn_local.services.capacity_reservations.models import (
    CapacityReservation,
    CapacityReservationBackend,
    capacity_reservations_of,
)
from cfn_local.services.capacity_reservations.requests import (
    Parameters,
    attributes_of,
    check,
    modified_terms,
    schedule_of,
    tags_of,
    terms_of,
)
from cfn_local.services.pagination import InvalidTokenError, Item, page

LARGEST_PAGE = 1000


class CapacityReservations(EC2BaseResponse):
    """Actions added to moto's EC2Response."""

    def create_capacity_reservation(self) -> Any:
        parameters = self._get_params()
        check("CreateCapacityReservation", parameters)
        backend = capacity_reservations_of(self.ec2_backend)
        client_token = parameters.get("ClientToken")
        if client_token and (earlier := backend.replayed(client_token, parameters)):
            return ActionResult({"CapacityReservation": described(backend, earlier)})
        attributes, terms = attributes_of(self.ec2_backend, parameters), terms_of(parameters)
        tags, schedule = tags_of(parameters), schedule_of(parameters, attributes, terms)
        self.error_on_dryrun()
        try:
            reservation = backend.create(attributes, terms, tags, schedule)
        except InsufficientInstanceCapacityError as error:
            return server_fault(self, error)
        self.ec2_backend.tags[reservation.reservation_id] = dict(tags)
        if client_token:
            backend.remember(client_token, parameters, reservation)
        return ActionResult({"CapacityReservation": described(backend, reservation)})

    def describe_capacity_reservations(self) -> ActionResult:
        parameters = self._get_params()
        check("DescribeCapacityReservations", parameters)
        ids = parameters.get("CapacityReservationIds", [])
        if ids and "MaxResults" in parameters:
            raise InvalidParameterCombination(
                "The parameter capacityReservationIds cannot be used with the parameter maxResults"
            )
        filters = self._filters_from_querystring()
        for name in filters:
            reader_of(name)
        self.error_on_dryrun()
        backend = capacity_reservations_of(self.ec2_backend)
        found = backend.find(ids) if ids else backend.visible()
        shown, next_token = asked_page(parameters, [r for r in found if matches(r, filters)])
        answer = {"CapacityReservations": [described(backend, reservation) for reservation in shown]}
        return ActionResult(answer | {"NextToken": next_token})

    def modify_capacity_reservation(self) -> Any:
        parameters = self._get_params()
        check("ModifyCapacityReservation", parameters)
        backend = capacity_reservations_of(self.ec2_backend)
        reservation = backend.find_active(parameters["CapacityReservationId"], "ModifyCapacityReservation")
        terms = modified_terms(parameters, reservation.terms.latest)
        self.error_on_dryrun()
        try:
            backend.modify(reservation, terms)
        except InsufficientInstanceCapacityError as error:
            return server_fault(self, error)
        return ActionResult({"Return": True, "AdjustmentStatus": adjustment_status(reservation)})

    def cancel_capacity_reservation(self) -> ActionResult:
        parameters = self._get_params()
        check("CancelCapacityReservation", parameters)
        backend = capacity_reservations_of(self.ec2_backend)
        (reservation,) = backend.find([parameters["CapacityReservationId"]])
        self.error_on_dryrun()
        backend.cancel(reservation)
        return ActionResult({"Return": True})

    def get_capacity_reservation_usage(self) -> ActionResult:
        parameters = self._get_params()
        check("GetCapacityReservationUsage", parameters)
        backend = capacity_reservations_of(self.ec2_backend)
        (reservation,) = backend.find([parameters["CapacityReservationId"]])
        self.error_on_dryrun()
        whole = described(backend, reservation)
        shown = ("CapacityReservationId", "InstanceType", "TotalInstanceCount", "AvailableInstanceCount", "State")
        used = backend.used_instance_count(reservation)
        usages = [{"AccountId": self.current_account, "UsedInstanceCount": used}] if used else []
        return ActionResult({name: whole[name] for name in shown} | {"InstanceUsages": usages})


def asked_page(parameters: Parameters, items: Sequence[Item]) -> tuple[list[Item], str | None]:
    """Return the page that MaxResults and NextToken request, and the token of the next."""
    token = parameters.get("NextToken")
    try:
        return page(items, parameters.get("MaxResults", LARGEST_PAGE), token)
    except InvalidTokenError as error:
        raise InvalidNextToken(str(token)) from error


def described(backend: CapacityReservationBackend, reservation: CapacityReservation) -> dict[str, Any]:
    """Return the reservation in the shape of EC2's CapacityReservation."""
    attributes, terms, state = reservation.attributes, reservation.terms.visible, reservation.state
    used = backend.used_instance_count(reservation)
    return {
        "CapacityReservationId": reservation.reservation_id,
        "CapacityReservationArn": reservation.arn,
        "OwnerId": reservation.owner_id,
        "AvailabilityZone": attributes.zone_name,
        "AvailabilityZoneId": attributes.zone_id,
        "InstanceType": attributes.instance_type,
        "InstancePlatform": attributes.instance_platform,
        "Tenancy": attributes.tenancy,
        "TotalInstanceCount": terms.instance_count,
        "AvailableInstanceCount": max(0, terms.instance_count - used) if state == "active" else 0,
        "EbsOptimized": attributes.ebs_optimized,
        "EphemeralStorage": False,
        "State": state,
        "StartDate": reservation.active_from,
        "EndDate": terms.end_date,
        "EndDateType": end_date_type(reservation),
        "InstanceMatchCriteria": terms.instance_match_criteria,
        "CreateDate": reservation.created,
        "Tags": [{"Key": key, "Value": value} for key, value in reservation.tags.visible.items()],
        "CapacityAllocations": [{"AllocationType": "used", "Count": used}] if used else [],
        "ReservationType": "default",
        "AdjustmentStatus": adjustment_status(reservation),
        "PlacementGroupArn": attributes.placement_group_arn,
        "Interruptible": False,
        **scheduling(reservation),
    }


def scheduling(reservation: CapacityReservation) -> dict[str, Any]:
    """Return what EC2 shows of a schedule and of capacity lent to an interruptible reservation; {} if neither."""
    schedule, lent = reservation.schedule, reservation.lent_instance_count
    shown: dict[str, Any] = (
        {"InterruptibleCapacityAllocation": {"InstanceCount": lent, "Status": "active"}} if lent else {}
    )
    if schedule is None:
        return shown
    commitment = {
        "CommittedInstanceCount": reservation.committed_instance_count,
        "CommitmentEndDate": schedule.committed_until,
    }
    return {**shown, "DeliveryPreference": "incremental", "CommitmentInfo": commitment}


def adjustment_status(reservation: CapacityReservation) -> str | None:
    """Return the state of the last modification, requested or applied; None if there never was one."""
    if not reservation.is_modified:
        return None
    return "applied" if reservation.terms.is_settled else "requested"


def server_fault(response: EC2BaseResponse, error: InsufficientInstanceCapacityError) -> tuple[Any, dict[str, Any]]:
    """Return the error as EC2's response with its own HTTP status, where moto would send 400."""
    _, headers, body = response.serialized(ActionResult(error))
    return body, {**headers, "status": error.http_status}
