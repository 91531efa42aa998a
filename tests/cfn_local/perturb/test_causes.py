"""Findings with the same cause, which are told once."""

from cfn_local.perturb.cases import Act, Case, Second
from cfn_local.perturb.causes import causes_of
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Finding, Oracle, Violation
from cfn_local.perturb.told import Step
from cfn_local.protocol.outcome import OperationOutcome

THROTTLED, DENIED, CRASH = FaultKind.THROTTLED, FaultKind.ACCESS_DENIED, FaultKind.CRASH_AFTER


def case(operation: str = "CREATE", number: int = 1, kind: FaultKind = DENIED, then: Second | None = None) -> Case:
    if kind is FaultKind.NONE:
        return Case(Act("inputs_1", operation))
    return Case(Act("inputs_1", operation), "ssm:PutParameter", number, kind, then)


def finding(of: Case, oracle: Oracle, sign: str = "ssm Parameter", steps: int = 3) -> Finding:
    return Finding(of, Violation(oracle, sign, "", ""), (Step("CREATE", OperationOutcome("SUCCESS")),) * steps)


def told(*findings: Finding) -> list[tuple[str, int, list[str]]]:
    """Of each cause in order: what is wrong, in how many stories, and what follows from it."""
    return [
        (str(cause.first.violation.oracle), len(cause.findings), [str(one.oracle) for one in cause.consequences])
        for cause in causes_of(findings)
    ]


def test_what_is_wrong_at_many_calls_of_an_operation_is_told_once() -> None:
    assert told(*(finding(case(number=number), Oracle.ORPHAN) for number in (1, 2, 3))) == [("orphan", 3, [])]


def test_what_is_wrong_in_two_operations_or_leaves_two_things_is_told_twice() -> None:
    leaks = [finding(case(operation), Oracle.LEAK) for operation in ("UPDATE", "DELETE")]
    other = finding(case("DELETE", 2), Oracle.LEAK, "sqs Queue")

    assert told(*leaks, other) == [("leak", 1, [])] * 3


def test_what_is_wrong_without_a_perturbation_is_told_once_for_all_operations() -> None:
    undisturbed = [finding(case(operation, kind=FaultKind.NONE), Oracle.LEAK) for operation in ("CREATE", "READ")]

    assert told(*undisturbed) == [("leak", 2, [])]


def test_one_wrong_code_is_told_once_wherever_it_is_answered() -> None:
    wrong = [finding(case(operation), Oracle.WRONG_CODE, "InternalFailure") for operation in ("CREATE", "READ")]
    another = finding(case("READ", 2), Oracle.WRONG_CODE, "NotFound")

    assert told(*wrong, another) == [("wrong code", 2, []), ("wrong code", 1, [])]


def test_what_is_seen_only_in_stories_of_something_worse_follows_from_it() -> None:
    again = case(kind=CRASH)
    findings = [finding(again, Oracle.NOT_IDEMPOTENT, "AlreadyExists"), finding(again, Oracle.ORPHAN)]

    assert told(*findings) == [("orphan", 1, ["not idempotent"])]


def test_what_is_seen_elsewhere_too_is_a_cause_of_its_own() -> None:
    again, beside = case(kind=CRASH), case(number=2, kind=CRASH)
    findings = [finding(again, Oracle.ORPHAN), *(finding(one, Oracle.NOT_IDEMPOTENT, "x") for one in (again, beside))]

    assert told(*findings) == [("orphan", 1, []), ("not idempotent", 2, [])]


def test_a_wrong_code_follows_from_nothing() -> None:
    findings = [finding(case(), Oracle.ORPHAN), finding(case(), Oracle.WRONG_CODE, "GeneralServiceException")]

    assert told(*findings) == [("orphan", 1, []), ("wrong code", 1, [])]


def test_the_worst_comes_first_and_the_more_frequent_before_the_rare() -> None:
    rare = finding(case("READ", 9), Oracle.LIE, "rare")
    often = [finding(case("UPDATE", number), Oracle.LIE, "often") for number in (1, 2)]
    codes = [finding(case("LIST", number), Oracle.WRONG_CODE, "code") for number in (1, 2, 3)]
    leak = finding(case("DELETE", 5), Oracle.LEAK)

    causes = causes_of([*codes, rare, *often, leak])

    assert [cause.first.violation.sign for cause in causes] == ["ssm Parameter", "often", "rare", "code"]


def test_the_clearest_story_of_a_cause_is_undisturbed_then_short() -> None:
    pair = finding(case(then=Second("DELETE", "ssm:DeleteParameter", 1, THROTTLED)), Oracle.LIE, steps=2)
    long, short = (finding(case(number=steps), Oracle.LIE, steps=steps) for steps in (5, 4))

    (cause,) = causes_of([pair, long, short])

    assert list(cause.findings) == [short, long, pair]
