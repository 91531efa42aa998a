"""Every AWS call of every operation fails in every way that it can: nothing is left that nobody will remove.

What CloudFormation does after a failure is part of each story: it deletes what it could not create, updates back what
it could not update, and is asked once more for a delete that failed.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.aws_calls import Call, Crash, Refusal, refusal, succeeded
from tests.glue_jobtracker.invocations import ALERTS_AND_REPORT, GIVES_UP, CloudFormation
from tests.glue_jobtracker.surroundings import damaged, inventory, policy_arn
from tests.watched_handlers import POLICY

REQUEST = {**ALERTS_AND_REPORT, "TrackerName": "nightly", "Tags": [{"Key": "site", "Value": "a"}]}
CHANGES = {
    "AlertEmails": ["ops@example.com"],
    "Thresholds": {"Workers": 3},
    "LogRetentionInDays": 7,
    "RetainRunTableOnDelete": True,
    "Report": None,
    "Tags": [{"Key": "team", "Value": "data"}],
}
LOOK = (
    *("DescribeTable", "ListTagsOfResource", "DescribeTimeToLive", "GetRole", "GetRolePolicy", "GetTopicAttributes"),
    *("ListSubscriptionsByTopic", "GetQueueAttributes", "DescribeLogGroups", "DescribeAlarms", "DescribeRule"),
    *("ListTargetsByRule", "GetFunction", "GetPolicy"),
)
CREATE = (
    *("DescribeTable", "ListRules", "CreateTable", "CreateRole", "CreateTopic", "CreateQueue", "CreateLogGroup"),
    *("PutRule", "UpdateTimeToLive", "PutRolePolicy", "Subscribe", "PutRetentionPolicy", "PutMetricAlarm"),
    *("CreateFunction", "GetFunctionConfiguration", "AddPermission", "PutTargets"),
)
UPDATE = (
    *("PutRule", "PutTargets", "PutRolePolicy", "UpdateAssumeRolePolicy", "PutRolePermissionsBoundary"),
    *("SetTopicAttributes", "SetQueueAttributes", "Subscribe", "Unsubscribe", "CreateLogGroup", "PutRetentionPolicy"),
    *("PutMetricAlarm", "UpdateFunctionConfiguration", "UpdateFunctionCode", "GetFunctionConfiguration"),
    *("RemovePermission", "AddPermission", "UpdateTable", "RemoveTargets", "DeleteRule"),
    *("TagRole", "UntagRole", "TagQueue", "UntagQueue", "TagResource", "UntagResource"),
)
DELETE = (
    *("ListTagsOfResource", "GetRole", "ListQueueTags", "GetFunction", "ListTagsForResource", "RemoveTargets"),
    *("DeleteFunction", "DeleteRolePolicy", "DeleteAlarms", "DeleteTopic", "DeleteQueue", "DeleteRule", "DeleteRole"),
    *("DeleteLogGroup", "DescribeTable", "DeleteTable", "ListSubscriptionsByTopic"),
)

Fault = Callable[[CloudFormation, str], None]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handlers that give up after a few looks: how long they wait is not the matter here."""
    monkeypatch.setattr("awscommunity_glue_jobtracker.operation.MOST_LOOKS", 4)


def throttled(cloudformation: CloudFormation, operation: str) -> None:
    """The first such call of the operation is refused for now."""
    once = iter([refusal("ThrottlingException", status=429)])
    cloudformation.before = lambda call: next(once, None) if call.operation == operation else None


def broken(cloudformation: CloudFormation, operation: str) -> None:
    """AWS fails at the first such call."""
    once = iter([refusal("InternalError", status=500)])
    cloudformation.before = lambda call: next(once, None) if call.operation == operation else None


def denied(cloudformation: CloudFormation, operation: str) -> None:
    """Every such call is refused for good."""
    cloudformation.before = lambda call: (
        refusal("AccessDeniedException", "not you", 403) if call.operation == operation else None
    )


def broken_for_good(cloudformation: CloudFormation, operation: str) -> None:
    """AWS fails at every such call."""
    cloudformation.before = lambda call: refusal("InternalError", status=500) if call.operation == operation else None


def unanswered(cloudformation: CloudFormation, operation: str) -> None:
    """The first such call is carried out, but the answer is lost."""
    once = iter([EndpointConnectionError(endpoint_url="https://aws.test")])
    cloudformation.after = lambda call: raise_next(once) if call.operation == operation else None


def crashing_before(cloudformation: CloudFormation, operation: str) -> None:
    """The handler dies before the first such call is carried out, and is invoked again."""
    once = iter([Crash()])

    def die(call: Call) -> Refusal | None:
        if call.operation == operation:
            raise_next(once)
        return None

    cloudformation.before = die


def crashing_after(cloudformation: CloudFormation, operation: str) -> None:
    """The handler dies when the first such call was carried out, and is invoked again."""
    once = iter([Crash()])
    cloudformation.after = lambda call: raise_next(once) if call.operation == operation else None


