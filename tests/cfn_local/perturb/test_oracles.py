"""What the oracles say of stories that are told by hand."""

from dataclasses import replace
from typing import Any

import pytest

from cfn_local.perturb.cases import Act, Case, Second
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.judged import Judged
from cfn_local.perturb.oracles import judge
from cfn_local.perturb.told import Breach, Step, Told
from cfn_local.project.account import Inventory, Key
from cfn_local.protocol.outcome import Ending, OperationOutcome
from cfn_local.protocol.replies import Model

SCHEMA: dict[str, Any] = {
    "typeName": "Example::Thing::One",
    "properties": {"Id": {"type": "string"}, "Text": {"type": "string"}},
    "primaryIdentifier": ["/properties/Id"],
    "readOnlyProperties": ["/properties/Id"],
}
MODEL = {"Id": "a", "Text": "bread"}
PASSED = OperationOutcome("SUCCESS", MODEL, payloads=({"status": "SUCCESS", "resourceModel": MODEL},))
GONE = OperationOutcome("FAILED", None, error_code="NotFound", message="Not there")
DIED: Model = {"errorType": "Runtime.ExitError"}
QUEUE: Key = ("sqs", "Queue", "us-east-1", "line")
OTHER: Key = ("sqs", "Queue", "us-east-1", "other")


def inventory(*keys: Key) -> Inventory:
    return Inventory({key: {} for key in keys})


def told(
    operation: str = "CREATE",
    kind: FaultKind = FaultKind.CRASH_AFTER,
    perturbed: OperationOutcome = PASSED,
    read: OperationOutcome | None = PASSED,
    during: Inventory | None = None,
    after: Inventory | None = None,
    calls: int = 1,
    **rest: Any,
) -> Told:
    """A story in an empty account in which all went well, but for what is said."""
    story = Told(Case(Act("inputs_1", operation), "sqs:CreateQueue", 1, kind), inventory())
    story.perturbed = Step(operation, perturbed, ("sqs:CreateQueue",) * calls)
    story.read = Step("READ", read) if read else None
    story.closing = Step("DELETE", PASSED)
    story.identifier, story.expected = {"Id": "a"}, {"Text": "bread"}
    story.during, story.after = during or inventory(QUEUE), after or inventory()
    for name, value in rest.items():
        setattr(story, name, value)
    story.steps = [step for step in (story.perturbed, story.rollback, story.read, story.closing) if step]
    return story


def signs(story: Told, undisturbed: Told | None = None) -> list[str]:
    judged = Judged(story, SCHEMA, undisturbed or told(story.case.act.operation, FaultKind.NONE))
    return [f"{finding.violation.oracle}: {finding.violation.sign}" for finding in judge(judged)]


def failed(code: str, *before: Model) -> OperationOutcome:
    last = {"status": "FAILED", "errorCode": code, "message": "why"}
    return OperationOutcome("FAILED", None, error_code=code, message="why", payloads=(*before, last))


class TestAStoryInWhichAllGoesWell:
    def test_has_no_finding(self) -> None:
        assert signs(told()) == []


class TestWhatIsLeft:
    def test_is_a_leak_where_cloudformation_knew_an_identifier(self) -> None:
        assert signs(told(after=inventory(QUEUE))) == ["leak: sqs Queue"]

    def test_is_an_orphan_where_it_knew_none(self) -> None:
        story = told(perturbed=failed("AccessDenied"), read=None, after=inventory(QUEUE), identifier=None, closing=None)

        assert signs(story) == ["orphan: sqs Queue"]

    def test_is_told_once_if_it_is_left_without_a_perturbation_too(self) -> None:
        undisturbed = told(kind=FaultKind.NONE, after=inventory(QUEUE))

        assert signs(undisturbed, undisturbed=told()) == ["leak: sqs Queue"]
        assert signs(told(after=inventory(QUEUE)), undisturbed) == []
        assert signs(told(after=inventory(OTHER)), undisturbed) == ["leak: sqs Queue"]


