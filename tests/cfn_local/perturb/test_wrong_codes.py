"""Which codes are wrong for which failure."""

from itertools import product

import pytest

from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Oracle
from cfn_local.perturb.wrong_code import wrong_codes

PASSING = (FaultKind.THROTTLED, FaultKind.SERVER_ERROR, FaultKind.ANSWER_LOST)
LASTING = (FaultKind.ACCESS_DENIED, FaultKind.LIMIT, FaultKind.NO_CAPACITY)
FINAL = ("GeneralServiceException", "AccessDenied", "NotFound")
RETRIABLE = ("Throttling", "ServiceInternalError", "NetworkFailure")


def pairs(kinds: tuple[FaultKind, ...], codes: tuple[str, ...]) -> list[tuple[FaultKind, str]]:
    return list(product(kinds, codes))


def signs(kind: FaultKind, *codes: str, operation: str = "UPDATE") -> list[str]:
    payloads = [{"status": "FAILED", "errorCode": code, "message": "why"} for code in codes]
    verdicts = list(wrong_codes(kind, operation, payloads))
    assert all(violation.oracle is Oracle.WRONG_CODE for violation in verdicts)
    return [violation.sign for violation in verdicts]


class TestAFailureThatMayPass:
    @pytest.mark.parametrize(("kind", "code"), pairs(PASSING, (*RETRIABLE, "NotStabilized")))
    def test_may_have_any_code_that_says_so(self, kind: FaultKind, code: str) -> None:
        assert signs(kind, code) == []

    @pytest.mark.parametrize(("kind", "code"), pairs(PASSING, FINAL))
    def test_must_not_have_one_that_is_final(self, kind: FaultKind, code: str) -> None:
        assert signs(kind, code) == [code]


class TestAFailureThatLasts:
    @pytest.mark.parametrize(("kind", "code"), pairs(LASTING, (*RETRIABLE, "NotFound", "AlreadyExists")))
    def test_must_not_have_a_code_that_says_otherwise(self, kind: FaultKind, code: str) -> None:
        assert signs(kind, code) == [code]

    @pytest.mark.parametrize(
        ("kind", "code"), pairs(LASTING, ("AccessDenied", "ServiceLimitExceeded", "GeneralServiceException"))
    )
    def test_may_have_any_other(self, kind: FaultKind, code: str) -> None:
        assert signs(kind, code) == []


class TestAnInternalFailure:
    @pytest.mark.parametrize("kind", FaultKind)
    def test_is_wrong_whatever_its_cause(self, kind: FaultKind) -> None:
        assert signs(kind, "InternalFailure") == ["InternalFailure"]

    def test_is_wrong_after_another_failure_too(self) -> None:
        assert signs(FaultKind.THROTTLED, "Throttling", "InternalFailure") == ["InternalFailure"]

    def test_without_a_message_is_said_to_be_so(self) -> None:
        (violation,) = wrong_codes(
            FaultKind.THROTTLED, "CREATE", [{"status": "FAILED", "errorCode": "InternalFailure"}]
        )

        assert violation.happened == "InternalFailure without a reason."


class TestAnInvocationWithoutAnAnswer:
    def test_is_no_failure_of_the_handler_if_it_was_killed(self) -> None:
        died = {"errorType": "Runtime.ExitError", "errorMessage": "killed"}

        assert list(wrong_codes(FaultKind.CRASH_AFTER, "CREATE", [died, {"status": "SUCCESS"}])) == []

    def test_is_wrong_if_the_handler_raised(self) -> None:
        (violation,) = wrong_codes(FaultKind.NONE, "CREATE", [{"errorType": "KeyError", "errorMessage": "'colour'"}])

        assert (violation.sign, violation.happened) == ("KeyError", "The handler raised KeyError: 'colour'")
