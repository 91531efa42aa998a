"""Faults, armed at calls of a client that is the real boto3."""

from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from cfn_local.gateway.faults import Effect, Fault, Lasting
from cfn_local.gateway.local_aws import LocalAws, LocalAwsError


@pytest.fixture(autouse=True)
def impatient_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """botocore repeats a call at once."""
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _seconds: None))


PUT = {"Name": "/note", "Value": "bread", "Type": "String"}


def armed(aws: LocalAws, *, occurrence: int = 1, **members: Any) -> Any:
    """A client of SSM, in the way of whose first PutParameter, or of that occurrence, the fault stands."""
    aws.put_faults(Fault("ssm:PutParameter", occurrence, **members))
    return aws.client("ssm")


def names(aws: LocalAws) -> list[str]:
    return [item.id for item in aws.inventory() if item.type == "Parameter"]


class TestARefusedCall:
    def test_is_refused_as_told_and_not_carried_out(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.REFUSED, status=400, code="AccessDeniedException", message="Not you")

        with pytest.raises(ClientError, match=r"AccessDeniedException.*Not you"):
            ssm.put_parameter(**PUT)

        assert names(aws) == []

    def test_is_carried_out_the_next_time(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.REFUSED, status=400, code="AccessDeniedException")
        with pytest.raises(ClientError):
            ssm.put_parameter(**PUT)

        ssm.put_parameter(**PUT)

        assert names(aws) == ["/note"]
        assert aws.put_faults().met == (1,)

    def test_stays_refused_where_the_action_is(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.REFUSED, lasting=Lasting.ACTION, status=400, code="AccessDeniedException")

        for _ in range(3):
            with pytest.raises(ClientError):
                ssm.put_parameter(**PUT)

        assert aws.put_faults().met == (3,)

    def test_is_the_one_of_that_number(self, aws: LocalAws) -> None:
        ssm = armed(aws, occurrence=2, effect=Effect.REFUSED, status=400, code="AccessDeniedException")

        ssm.put_parameter(**PUT)
        with pytest.raises(ClientError):
            ssm.put_parameter(**PUT, Overwrite=True)

    def test_leaves_other_actions_alone(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.REFUSED, lasting=Lasting.ACTION, status=400, code="AccessDeniedException")

        assert ssm.describe_parameters()["Parameters"] == []

    def test_is_met_by_the_retries_of_the_client_too(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.REFUSED, lasting=Lasting.CALL, status=500, code="InternalServerError")

        with pytest.raises(ClientError):
            ssm.put_parameter(**PUT)

        assert aws.put_faults().met[0] > 1
        assert names(aws) == []


class TestALostAnswer:
    def test_is_a_closed_connection_of_a_call_that_was_carried_out_once(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.DROPPED, lasting=Lasting.CALL, carried_out=True)

        with pytest.raises(ConnectionClosedError):
            ssm.put_parameter(**PUT)

        assert names(aws) == ["/note"]
        assert {call.status for call in aws.describe().calls} == {0}

    def test_has_the_client_repeat_what_was_done(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.DROPPED, lasting=Lasting.ATTEMPT, carried_out=True)

        with pytest.raises(ClientError, match="ParameterAlreadyExists"):
            ssm.put_parameter(**PUT)


class TestAStaleAnswer:
    def test_is_what_the_same_request_was_answered_before(self, aws: LocalAws) -> None:
        aws.put_faults(Fault("ssm:DescribeParameters", 2, Effect.STALE))
        ssm = aws.client("ssm")

        looks = [ssm.describe_parameters()["Parameters"]]
        ssm.put_parameter(**PUT)
        looks += [ssm.describe_parameters()["Parameters"] for _ in range(2)]

        assert [len(look) for look in looks] == [0, 0, 1]
        assert aws.put_faults().met == (1,)

    def test_is_that_of_no_other_request(self, aws: LocalAws) -> None:
        aws.put_faults(Fault("ssm:DescribeParameters", 2, Effect.STALE))
        ssm = aws.client("ssm")
        ssm.describe_parameters()
        ssm.put_parameter(**PUT)

        assert len(ssm.describe_parameters(MaxResults=10)["Parameters"]) == 1
        assert aws.put_faults().met == (0,)


class TestSeveralFaults:
    def test_meet_each_its_own_call(self, aws: LocalAws) -> None:
        aws.put_faults(
            Fault("ssm:PutParameter", 2, Effect.REFUSED, status=400, code="AccessDeniedException"),
            Fault("ssm:DeleteParameter", 1, Effect.REFUSED, status=400, code="AccessDeniedException"),
        )
        ssm = aws.client("ssm")
        ssm.put_parameter(**PUT)

        with pytest.raises(ClientError):
            ssm.put_parameter(**PUT, Overwrite=True)
        with pytest.raises(ClientError):
            ssm.delete_parameter(Name="/note")

        assert aws.put_faults().met == (1, 1)


class TestTheCallsSinceFaultsWereArmed:
    def test_are_told_each_once_however_often_its_client_tried(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.REFUSED, lasting=Lasting.CALL, status=500, code="InternalServerError")
        with pytest.raises(ClientError):
            ssm.put_parameter(**PUT)
        ssm.describe_parameters()

        assert aws.put_faults().calls == ("ssm:PutParameter", "ssm:DescribeParameters")
        assert aws.put_faults().calls == ()


class TestAFaultThatCannotBeArmed:
    def test_is_refused_with_the_member_that_is_wrong(self, aws: LocalAws) -> None:
        with pytest.raises(LocalAwsError, match="'Broken' is not a valid Effect"):
            aws.put_faults(Fault("ssm:PutParameter", 1, "Broken"))  # type: ignore[arg-type]


class TestAReset:
    def test_disarms(self, aws: LocalAws) -> None:
        ssm = armed(aws, effect=Effect.REFUSED, status=400, code="AccessDeniedException")
        aws.reset()

        ssm.put_parameter(**PUT)

        assert names(aws) == ["/note"]