class TestASuccess:
    def test_is_a_lie_if_read_shows_something_else(self) -> None:
        other = OperationOutcome("SUCCESS", {"Id": "a", "Text": "butter"})

        assert signs(told(read=other)) == ["lie: READ differs in /Text"]

    def test_is_a_lie_if_read_finds_nothing(self) -> None:
        assert signs(told(read=GONE)) == ["lie: READ fails"]

    def test_is_a_lie_if_less_is_made_than_otherwise(self) -> None:
        assert signs(told(during=inventory(OTHER)), told(during=inventory(QUEUE, OTHER))) == ["lie: lacks sqs Queue"]

    def test_of_a_delete_is_a_lie_if_read_still_shows_it(self) -> None:
        assert signs(told("DELETE", closing=None), told("DELETE", read=GONE)) == ["lie: still there"]

    def test_of_a_create_is_a_lie_without_an_identifier(self) -> None:
        assert signs(told(identifier=None, read=None, closing=None)) == ["lie: no identifier"]

    def test_of_a_list_is_a_lie_if_it_lacks_the_resource(self) -> None:
        listed = OperationOutcome("SUCCESS", None, models=(MODEL,))

        assert signs(told("LIST", perturbed=listed), told("LIST", perturbed=listed)) == []
        assert signs(told("LIST", perturbed=OperationOutcome("SUCCESS", None)), told("LIST", perturbed=listed)) == [
            "lie: not listed"
        ]


class TestARequestThatIsSentAgain:
    def test_is_not_idempotent_if_there_is_more_than_otherwise(self) -> None:
        assert signs(told(during=inventory(QUEUE, OTHER))) == ["not idempotent: second sqs Queue"]

    @pytest.mark.parametrize(
        "kind",
        [
            FaultKind.ANSWER_LOST,
            FaultKind.ANSWER_LOST_ONCE,
            FaultKind.CRASH_BEFORE,
            FaultKind.CRASH_AFTER,
            FaultKind.UNHEARD,
            FaultKind.STALE,
            FaultKind.LATE,
            FaultKind.JOINING,
        ],
    )
    def test_is_not_idempotent_if_the_first_effect_was_hidden(self, kind: FaultKind) -> None:
        """Of these the handler, or CloudFormation, may not know, so that no invocation need have failed."""
        assert signs(told(kind=kind, during=inventory(QUEUE, OTHER))) == ["not idempotent: second sqs Queue"]

    def test_is_not_idempotent_if_it_was_sent_again_for_any_reason(self) -> None:
        again = OperationOutcome("SUCCESS", MODEL, payloads=(DIED, {"status": "SUCCESS", "resourceModel": MODEL}))
        story = told(kind=FaultKind.THROTTLED, perturbed=again, during=inventory(QUEUE, OTHER))

        assert signs(story) == ["not idempotent: second sqs Queue"]

    def test_is_not_idempotent_if_one_of_two_perturbations_hid_the_effect(self) -> None:
        case = Case(Act("inputs_1", "CREATE"), "sqs:CreateQueue", 1, FaultKind.THROTTLED)
        pair = replace(case, then=Second("CREATE", "sqs:SetQueueAttributes", 1, FaultKind.ANSWER_LOST))

        assert signs(told(case=pair, during=inventory(QUEUE, OTHER))) == ["not idempotent: second sqs Queue"]

    @pytest.mark.parametrize(
        "kind", [FaultKind.THROTTLED, FaultKind.SERVER_ERROR, FaultKind.PENDING, FaultKind.ADJUSTING]
    )
    def test_may_make_more_where_no_effect_was_hidden_nor_the_request_sent_again(self, kind: FaultKind) -> None:
        assert signs(told(kind=kind, during=inventory(QUEUE, OTHER))) == []

    def test_is_not_idempotent_if_it_takes_its_own_for_anothers(self) -> None:
        story = told(perturbed=failed("AlreadyExists", DIED), read=None, closing=None)

        assert signs(story) == ["not idempotent: AlreadyExists"]

    def test_is_not_idempotent_if_it_fails_when_nothing_is_in_its_way(self) -> None:
        story = told("UPDATE", perturbed=failed("InvalidRequest", DIED), rollback=Step("UPDATE back", PASSED))

        assert signs(story) == ["not idempotent: fails with InvalidRequest"]

    def test_may_fail_if_the_second_of_two_perturbations_met_it_again(self) -> None:
        case = Case(Act("inputs_1", "UPDATE"), "sqs:CreateQueue", 1, FaultKind.CRASH_AFTER)
        pair = replace(case, then=Second("UPDATE", "sqs:CreateQueue", 2, FaultKind.THROTTLED))
        story = told(case=pair, perturbed=failed("Throttling", DIED), rollback=Step("UPDATE back", PASSED))

        assert signs(story) == []

    def test_may_find_that_it_has_deleted_already(self) -> None:
        story = told("DELETE", perturbed=failed("NotFound", DIED), read=GONE, closing=None)

        assert signs(story) == []


