"""What sessions of roles may do, judged without a gateway: by identity-based policies and a permissions boundary."""

from typing import Any

from cfn_local.iam.calls import Access
from cfn_local.iam.evaluation import Principal
from cfn_local.services.authorization import Refusal, refused_access
from cfn_local.services.role_policies import Session

QUEUE = "arn:aws:sqs:us-east-1:123456789012:jobs"
WORKER = Principal("arn:aws:sts::123456789012:assumed-role/worker/me", "123456789012")


def policy(effect: str, action: str) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": action, "Resource": "*"}]}


def refused(session: Session) -> str:
    found = refused_access(Access("sqs:SendMessage", QUEUE), session)
    return "" if found is None else found.message.partition(f"on resource: {QUEUE} ")[2]


class TestABoundary:
    def test_bounds_what_the_policies_allow(self) -> None:
        sends, gets = policy("Allow", "sqs:Send*"), policy("Allow", "sqs:Get*")
        allowed = (policy("Allow", "sqs:*"),)
        assert refused(Session(WORKER, {}, allowed, None)) == ""
        assert refused(Session(WORKER, {}, allowed, sends)) == ""
        assert refused(Session(WORKER, {}, allowed, gets)) == (
            "because no permissions boundary allows the sqs:SendMessage action"
        )

    def test_allows_nothing_by_itself(self) -> None:
        assert refused(Session(WORKER, {}, (), policy("Allow", "*"))) == (
            "because no identity-based policy allows the sqs:SendMessage action"
        )

    def test_may_deny(self) -> None:
        assert refused(Session(WORKER, {}, (policy("Allow", "*"),), policy("Deny", "sqs:*"))) == (
            "with an explicit deny in a permissions boundary"
        )


class TestASessionWithoutPolicies:
    def test_may_do_nothing(self) -> None:
        found = refused_access(Access("sqs:SendMessage", QUEUE), Session(WORKER, {}, (), None))
        assert found == Refusal(
            f"User: {WORKER.arn} is not authorized to perform: sqs:SendMessage on resource: {QUEUE} because no "
            "identity-based policy allows the sqs:SendMessage action"
        )