def dying_before(cloudformation: CloudFormation, operation: str) -> None:
    """The handler dies before the first such call is carried out, and CloudFormation gives up."""
    cloudformation.policy = GIVES_UP
    crashing_before(cloudformation, operation)


def dying_after(cloudformation: CloudFormation, operation: str) -> None:
    """The handler dies when the first such call was carried out, and CloudFormation gives up."""
    cloudformation.policy = GIVES_UP
    crashing_after(cloudformation, operation)


def raise_next(errors: Iterator[BaseException]) -> None:
    if error := next(errors, None):
        raise error


PASSING = (throttled, broken, unanswered, crashing_before, crashing_after)
ANSWERED = (denied, broken_for_good)
LASTING = (*ANSWERED, dying_before, dying_after)


def lift(cloudformation: CloudFormation) -> None:
    """No more faults."""
    cloudformation.before = lambda _call: None
    cloudformation.after = lambda _call: None
    cloudformation.policy = POLICY


def table(operations: tuple[str, ...], faults: tuple[Fault, ...]) -> Any:
    """Every call and every fault."""
    cases = [pytest.param(*case, id=f"{case[0]}-{case[1].__name__}") for case in product(operations, faults)]
    return pytest.mark.parametrize(("operation", "fault"), cases)


class TestACreateThatIsDisturbed:
    @table(CREATE, (*PASSING, *LASTING))
    def test_ends_with_all_that_was_asked_for_or_with_nothing(
        self, cloudformation: CloudFormation, operation: str, fault: Fault
    ) -> None:
        before = inventory()
        fault(cloudformation, operation)
        answer = cloudformation.run("CREATE", REQUEST)
        assert operation in cloudformation.operations()
        lift(cloudformation)
        if answer["status"] == "SUCCESS":
            created = cloudformation.read(answer["resourceModel"])
            assert created == answer["resourceModel"]
            assert created["Deviations"] == []
            succeeded(cloudformation.delete(created))
        else:
            assert answer["message"]
            assert fault in LASTING or operation in CREATE[:2]
            if fault in ANSWERED:
                assert inventory() == before  # it has taken back itself what it had made
            self.delete_what_cloudformation_knows(cloudformation)
        assert inventory() == before

    @staticmethod
    def delete_what_cloudformation_knows(cloudformation: CloudFormation) -> None:
        known = [event["resourceModel"] for event in cloudformation.events if event.get("resourceModel")]
        if known:
            answer = cloudformation.delete(known[-1])
            assert answer["status"] == "SUCCESS" or answer["errorCode"] == "NotFound", answer


class TestAnUpdateThatIsDisturbed:
    @table(UPDATE, (throttled, denied, unanswered, crashing_after))
    def test_succeeds_or_can_be_updated_back(
        self, cloudformation: CloudFormation, operation: str, fault: Fault
    ) -> None:
        created = cloudformation.create(REQUEST)
        changes = {**CHANGES, "PermissionsBoundary": policy_arn()}
        damaged(created)
        cloudformation.operations()
        fault(cloudformation, operation)
        answer = cloudformation.update(created, changes)
        assert operation in cloudformation.operations()
        lift(cloudformation)
        if answer["status"] == "SUCCESS":
            assert cloudformation.read(created) == answer["resourceModel"]
            assert answer["resourceModel"]["Deviations"] == []
        else:
            assert fault is denied
            assert answer["message"]
            succeeded(cloudformation.update(created, {}))
            assert cloudformation.read(created) == created

    @table(LOOK, (throttled, denied))
    def test_fails_for_now_when_it_cannot_look(
        self, cloudformation: CloudFormation, operation: str, fault: Fault
    ) -> None:
        created = cloudformation.create(REQUEST)
        fault(cloudformation, operation)
        answer = cloudformation.update(created, CHANGES)

        expected = {"throttled": "Throttling", "denied": "AccessDenied"}[fault.__name__]
        assert (answer["status"], answer["errorCode"]) == ("FAILED", expected)
        lift(cloudformation)
        assert cloudformation.read(created) == created


class TestADeleteThatIsDisturbed:
    @table(DELETE, (throttled, denied, unanswered, crashing_after, dying_before))
    def test_removes_everything_at_the_second_attempt_at_the_latest(
        self, cloudformation: CloudFormation, operation: str, fault: Fault
    ) -> None:
        before = inventory()
        created = cloudformation.create(REQUEST)
        cloudformation.operations()
        fault(cloudformation, operation)
        answer = cloudformation.delete(created)
        assert operation in cloudformation.operations()
        lift(cloudformation)
        if answer["status"] == "FAILED":
            assert answer["message"]
            again = cloudformation.delete(created)
            assert again["status"] == "SUCCESS" or again["errorCode"] == "NotFound", again
        assert inventory() == before
