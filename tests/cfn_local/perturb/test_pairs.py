"""Which second perturbations there are in a sequence that has one already."""

from cfn_local.perturb.cases import Act, Case
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.pairs import pairs_of
from cfn_local.perturb.told import Step, Told
from cfn_local.project.account import Inventory
from cfn_local.protocol.outcome import OperationOutcome

PASSED, FAILED = OperationOutcome("SUCCESS", {}), OperationOutcome("FAILED", None, error_code="AccessDenied")
CALLS = ("ssm:PutParameter", "ssm:PutParameter", "ssm:GetParameter")


def told(
    kind: FaultKind, outcome: OperationOutcome = PASSED, operation: str = "CREATE", met: int = 1, occurrence: int = 1
) -> Told:
    """A story whose first ssm:PutParameter is perturbed."""
    story = Told(Case(Act("inputs_1", operation), "ssm:PutParameter", occurrence, kind), Inventory({}), met=[met])
    story.perturbed = Step(operation, outcome, CALLS, is_perturbed=True)
    story.steps = [story.perturbed, Step("READ", PASSED, CALLS), Step("DELETE", PASSED, ("ssm:DeleteParameter",))]
    return story


def seconds(story: Told) -> list[str]:
    return [case.then.name for case in pairs_of(story) if case.then]


class TestAfterAPerturbationThatTheOperationSurvives:
    def test_there_is_one_at_every_later_call_of_it(self) -> None:
        assert seconds(told(FaultKind.THROTTLED)) == [
            "CREATE/ssm:PutParameter#2/throttled",
            "CREATE/ssm:PutParameter#2/access-denied",
            "CREATE/ssm:PutParameter#2/answer-lost",
            "CREATE/ssm:PutParameter#2/crash-after",
            "CREATE/ssm:GetParameter#1/throttled",
            "CREATE/ssm:GetParameter#1/access-denied",
        ]

    def test_there_is_none_where_the_first_is_in_the_way_still(self) -> None:
        assert {name.split("#")[0] for name in seconds(told(FaultKind.ACCESS_DENIED))} == {"CREATE/ssm:GetParameter"}


class TestAfterAPerturbationThatTheOperationFailsOf:
    def test_there_is_one_at_every_call_of_the_clean_up_too(self) -> None:
        found = seconds(told(FaultKind.ACCESS_DENIED, FAILED, occurrence=2))

        assert [name for name in found if name.startswith("DELETE")] == [
            "DELETE/ssm:DeleteParameter#1/throttled",
            "DELETE/ssm:DeleteParameter#1/access-denied",
            "DELETE/ssm:DeleteParameter#1/answer-lost",
            "DELETE/ssm:DeleteParameter#1/crash-after",
        ]

    def test_the_delete_of_an_update_is_none(self) -> None:
        assert not any(name.startswith("DELETE") for name in seconds(told(FaultKind.THROTTLED, FAILED, "UPDATE")))


class TestNoPair:
    def test_begins_with_what_did_not_come_about(self) -> None:
        assert seconds(told(FaultKind.THROTTLED, met=0)) == []

    def test_begins_with_a_kind_that_another_stands_for(self) -> None:
        assert seconds(told(FaultKind.SERVER_ERROR)) == []

    def test_begins_in_an_operation_that_makes_nothing(self) -> None:
        assert seconds(told(FaultKind.THROTTLED, operation="READ")) == []


class TestAPair:
    def test_is_named_and_told_by_both(self) -> None:
        first = next(pairs_of(told(FaultKind.ACCESS_DENIED, FAILED)))

        assert first.name == ("inputs_1/CREATE/ssm:PutParameter#1/access-denied+CREATE/ssm:GetParameter#1/throttled")
        assert first.words == (
            "CREATE of inputs_1, in which ssm:PutParameter number 1 is denied, then and from then on; "
            "in CREATE, ssm:GetParameter number 1 is throttled, as often as the client tries"
        )
