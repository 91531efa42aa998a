"""Which cases there are, what they are called, and what each arms."""

import pytest

from cfn_local.gateway.faults import Effect, Fault, Lasting
from cfn_local.perturb.acts import may_hold
from cfn_local.perturb.armed_faults import fault_at
from cfn_local.perturb.cases import Act, Case, Course, cases_of
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.refusals import Refusal, errors_of


class TestCases:
    def test_are_every_kind_at_every_call_then_every_invocation_unheard(self) -> None:
        act = Act("inputs_1", "CREATE")

        names = [case.name for case in cases_of(Course(act, ["ssm:GetParameter", "ec2:CreateVpc"], 1))]

        assert names == [
            "inputs_1/CREATE/ssm:GetParameter#1/throttled",
            "inputs_1/CREATE/ssm:GetParameter#1/server-error",
            "inputs_1/CREATE/ssm:GetParameter#1/access-denied",
            "inputs_1/CREATE/ssm:GetParameter#1/crash-before",
            "inputs_1/CREATE/ec2:CreateVpc#1/throttled",
            "inputs_1/CREATE/ec2:CreateVpc#1/server-error",
            "inputs_1/CREATE/ec2:CreateVpc#1/access-denied",
            "inputs_1/CREATE/ec2:CreateVpc#1/crash-before",
            "inputs_1/CREATE/ec2:CreateVpc#1/answer-lost",
            "inputs_1/CREATE/ec2:CreateVpc#1/answer-lost-once",
            "inputs_1/CREATE/ec2:CreateVpc#1/crash-after",
            "inputs_1/CREATE/ec2:CreateVpc#1/limit",
            "inputs_1/CREATE/invocation#1/unheard",
        ]

    def test_number_the_calls_of_the_same_action(self) -> None:
        act = Act("inputs_1", "UPDATE", "inputs_1_update")
        calls = ["ssm:GetParameter", "ssm:ListTagsForResource", "ssm:GetParameter"]

        places = {case.name.rpartition("/")[0] for case in cases_of(Course(act, calls, 0))}

        assert places == {
            "inputs_1/UPDATE:inputs_1_update/ssm:GetParameter#1",
            "inputs_1/UPDATE:inputs_1_update/ssm:ListTagsForResource#1",
            "inputs_1/UPDATE:inputs_1_update/ssm:GetParameter#2",
            "inputs_1/UPDATE:inputs_1_update/everything#1",
        }

    @pytest.mark.parametrize(("is_named", "expected"), [(True, ["everything#1/exists"]), (False, [])])
    def test_is_that_it_exists_before_a_create_whose_user_names_it(self, is_named: bool, expected: list[str]) -> None:
        course = Course(Act("inputs_1", "CREATE"), [], 0, is_named=is_named)

        assert [case.name.removeprefix("inputs_1/CREATE/") for case in cases_of(course)] == expected

    def test_are_stale_answers_where_the_same_was_asked_before_something_was_written(self) -> None:
        calls = ["ssm:GetParameter", "ssm:GetParameter", "ssm:PutParameter", "ssm:GetParameter", "ssm:GetParameter"]
        course = Course(Act("inputs_1", "UPDATE", "a"), calls, 0, repeats=[(1, 0), (3, 1)])

        assert [case.name for case in cases_of(course) if case.kind is FaultKind.STALE] == [
            "inputs_1/UPDATE:a/ssm:GetParameter#3/stale"
        ]

    def test_are_the_conditions_of_the_account_that_concern_a_call(self) -> None:
        course = Course(Act("inputs_1", "CREATE"), ["ec2:CreateCapacityReservation", "resource-groups:ListGroups"], 0)

        assert [case.name for case in cases_of(course) if case.call == "conditions"] == [
            "inputs_1/CREATE/conditions#1/late",
            "inputs_1/CREATE/conditions#1/pending",
            "inputs_1/CREATE/conditions#1/fails-later",
        ]

    def test_are_what_another_can_do_to_each_thing_and_to_all_of_them(self) -> None:
        things = [("ssm.Parameter", 1), ("sqs.Queue", 1)]
        course = Course(Act("inputs_1", "READ"), [], 0, changeable=things[:1], deletable=things)

        assert [case.name for case in cases_of(course)] == [
            "inputs_1/READ/ssm.Parameter#1/changed",
            "inputs_1/READ/ssm.Parameter#1/deleted",
            "inputs_1/READ/sqs.Queue#1/deleted",
            "inputs_1/READ/everything#1/deleted-by-delete",
            "inputs_1/READ/everything#1/deleted",
        ]

    def test_say_in_words_what_happens(self) -> None:
        case = Case(Act("inputs_2", "DELETE"), "s3:DeleteObject", 1, FaultKind.CRASH_AFTER)

        assert case.words == (
            "DELETE of inputs_2, in which s3:DeleteObject number 1 is carried out: "
            "the handler's process dies after it and is invoked again"
        )


