"""What a failure must say: why, where, and what is left."""

import re
from collections.abc import Mapping
from typing import Any

from tests.odcr_group.proof.cloudformation import CloudFormation
from tests.odcr_group.proof.faults import PAID, Fault, code_of
from tests.odcr_group.proof.promises import Watch

LEFT = re.compile("Held and billed (?P<when>now|when last seen): (?P<what>.*)$")
RESERVATION = re.compile("cr-[0-9a-f]+")


def complaint_about(answer: Mapping[str, Any], cloudformation: CloudFormation, watch: Watch) -> str:
    """What is wrong with a failure: that there is no reason for it, or that it does not say what it must."""
    met = cloudformation.met
    if all(fault.passes for fault, _ in met):
        return f"fails with {answer['errorCode']} although all that happened to it passes"
    if met[-1][0] is Fault.DEATH:
        return ""
    message = answer["message"]
    causes = [(code_of(fault, made.service), made) for fault, made in met if not fault.passes]
    named = [made for code, made in causes if code in message]
    if not named and not any(fault is Fault.CRASH for fault, _ in met):  # what died takes its reason with it
        return f"does not name a cause: {', '.join(code for code, _ in causes)}"
    if missing := [made.about for made in named if made.operation in PAID and made.about not in message]:
        return f"does not name {missing}"
    return _about_what_is_left(message, cloudformation, watch)


def _about_what_is_left(message: str, cloudformation: CloudFormation, watch: Watch) -> str:
    """Nothing, unless it was paid or given back: then what is billed and shows must be named, and nothing else."""
    if not cloudformation.has_paid:
        return ""
    told = LEFT.search(message)
    if not told:
        return "does not say what is left"
    visible = [r.reservation_id for r in watch.own() if r.is_visible]
    if untold := [id_ for id_ in visible if id_ not in told["what"]]:
        return f"does not say that {untold} are left"
    surplus = set(RESERVATION.findall(told["what"])) - set(visible) - {r.reservation_id for r in watch.winding_down()}
    return f"says that {surplus} are left" if surplus and told["when"] == "now" else ""
