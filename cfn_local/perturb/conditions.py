"""Perturbations of the whole account: writes become visible late, or resources stay in a transitional state.

Each sets one property of `cfn_local.services.conditions`, and is tried if an act makes a call that it affects.
"""

import re
from collections.abc import Collection
from typing import Any

from cfn_local import environment
from cfn_local.perturb.fault_kinds import FaultKind

_ZONES = tuple(f"{environment.REGION}{letter}" for letter in "abcdef")
# The property, its value, and the calls that it affects.
_CONDITIONS: dict[FaultKind, tuple[str, Any, str]] = {
    FaultKind.LATE: (
        "SecondsUntilVisible",
        20,
        r"ec2:(Create|Modify|Cancel)CapacityReservation|ec2:\w*Tags|resource-groups:(?!Get|List)\w+",
    ),
    FaultKind.PENDING: ("SecondsPending", 90, r"ec2:CreateCapacityReservation"),
    FaultKind.ADJUSTING: ("SecondsUntilAdjusted", 30, r"ec2:ModifyCapacityReservation"),
    FaultKind.FAILS_LATER: ("FailedAfterPending", list(_ZONES), r"ec2:CreateCapacityReservation"),
    FaultKind.CONFIGURING: (
        "SecondsUntilGroupConfigured",
        30,
        r"resource-groups:(CreateGroup|PutGroupConfiguration)",
    ),
    FaultKind.JOINING: ("SecondsPendingInGroup", 30, r"resource-groups:GroupResources"),
}


def kinds_among(calls: Collection[str]) -> list[FaultKind]:
    """Return the conditions that affect one of the calls `service:Action`."""
    return [
        kind for kind, (_, _, concerned) in _CONDITIONS.items() if any(re.fullmatch(concerned, one) for one in calls)
    ]


def document_of(kind: FaultKind) -> dict[str, Any]:
    """Return the conditions as the local AWS accepts them."""
    name, value, _ = _CONDITIONS[kind]
    return {name: value, **({"SecondsPending": 30} if kind is FaultKind.FAILS_LATER else {})}