class TestAnActThatIsNotWanted:
    UPDATE = Act("inputs_1", "UPDATE", "inputs_1_update")

    @pytest.mark.parametrize(
        "pattern",
        [
            "*",
            "inputs_1/*",
            "*/throttled",
            "*/conditions#1/*",
            "inputs_?/UPDATE:*",
            "inputs_1/UPDATE:inputs_1_update/*/stale",
        ],
    )
    def test_is_none_that_can_have_a_case_of_that_name(self, pattern: str) -> None:
        assert may_hold(self.UPDATE, [pattern])

    @pytest.mark.parametrize("pattern", ["inputs_2/*", "*/CREATE/none", "inputs_1/CREATE/*", "inputs_1/UPDATE:b/none"])
    def test_cannot(self, pattern: str) -> None:
        assert not may_hold(self.UPDATE, [pattern])


class TestARefusal:
    def test_has_the_throttling_code_of_each_service(self) -> None:
        calls = ("ec2:RunInstances", "s3:PutObject", "iam:CreateRole", "ssm:GetParameter", "lambda:CreateFunction")

        codes = [(errors_of(call).throttled.status, errors_of(call).throttled.code) for call in calls]

        assert codes == [
            (503, "RequestLimitExceeded"),
            (503, "SlowDown"),
            (400, "Throttling"),
            (400, "ThrottlingException"),
            (429, "TooManyRequestsException"),
        ]

    def test_has_the_denial_of_each_service(self) -> None:
        calls = ("ec2:RunInstances", "s3:PutObject", "iam:CreateRole", "ssm:GetParameter", "sns:CreateTopic")

        codes = [(errors_of(call).denied.status, errors_of(call).denied.code) for call in calls]

        assert codes == [
            (403, "UnauthorizedOperation"),
            (403, "AccessDenied"),
            (403, "AccessDenied"),
            (400, "AccessDeniedException"),
            (403, "AuthorizationError"),
        ]

    @pytest.mark.parametrize(
        ("call", "code"),
        [
            ("ssm:PutParameter", "InternalServerError"),
            ("dynamodb:PutItem", "InternalServerError"),
            ("glue:CreateJob", "InternalServiceException"),
            ("kms:CreateKey", "KMSInternalException"),
            ("logs:CreateLogGroup", "ServiceUnavailableException"),
            ("secretsmanager:CreateSecret", "InternalServiceError"),
            ("lambda:CreateFunction", "ServiceException"),
            ("iam:CreateRole", "InternalFailure"),
        ],
    )
    def test_has_the_server_error_that_the_model_of_the_service_marks(self, call: str, code: str) -> None:
        assert (errors_of(call).failed.status, errors_of(call).failed.code) == (500, code)

    @pytest.mark.parametrize(
        ("call", "limit"),
        [
            ("cloudfront:CreateDistribution", "TooManyDistributions"),
            ("rds:CreateDBInstance", "InstanceQuotaExceeded"),
            ("states:CreateStateMachine", "StateMachineLimitExceeded"),
        ],
    )
    def test_has_the_limit_of_what_the_call_makes(self, call: str, limit: str) -> None:
        found = errors_of(call).limited
        assert found is not None and found.code == limit

    def test_is_not_what_kms_said_of_a_key(self) -> None:
        errors = errors_of("states:CreateStateMachine")
        assert (errors.throttled.code, errors.denied.code) == ("ThrottlingException", "AccessDeniedException")

    def test_knows_a_limit_only_where_the_service_does(self) -> None:
        calls = ("iam:CreateRole", "ec2:CreateVpc", "ssm:DeleteParameter", "unheard-of:CreateThing")

        limits = [errors_of(call).limited for call in calls]

        assert [limit.code if limit else None for limit in limits] == ["LimitExceeded", "VpcLimitExceeded", None, None]

    def test_knows_a_lack_of_capacity_only_of_ec2s_capacity(self) -> None:
        calls = ("ec2:CreateCapacityReservation", "ec2:CreateVpc", "ssm:PutParameter")

        assert [bool(errors_of(call).without_capacity) for call in calls] == [True, False, False]

    def test_is_that_of_json_services_for_a_service_that_botocore_lacks(self) -> None:
        assert errors_of("unheard-of:CreateThing").throttled == Refusal(400, "ThrottlingException", "Rate exceeded")


class TestAFault:
    def test_refuses_every_attempt_of_a_throttled_call(self) -> None:
        assert fault_at(FaultKind.THROTTLED, "ssm:PutParameter", 2) == Fault(
            "ssm:PutParameter",
            2,
            Effect.REFUSED,
            Lasting.CALL,
            status=400,
            code="ThrottlingException",
            message="Rate exceeded",
        )

    def test_refuses_every_later_call_of_an_action_that_is_denied(self) -> None:
        assert fault_at(FaultKind.ACCESS_DENIED, "ssm:PutParameter", 1).lasting is Lasting.ACTION

    def test_carries_out_what_is_lost_afterwards(self) -> None:
        after = (FaultKind.ANSWER_LOST, FaultKind.ANSWER_LOST_ONCE, FaultKind.CRASH_AFTER)

        assert [fault_at(kind, "ssm:PutParameter", 1).carried_out for kind in after] == [True, True, True]
        assert not fault_at(FaultKind.CRASH_BEFORE, "ssm:PutParameter", 1).carried_out
