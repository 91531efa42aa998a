"""The changes to the account or to a call that make a case happen, applied before an operation."""

from collections.abc import Sequence

from botocore.exceptions import ClientError

from cfn_local.gateway.faults import Fault
from cfn_local.gateway.local_aws import LocalAwsClient
from cfn_local.perturb import conditions, inverses
from cfn_local.perturb.armed_faults import fault_at
from cfn_local.perturb.cases import CONDITIONS, EVERYTHING, INVOCATION, Case
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.inverses import Clients, Deed
from cfn_local.project.account import Inventory, Key, numbered


def is_of_a_call(case: Case) -> bool:
    """Return whether the case is a fault at an AWS call."""
    return (
        case.kind is not FaultKind.NONE
        and case.call not in (INVOCATION, CONDITIONS, EVERYTHING)
        and not case.kind.is_behind_the_back
    )


def faults(case: Case, step: str, *, is_perturbed: bool) -> list[Fault]:
    """Return the faults to arm for a step of the case's story."""
    armed = []
    if is_perturbed and is_of_a_call(case):
        armed.append(fault_at(case.kind, case.call, case.occurrence))
    then = case.then
    if then is not None and then.step == step:
        armed.append(fault_at(then.kind, then.call, then.occurrence))
    return armed


def interfere(case: Case, aws: LocalAwsClient, clients: Clients, made: Sequence[Key]) -> int:
    """Make the change of a third party, if the case has one. Return how much of it took effect."""
    if case.call == CONDITIONS:
        aws.put_conditions(conditions.document_of(case.kind))
        return 1
    if not case.kind.is_behind_the_back:
        return 0
    deed_of = inverses.change if case.kind is FaultKind.CHANGED else inverses.deletion
    things = [key for name, number, key in numbered(made) if (name, number) == (case.call, case.occurrence)]
    for key in list(made) if case.call == EVERYTHING else things:
        deed = deed_of(key)
        if deed is not None:
            _do(deed, clients, key)
    there = Inventory.of(aws.inventory())
    return len(things) if case.kind is FaultKind.CHANGED else sum(key not in there.items for key in things or made)


def _do(deed: Deed, clients: Clients, key: Key) -> None:
    """If the service refuses, as for something that was deleted along with another, treat it as not attempted."""
    try:
        deed(clients, key[3])
    except (ClientError, StopIteration):
        return
