"""CreateTags and DeleteTags on capacity reservations: moto's own tags, which do not know reservations.

moto keeps the tags of all EC2 resources in one table by ID. A reservation shows them after the delay that conditions
state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.ec2 import utils
from moto.ec2.models import EC2Backend

from cfn_local.services.capacity_reservations.models import capacity_reservations_of
from cfn_local.services.capacity_reservations.requests import check_tag_keys
from cfn_local.services.seam import atomic, replace_method

PREFIX = "cr"
RESOURCE_TYPE = "capacity-reservation"

motos_create_tags = EC2Backend.create_tags
motos_delete_tags = EC2Backend.delete_tags
motos_delete_tag_keys = EC2Backend.delete_tag_keys
motos_do_resources_exist = EC2Backend.do_resources_exist


def do_resources_exist(ec2_backend: EC2Backend, resource_ids: list[str]) -> bool:
    """Refuse IDs that do not exist, as moto does, including those of reservations."""
    capacity_reservations_of(ec2_backend).find(reservation_ids_in(resource_ids))
    return bool(motos_do_resources_exist(ec2_backend, resource_ids))


def followed_by_reservations(motos_own: Callable[..., bool]) -> Callable[..., bool]:
    """Wrap moto's change of tags: afterwards the reservations among the resources show moto's tags."""

    def changed(ec2_backend: EC2Backend, resource_ids: list[str], tags: Any) -> bool:
        done = motos_own(ec2_backend, resource_ids, tags)
        backend = capacity_reservations_of(ec2_backend)
        for reservation_id in reservation_ids_in(resource_ids):
            if reservation := backend.reservations.get(reservation_id):
                present = dict(ec2_backend.tags[reservation_id])
                reservation.tags.write(present, backend.conditions.seconds_until_visible)
        return done

    return changed


def reservation_ids_in(resource_ids: list[str]) -> list[str]:
    """Return the IDs that belong to capacity reservations."""
    return [resource_id for resource_id in resource_ids if resource_id.startswith(f"{PREFIX}-")]


@atomic
def create_tags(ec2_backend: EC2Backend, resource_ids: list[str], tags: dict[str, str]) -> bool:
    """Tag the resources; refuse keys reserved for AWS on a reservation."""
    if reservation_ids_in(resource_ids):
        check_tag_keys(tags)
    return followed_by_reservations(motos_create_tags)(ec2_backend, resource_ids, tags)


delete_tags = atomic(followed_by_reservations(motos_delete_tags))
delete_tag_keys = atomic(followed_by_reservations(motos_delete_tag_keys))


def install() -> None:
    """Make moto accept IDs of reservations, and keep the tags of reservations in sync with moto's."""
    utils.EC2_RESOURCE_TO_PREFIX[RESOURCE_TYPE] = PREFIX
    utils.EC2_PREFIX_TO_RESOURCE[PREFIX] = RESOURCE_TYPE
    replace_method(EC2Backend, "do_resources_exist", do_resources_exist)
    replace_method(EC2Backend, "create_tags", create_tags)
    replace_method(EC2Backend, "delete_tags", delete_tags)
    replace_method(EC2Backend, "delete_tag_keys", delete_tag_keys)
