"""AWS calls, one function each, one module per service. Errors are raised as handler errors."""

from .alarm import alarm_of_group, delete_alarm, put_alarm
from .clients import Clients, connect, partition_of
from .groups import (
    arn_of_group,
    create_group,
    delete_group,
    group_is_configured,
    group_resources,
    list_groups,
    members_of_group,
    tag_group,
    tags_of_group,
    ungroup_resources,
    untag_group,
)
from .reservations import (
    cancel_reservation,
    create_reservation,
    modify_reservation,
    reservation_from,
    reservations_of_group,
    tag_reservations,
    untag_reservations,
    vcpus_of,
    zones_of_subnets,
    zones_offering,
)

__all__ = [
    "Clients",
    "alarm_of_group",
    "arn_of_group",
    "cancel_reservation",
    "connect",
    "create_group",
    "create_reservation",
    "delete_alarm",
    "delete_group",
    "group_is_configured",
    "group_resources",
    "list_groups",
    "members_of_group",
    "modify_reservation",
    "partition_of",
    "put_alarm",
    "reservation_from",
    "reservations_of_group",
    "tag_group",
    "tag_reservations",
    "tags_of_group",
    "ungroup_resources",
    "untag_group",
    "untag_reservations",
    "vcpus_of",
    "zones_of_subnets",
    "zones_offering",
]
