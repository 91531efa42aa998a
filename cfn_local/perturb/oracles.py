"""The oracles: they judge a story by what any resource owes CloudFormation, without knowing this one.

What CloudFormation does with a response follows the handler contract and the handler error codes of the CloudFormation
CLI user guide. `undisturbed` is the same act without a perturbation: its own defects are reported there, and not again.
"""

from collections.abc import Callable, Iterator

from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Finding, Oracle, Violation
from cfn_local.perturb.judged import Judged, in_numbers
from cfn_local.perturb.lies import lies
from cfn_local.perturb.told import Told, made_by
from cfn_local.perturb.wrong_code import wrong_codes
from cfn_local.project import account
from cfn_local.protocol.policy import RETRIABLE_CODES

# This many more calls than without a perturbation count as unbounded.
TIMES_THE_CALLS, MORE_CALLS = 10, 100


def judge(judged: Judged) -> list[Finding]:
    """Return all defects of the story."""
    story = tuple(judged.told.steps)
    return [Finding(judged.told.case, violation, story) for oracle in _ORACLES for violation in oracle(judged)]


def _leaks(judged: Judged) -> Iterator[Violation]:
    """Report what is left at the end, whether or not CloudFormation knew about it."""
    told = judged.told
    left = account.unlike(_left(told), _left(judged.undisturbed) if judged.undisturbed else ())
    if not left:
        return
    sign = " and ".join(sorted(account.counted(left)))
    happened = f"Left: {account.named(left)}."
    if told.identifier is None:
        expected = "A CREATE that fails before it returns an identifier leaves nothing: nobody will delete it."
        yield Violation(Oracle.ORPHAN, sign, expected, happened)
    else:
        yield Violation(Oracle.LEAK, sign, "After the DELETE the account is what it was before the CREATE.", happened)


def _left(told: Told) -> list[account.Key]:
    return told.after.added_to(told.before)


def _foreign(judged: Judged) -> Iterator[Violation]:
    told = judged.told
    earlier = judged.undisturbed
    known = set(earlier.after.missing_from(earlier.before)) if earlier else set()
    gone = [key for key in told.after.missing_from(told.before) if key not in known]
    expected = "What was there before the CREATE is there after the DELETE, as it was."
    if gone:
        yield Violation(Oracle.FOREIGN, "removed", expected, f"Gone: {account.named(gone)}.")
    known_names = (
        {name for _, names in earlier.after.changed_since(earlier.before) for name in names} if earlier else set()
    )
    for key, names in told.after.changed_since(told.before):
        changed = [name for name in names if name not in known_names]
        if changed:
            yield Violation(
                Oracle.FOREIGN, "changed", expected, f"{account.named([key])} differs in {', '.join(changed)}."
            )


def _second_effects(judged: Judged) -> Iterator[Violation]:
    told, outcome = judged.told, judged.told.perturbed.outcome
    if judged.undisturbed is None or told.case.kind is FaultKind.EXISTS:
        return
    if outcome.succeeded and judged.operation in ("CREATE", "UPDATE"):
        more = made_by(told) - made_by(judged.undisturbed)
        if more and (_was_sent_again(told) or any(kind.hides_an_effect for kind in told.case.kinds)):
            expected = "The same request, with the same token, has one effect however often it is sent."
            sign = f"second {' and '.join(sorted(more))}"
            yield Violation(Oracle.NOT_IDEMPOTENT, sign, expected, f"There is more than otherwise: {in_numbers(more)}.")
    elif judged.operation == "CREATE" and outcome.error_code == "AlreadyExists":
        expected = "A CREATE that is sent again with the same token finds what it has made itself, and goes on."
        yield Violation(
            Oracle.NOT_IDEMPOTENT,
            "AlreadyExists",
            expected,
            f"It mistakes its own resource for another's: {_said(told)}",
        )
    elif not outcome.succeeded and _was_sent_again(told) and _is_clear(told) and not _is_deleted(judged):
        expected = "Sent again with the same token, once nothing is in its way any more, the operation succeeds."
        yield Violation(Oracle.NOT_IDEMPOTENT, f"fails with {outcome.error_code}", expected, _said(told))


def _is_clear(told: Told) -> bool:
    """Return whether a retry is no longer obstructed."""
    then = told.case.then
    is_met_again = then is not None and then.step == told.case.act.operation
    return not is_met_again and not any(kind.lasts or kind.is_behind_the_back for kind in told.case.kinds)


def _was_sent_again(told: Told) -> bool:
    """Return whether there were invocations after one that failed or gave no response."""
    return any(
        payload.get("status") is None or payload.get("errorCode") in RETRIABLE_CODES
        for payload in told.perturbed.outcome.payloads[:-1]
    )


def _is_deleted(judged: Judged) -> bool:
    return judged.operation == "DELETE" and judged.told.perturbed.outcome.error_code == "NotFound"


def _stuck(judged: Judged) -> Iterator[Violation]:
    told = judged.told
    expected = "Every operation comes to an end."
    for step in told.steps:
        if step.is_stuck:
            yield Violation(Oracle.STUCK, "IN_PROGRESS for ever", expected, step.outcome.message)
        elif step.outcome.function_error == "Sandbox.Timedout":
            yield Violation(Oracle.STUCK, "no answer", "A handler answers within its time.", step.words)
    if judged.undisturbed is not None:
        most = TIMES_THE_CALLS * len(judged.undisturbed.perturbed.calls) + MORE_CALLS
        if len(told.perturbed.calls) > most:
            happened = f"{len(told.perturbed.calls)} AWS calls; undisturbed {len(judged.undisturbed.perturbed.calls)}."
            yield Violation(Oracle.STUCK, "calls without bound", expected, happened)
    if told.rollback is not None and not told.rollback.outcome.succeeded and not told.case.kind.is_behind_the_back:
        expected = "After a failed UPDATE, the UPDATE back to the previous properties succeeds."
        yield Violation(
            Oracle.STUCK, f"rollback fails with {told.rollback.outcome.error_code}", expected, told.rollback.words
        )
    if told.closing is not None and not told.closing.is_done:
        expected = "A DELETE, sent again when nothing is in its way, succeeds."
        sign = f"DELETE fails with {told.closing.outcome.error_code}"
        yield Violation(Oracle.STUCK, sign, expected, told.closing.words)


def _wrong_codes(judged: Judged) -> Iterator[Violation]:
    """Report wrong error codes in the disturbed operation; of two perturbations, either may have caused a response."""
    case, told = judged.told.case, judged.told
    if case.then is None:
        yield from wrong_codes(case.kind, judged.operation, told.perturbed.outcome.payloads)
        return
    for step in told.steps:
        if step.is_perturbed:
            yield from wrong_codes(FaultKind.NONE, judged.operation, step.outcome.payloads)


def _breaches(judged: Judged) -> Iterator[Violation]:
    """Report the project's own violated invariants, each once however many steps it lasts."""
    told = {breach.invariant: breach for breach in reversed(judged.told.breaches)}
    known = {breach.invariant for breach in judged.undisturbed.breaches} if judged.undisturbed else set()
    for name, breach in told.items():
        if name not in known:
            expected = f"{name} holds after every operation; here not after {breach.operation}."
            yield Violation(Oracle.INVARIANT, name, expected, breach.message)


def _said(told: Told) -> str:
    return told.perturbed.words


_ORACLES: tuple[Callable[[Judged], Iterator[Violation]], ...] = (
    _leaks,
    _foreign,
    lies,
    _second_effects,
    _stuck,
    _wrong_codes,
    _breaches,
)
