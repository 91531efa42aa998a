"""Pairs: a second failure in a sequence in which something has already failed.

The second perturbation hits a call made after the first in the same operation, or in the clean-up that the first has
caused: the DELETE of a failed CREATE, the UPDATE back of a failed UPDATE, the next DELETE of a failed one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cfn_local.perturb.cases import Case, Second
from cfn_local.perturb.disturbances import is_of_a_call
from cfn_local.perturb.fault_kinds import IN_PAIRS, FaultKind, fault_kinds_for
from cfn_local.perturb.told import Step, Told

# In addition to faults of calls: conditions of the account, and changes by third parties.
_FIRST_OF_PAIRS = IN_PAIRS | {FaultKind.LATE, FaultKind.PENDING, FaultKind.FAILS_LATER, FaultKind.DELETED}
_CLEAN_UP = {"CREATE": "DELETE", "UPDATE": "UPDATE back", "DELETE": "DELETE again"}


def pairs_of(told: Told) -> Iterator[Case]:
    """Return every ordered pair that begins with the perturbation of the story, which ran with it alone."""
    case = told.case
    if case.kind not in _FIRST_OF_PAIRS or not told.is_met or case.act.operation not in _CLEAN_UP:
        return
    for step in told.steps:
        if step is told.perturbed:
            yield from _at(case, step, _calls_before(case, step.calls))
        elif step.operation == _CLEAN_UP[case.act.operation] and not told.perturbed.outcome.succeeded:
            yield from _at(case, step, 0)


def _calls_before(case: Case, calls: Sequence[str]) -> int:
    """Return the number of calls up to and including that of the perturbation."""
    if not is_of_a_call(case):
        return 0
    places = [index for index, call in enumerate(calls, 1) if call == case.call]
    return places[case.occurrence - 1] if len(places) >= case.occurrence else len(calls)


def _at(case: Case, step: Step, before: int) -> Iterator[Case]:
    """Return a second perturbation at each call of the step after the first `before`."""
    seen: Counter[str] = Counter(step.calls[:before])
    for call in step.calls[before:]:
        seen[call] += 1
        if step.is_perturbed and case.kind.lasts and case.call == call:
            continue  # the first one still obstructs it
        for kind in fault_kinds_for(call):
            if kind in IN_PAIRS:
                yield replace(case, then=Second(step.operation, call, seen[call], kind))
