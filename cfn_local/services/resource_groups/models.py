"""Groups with what moto's lack: a configuration that takes time, members, and eventual consistency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from moto.core.responses import BaseResponse
from moto.ec2.models import ec2_backends
from moto.resourcegroups.exceptions import BadRequestException, NotFoundException
from moto.resourcegroups.models import FakeResourceGroup, ResourceGroupsBackend, resourcegroups_backends

from cfn_local.services import clock, conditions
from cfn_local.services.callers import is_reserved
from cfn_local.services.capacity_reservations.models import CapacityReservation, capacity_reservations_of
from cfn_local.services.conditions import Conditions
from cfn_local.services.resource_groups.configuration import Configuration, check_configuration, is_pool
from cfn_local.services.visibility import EventuallyVisible

LARGEST_TAG_COUNT = 50
# That a reservation may join before it starts is inferred: AWS documents neither that nor the opposite.
JOINABLE_STATES = ("active", "assessing", "scheduled")


@dataclass
class GroupState:
    """The state of one group beyond what moto stores."""

    visible_from: datetime
    tags: EventuallyVisible[Mapping[str, str]]
    configuration: EventuallyVisible[Configuration]
    configuration_failure: str | None
    member_arns: EventuallyVisible[tuple[str, ...]]

    @property
    def configuration_status(self) -> str:
        """Return UPDATING, UPDATE_COMPLETE or UPDATE_FAILED."""
        if not self.configuration.is_settled:
            return "UPDATING"
        return "UPDATE_FAILED" if self.configuration_failure else "UPDATE_COMPLETE"

    @property
    def present_configuration(self) -> Configuration:
        """Return the configuration in force."""
        return [] if self.configuration_status == "UPDATE_FAILED" else self.configuration.visible


def state_of(group: FakeResourceGroup) -> GroupState:
    """Return the state stored on this group of moto; it is deleted with the group."""
    state: GroupState = group.__dict__["state"]
    return state


class CapacityReservationGroups:
    """The groups of one account in one Region: moto's, and the state stored on them."""

    def __init__(self, groups: ResourceGroupsBackend) -> None:
        self._groups = groups

    @property
    def _conditions(self) -> Conditions:
        return conditions.of(self._groups.account_id, self._groups.region_name)

    def create(
        self,
        name: str,
        description: str | None,
        resource_query: dict[str, str] | None,
        configuration: list[dict[str, Any]] | None,
        tags: Mapping[str, str],
    ) -> FakeResourceGroup:
        """Create a group, which readers see and which is configured after the delays that conditions state."""
        today = self._conditions
        if resource_query and configuration:
            raise BadRequestException("A group has a ResourceQuery or a Configuration, not both")
        check_configuration(configuration or [])
        check_tags(tags)
        if len(self._groups.groups.by_arn) >= today.group_quota:
            raise BadRequestException(f"The quota of {today.group_quota} groups in this Region is used up")
        # Tags are validated and stored here: moto refuses some keys that AWS allows.
        group = self._groups.create_group(name, resource_query or {}, description, {}, configuration)
        group.__dict__["state"] = GroupState(
            visible_from=clock.now() + timedelta(seconds=today.seconds_until_visible),
            tags=EventuallyVisible(dict(tags)),
            configuration=EventuallyVisible([]),
            configuration_failure=None,
            member_arns=EventuallyVisible(()),
        )
        self._configure(group, configuration or [])
        return group

    def configure(self, group: FakeResourceGroup, configuration: list[dict[str, Any]]) -> None:
        """Replace the configuration, after the delay that conditions state."""
        check_configuration(configuration)
        self._configure(group, configuration)

    def _configure(self, group: FakeResourceGroup, configuration: list[dict[str, Any]]) -> None:
        state, today = state_of(group), self._conditions
        state.configuration_failure = today.group_configuration_failure if configuration else None
        state.configuration.write(configuration, today.seconds_until_group_configured)

    def find(self, name_or_arn: str | None) -> FakeResourceGroup:
        """Return the group if readers see it."""
        if not name_or_arn:
            raise BadRequestException("The request must contain the parameter Group")
        group = self._groups.get_group(name_or_arn)
        if clock.now() < state_of(group).visible_from:
            raise NotFoundException()
        return group

    def visible(self) -> list[FakeResourceGroup]:
        """Return all groups that readers see, oldest first."""
        now = clock.now()
        return [group for group in self._groups.list_groups().values() if state_of(group).visible_from <= now]

    def delete(self, name_or_arn: str | None) -> FakeResourceGroup:
        """Delete the group; its members are not affected."""
        return self._groups.delete_group(self.find(name_or_arn).name)

    def set_tags(self, group: FakeResourceGroup, tags: Mapping[str, str]) -> None:
        """Replace all tags of the group."""
        check_tags(tags)
        state_of(group).tags.write(dict(tags), self._conditions.seconds_until_visible)

    def add_members(self, group: FakeResourceGroup, arns: list[str]) -> dict[str, Any]:
        """Add members. Return the response of GroupResources; the Succeeded and Pending ones become members."""
        state, today = state_of(group), self._conditions
        if not is_pool(state.present_configuration):
            raise BadRequestException(
                f"Group {group.name} takes no members: configuration {state.configuration_status}"
            )
        refusals = {arn: refusal for arn in arns if (refusal := self._refusal(arn))}
        joining = [arn for arn in arns if arn not in refusals]
        delay = max(today.seconds_pending_in_group, today.seconds_until_visible)
        state.member_arns.write(tuple(dict.fromkeys([*state.member_arns.latest, *joining])), delay)
        pending = bool(today.seconds_pending_in_group)
        return {
            "Succeeded": [] if pending else joining,
            "Failed": [failed(arn, *refusal) for arn, refusal in refusals.items()],
            "Pending": [{"ResourceArn": arn} for arn in joining] if pending else [],
        }

    def _refusal(self, arn: str) -> tuple[str, str] | None:
        if ":capacity-reservation/" not in arn:
            return "RESOURCE_TYPE_NOT_SUPPORTED", "Only capacity reservations can be members of this group"
        reservation = self._reservations().get(arn)
        if reservation is None:
            return "RESOURCE_NOT_FOUND", "The capacity reservation does not exist"
        if reservation.state not in JOINABLE_STATES:
            return "RESOURCE_NOT_ACTIVE", f"The capacity reservation is {reservation.state}"
        if reservation.attributes.zone_name in self._conditions.partial_group_failures:
            return "INTERNAL_FAILURE", "The capacity reservation could not be added; try again"
        return None

    def remove_members(self, group: FakeResourceGroup, arns: list[str]) -> dict[str, Any]:
        """Remove members. Return the response of UngroupResources; the Succeeded ones are no longer members."""
        members = state_of(group).member_arns
        leaving = [arn for arn in arns if arn in members.latest]
        staying = tuple(arn for arn in members.latest if arn not in leaving)
        members.write(staying, self._conditions.seconds_until_visible)
        strangers = [arn for arn in arns if arn not in leaving]
        return {
            "Succeeded": leaving,
            "Failed": [failed(arn, "RESOURCE_NOT_IN_GROUP", "It is no member of this group") for arn in strangers],
            "Pending": [],
        }

    def members(self, group: FakeResourceGroup) -> list[str]:
        """Return the ARNs of the members that readers see, in the order in which they joined."""
        existing = self._reservations()
        return [arn for arn in state_of(group).member_arns.visible if arn in existing]

    def _reservations(self) -> Mapping[str, CapacityReservation]:
        ec2_backend = ec2_backends[self._groups.account_id][self._groups.region_name]
        return {reservation.arn: reservation for reservation in capacity_reservations_of(ec2_backend).visible()}


def groups_of(response: BaseResponse) -> CapacityReservationGroups:
    """Return the groups of the caller's account and Region."""
    return CapacityReservationGroups(resourcegroups_backends[response.current_account][response.region])


def failed(arn: str, code: str, message: str) -> dict[str, str]:
    """Return one resource in the shape of the API's FailedResource."""
    return {"ResourceArn": arn, "ErrorCode": code, "ErrorMessage": message}


def check_tags(tags: Mapping[str, str]) -> None:
    """Refuse tags that the API refuses."""
    if len(tags) > LARGEST_TAG_COUNT:
        raise BadRequestException(f"A group has at most {LARGEST_TAG_COUNT} tags")
    for key, value in tags.items():
        if is_reserved(key):
            raise BadRequestException(f"Tag keys must not start with 'aws:': {key}")
        if not 1 <= len(key) <= 128 or len(value) > 256:
            raise BadRequestException(f"A tag has a key of 1 to 128 and a value of up to 256 characters: {key}")
