"""Handlers that break CloudFormation's protocol fail their resource, with a reason, and nothing else."""

import pytest

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("crash", "The handler's process ended with status 7"),
        ("garbage", 'The handler answered "garbage", which has no status that CloudFormation knows.'),
        ("unknown status", 'The handler answered {"status": "PERHAPS"}, which has no status'),
        ("wrong model", "The CREATE handler answered SUCCESS with a wrong model: #: extraneous key [Weight]"),
        ("no model", "The CREATE handler answered SUCCESS with a wrong model:"),
        (
            "for ever",
            "Resource timed out waiting for completion: CREATE of Example::Testing::Thing may take 10",
        ),
        ("exception", "'lost'"),
        ("print", "printed"),
        ("NoSuchCode: what", "what"),
    ],
)
class TestAHandlerThatAnswersWith:
    def test_no_answer_fails_its_resource_and_not_the_local_aws(self, cloud: Cloud, how: str, reason: str) -> None:
        name = cloud.create(template(Bad=thing("bad", Fail={"CREATE": how})))

        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert reason in cloud.reason(name, "Bad", "CREATE_FAILED")
        assert cloud.status(cloud.create(template(Good=thing("good")))) == "CREATE_COMPLETE"


def test_a_handler_that_dies_is_invoked_twice_more_with_the_same_token(cloud: Cloud) -> None:
    name = cloud.create(template(Bad=thing("bad", Fail={"CREATE": "crash"})))

    creations = [one for one in cloud.invocations(name) if one["action"] == "CREATE"]
    assert len(creations) == 3
    assert creations[0] == creations[1] == creations[2]


class TestAnErrorThatMayPass:
    @pytest.mark.parametrize("code", ["Throttling", "ServiceInternalError", "NetworkFailure"])
    def test_is_tried_again_with_the_same_token(self, cloud: Cloud, code: str) -> None:
        name = cloud.create(template(One=thing("one", Fail={"CREATE": f"{code}: later"})))
        tokens = [one["bearerToken"] for one in cloud.invocations(name)]
        assert len(tokens) == 4
        assert len(set(tokens)) == 1
        assert f"HandlerErrorCode: {code}" in cloud.reason(name, "One", "CREATE_FAILED")

    def test_is_forgotten_once_it_has_passed(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Fail={"UPDATE": "Once Throttling: later"})))
        cloud.update(name, template(One=thing("one", Size=2, Fail={"UPDATE": "Once Throttling: later"})))
        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert [one["action"] for one in cloud.invocations(name)] == ["CREATE", "UPDATE", "UPDATE"]


class TestCallbacks:
    def test_carry_the_context_and_the_model_back(self, cloud: Cloud) -> None:
        name = cloud.create(template(Slow=thing("slow", Steps=2)))
        first, second, third = cloud.invocations(name)
        physical_id = cloud.physical_id(name, "Slow")
        assert first["callbackContext"] is None
        assert second["callbackContext"] == {"Steps": 1, "Id": physical_id}
        assert third["callbackContext"] == {"Steps": 2, "Id": physical_id}
        assert third["requestData"]["resourceProperties"] == {"Name": "slow", "Steps": "2", "Id": physical_id}

    def test_end_when_another_resource_has_failed(self, cloud: Cloud) -> None:
        """The slow one has begun when the bad one fails; it is not called back, but deleted."""
        body = template(
            Slow=thing("slow", Steps=9),
            Start=thing("start", Steps=2),
            Bad=thing("bad", depends_on=["Start"], Fail={"CREATE": "NotFound: no"}),
        )
        name = cloud.create(body)
        of_slow = [
            one["action"] for one in cloud.invocations(name) if one["requestData"]["logicalResourceId"] == "Slow"
        ]
        assert of_slow[-1] == "DELETE"
        assert len(of_slow) < 8
        assert cloud.reason(name, "Slow", "CREATE_FAILED") == "Resource creation cancelled"
