"""Which codes are wrong for which failure."""

from itertools import product

import pytest

from cfn_local.perturb.finding import Oracle
from cfn_local.perturb.kinds import Kind
from cfn_local.perturb.wrong_code import wrong_codes

PASSING = (Kind.THROTTLED, Kind.SERVER_ERROR, Kind.ANSWER_LOST)
LASTING = (Kind.ACCESS_DENIED, Kind.LIMIT, Kind.NO_CAPACITY)
FINAL = ("GeneralServiceException", "AccessDenied", "NotFound")
RETRIABLE = ("Throttling", "ServiceInternalError", "NetworkFailure")


def pairs(kinds: tuple[Kind, ...], codes: tuple[str, ...]) -> list[tuple[Kind, str]]:
    return list(product(kinds, codes))


def signs(kind: Kind, *codes: str, operation: str = "UPDATE") -> list[str]:
    payloads = [{"status": "FAILED", "errorCode": code, "message": "why"} for code in codes]
    verdicts = list(wrong_codes(kind, operation, payloads))
    assert all(verdict.oracle is Oracle.WRONG_CODE for verdict in verdicts)
    return [verdict.sign for verdict in verdicts]


class TestAFailureThatMayPass:
    @pytest.mark.parametrize(("kind", "code"), pairs(PASSING, (*RETRIABLE, "NotStabilized")))
    def test_may_have_any_code_that_says_so(self, kind: Kind, code: str) -> None:
        assert signs(kind, code) == []

    @pytest.mark.parametrize(("kind", "code"), pairs(PASSING, FINAL))
    def test_must_not_have_one_that_is_final(self, kind: Kind, code: str) -> None:
        assert signs(kind, code) == [code]


class TestAFailureThatLasts:
    @pytest.mark.parametrize(("kind", "code"), pairs(LASTING, (*RETRIABLE, "NotFound", "AlreadyExists")))
    def test_must_not_have_a_code_that_says_otherwise(self, kind: Kind, code: str) -> None:
        assert signs(kind, code) == [code]

    @pytest.mark.parametrize(
        ("kind", "code"), pairs(LASTING, ("AccessDenied", "ServiceLimitExceeded", "GeneralServiceException"))
    )
    def test_may_have_any_other(self, kind: Kind, code: str) -> None:
        assert signs(kind, code) == []


class TestAnInternalFailure:
    @pytest.mark.parametrize("kind", Kind)
    def test_is_wrong_whatever_its_cause(self, kind: Kind) -> None:
        assert signs(kind, "InternalFailure") == ["InternalFailure"]

    def test_is_wrong_after_another_failure_too(self) -> None:
        assert signs(Kind.THROTTLED, "Throttling", "InternalFailure") == ["InternalFailure"]

    def test_without_a_message_is_said_to_be_so(self) -> None:
        (verdict,) = wrong_codes(Kind.THROTTLED, "CREATE", [{"status": "FAILED", "errorCode": "InternalFailure"}])

        assert verdict.happened == "InternalFailure without a reason."


class TestAnInvocationWithoutAnAnswer:
    def test_is_no_failure_of_the_handler_if_it_was_killed(self) -> None:
        died = {"errorType": "Runtime.ExitError", "errorMessage": "killed"}

        assert list(wrong_codes(Kind.CRASH_AFTER, "CREATE", [died, {"status": "SUCCESS"}])) == []

    def test_is_wrong_if_the_handler_raised(self) -> None:
        (verdict,) = wrong_codes(Kind.NONE, "CREATE", [{"errorType": "KeyError", "errorMessage": "'colour'"}])

        assert (verdict.sign, verdict.happened) == ("KeyError", "The handler raised KeyError: 'colour'")