class TestACode:
    def test_is_judged_by_what_has_happened(self) -> None:
        story = told("READ", FaultKind.THROTTLED, failed("NotFound"))

        assert signs(story) == ["wrong code: NotFound"]


class TestAnOperationWithoutAWayOut:
    def test_is_stuck_if_it_has_no_end(self) -> None:
        story = told(perturbed=failed("NotStabilized"))
        story.steps[0] = Step("CREATE", OperationOutcome("FAILED", ending=Ending.TIMED_OUT))

        assert signs(story) == ["stuck: IN_PROGRESS for ever"]

    def test_is_stuck_if_it_cannot_be_rolled_back(self) -> None:
        story = told("UPDATE", perturbed=failed("AccessDenied"), rollback=Step("UPDATE back", failed("NotUpdatable")))

        assert signs(story) == ["stuck: rollback fails with NotUpdatable"]

    def test_is_stuck_if_it_cannot_be_deleted(self) -> None:
        assert signs(told(closing=Step("DELETE again", failed("ResourceConflict")))) == [
            "stuck: DELETE fails with ResourceConflict"
        ]

    def test_is_stuck_if_it_calls_without_bound(self) -> None:
        assert signs(told(calls=110)) == []
        assert signs(told(calls=111)) == ["stuck: calls without bound"]


class TestAResourceThatAnotherHasTouched:
    def test_may_answer_read_with_not_found_or_with_anything_but_nothing_where_all_is_gone(self) -> None:
        assert signs(told("READ", FaultKind.DELETED, failed("NotFound"), read=GONE)) == []
        assert signs(told("READ", FaultKind.CHANGED, OperationOutcome("SUCCESS", {"Id": "a", "Text": "butter"}))) == []

    def test_is_a_lie_in_read_where_everything_is_deleted(self) -> None:
        story = told("READ", case=Case(Act("inputs_1", "READ"), "everything", 1, FaultKind.DELETED))

        assert signs(story, told("READ", FaultKind.NONE)) == ["lie: shows what is gone"]

    @pytest.mark.parametrize("operation", ["READ", "DELETE"])
    def test_may_not_fail_otherwise(self, operation: str) -> None:
        assert signs(told(operation, FaultKind.DELETED, failed("GeneralServiceException"))) == [
            "wrong code: GeneralServiceException"
        ]

    def test_is_mended_by_update_or_not_without_a_reason(self) -> None:
        not_mended = OperationOutcome("SUCCESS", {"Id": "a", "Text": "butter"})

        assert signs(told("UPDATE", FaultKind.CHANGED, read=not_mended)) == ["lie: READ differs in /Text"]
        assert signs(told("UPDATE", FaultKind.DELETED, failed("NotFound"), rollback=Step("UPDATE back", GONE))) == []
        assert signs(told("UPDATE", FaultKind.DELETED, failed("Throttling"), rollback=Step("UPDATE back", GONE))) == [
            "wrong code: Throttling"
        ]


class TestAnInvariantOfTheProject:
    BREACHES = (Breach("is_small", "CREATE", "It is big"), Breach("is_small", "DELETE", "It is bigger"))

    def test_is_told_once_with_the_first_step_in_which_it_does_not_hold(self) -> None:
        story = told(breaches=list(self.BREACHES))
        (finding,) = judge(Judged(story, SCHEMA, told(kind=FaultKind.NONE)))

        assert (finding.violation.oracle, finding.violation.sign) == ("invariant", "is_small")
        assert finding.violation.happened == "It is big"

    def test_is_told_without_a_perturbation_and_then_not_again(self) -> None:
        undisturbed = told(kind=FaultKind.NONE, breaches=list(self.BREACHES))

        assert signs(told(breaches=list(self.BREACHES)), undisturbed) == []


class TestWhatOthersMade:
    def test_must_not_be_gone(self) -> None:
        assert signs(told(before=inventory(OTHER), during=inventory(OTHER, QUEUE))) == ["foreign: removed"]

    def test_must_not_be_another(self) -> None:
        before, after = Inventory({OTHER: {"policy": "a"}}), Inventory({OTHER: {"policy": "b"}})

        assert signs(told(before=before, during=inventory(OTHER, QUEUE), after=after)) == ["foreign: changed"]
