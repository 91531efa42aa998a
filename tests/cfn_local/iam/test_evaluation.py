"""Decisions of IAM policies, and properties that hold for every policy and request of a small world."""

from itertools import combinations, product

import pytest

from cfn_local.iam.context import Context
from cfn_local.iam.evaluation import AccessRequest, Decision, Principal, Verdict, decide, intersection
from cfn_local.iam.refusals import BOUNDARY, IDENTITY, refusal

ALLOWED, DENIED, NOT_ALLOWED, UNDETERMINED = Verdict
QUEUE = "arn:aws:sqs:us-east-1:123456789012:jobs"
ROLE = "arn:aws:iam::123456789012:role/path/Worker"
SESSION = "arn:aws:sts::123456789012:assumed-role/Worker/me"
WORKER = Principal(SESSION, "123456789012", ROLE)


def policy(*statements: dict, version: str = "2012-10-17") -> dict:
    return {"Version": version, "Statement": list(statements)}


def allow(action: object = "*", resource: object = "*", **more: object) -> dict:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: object = "*", resource: object = "*", **more: object) -> dict:
    return {**allow(action, resource, **more), "Effect": "Deny"}


def verdict(statement: dict, action: str = "sqs:SendMessage", resource: str | None = QUEUE, **context: str) -> Verdict:
    return decide([policy(statement)], AccessRequest(action, resource, Context(context), WORKER)).verdict


class TestAnAction:
    @pytest.mark.parametrize(
        "pattern", ["*", "sqs:*", "SQS:sendmessage", "sqs:Send*", "sqs:SendMessag?", ["a:b", "sqs:*"]]
    )
    def test_matches_with_wildcards_in_any_case(self, pattern):
        assert verdict(allow(pattern)) is ALLOWED

    @pytest.mark.parametrize("pattern", ["sns:*", "sqs:Send", "sqs:SendMessageBatch", "sqs:?", []])
    def test_does_not_match_others(self, pattern):
        assert verdict(allow(pattern)) is NOT_ALLOWED

    def test_is_any_but_those_of_not_action(self):
        statement = {"Effect": "Allow", "NotAction": ["iam:*", "sqs:Delete*"], "Resource": "*"}
        assert [verdict(statement, one) for one in ("sqs:SendMessage", "sqs:DeleteQueue", "iam:GetRole")] == [
            ALLOWED,
            NOT_ALLOWED,
            NOT_ALLOWED,
        ]


class TestAResource:
    @pytest.mark.parametrize(
        "pattern",
        ["*", QUEUE, "arn:aws:sqs:*:123456789012:j*", "arn:aws:sqs:*:jobs", "arn:aws:sqs:*", "arn:*:sqs:*:*:job?"],
    )
    def test_matches_with_wildcards(self, pattern):
        assert verdict(allow("*", pattern)) is ALLOWED

    @pytest.mark.parametrize(
        "pattern", ["arn:aws:sqs:*:123456789012:Jobs", "arn:aws:s*-1:123456789012:jobs", QUEUE[:-1]]
    )
    def test_does_not_match_others_nor_a_wildcard_within_a_segment_beyond_it(self, pattern):
        assert verdict(allow("*", pattern)) is NOT_ALLOWED

    def test_is_any_but_those_of_not_resource(self):
        statement = {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:sqs:*:*:jobs"}
        assert (verdict(statement), verdict(statement, resource=f"{QUEUE}-2")) == (NOT_ALLOWED, ALLOWED)

    def test_may_hold_a_variable(self):
        statement = allow("*", "arn:aws:sqs:*:*:${aws:PrincipalTag/team}-*")
        given = {"aws:PrincipalTag/team": "web"}
        assert verdict(statement, resource="arn:aws:sqs:us-east-1:1:web-jobs", **given) is ALLOWED
        assert verdict(statement, resource="arn:aws:sqs:us-east-1:1:data-jobs", **given) is NOT_ALLOWED
        assert verdict(statement, resource="arn:aws:sqs:us-east-1:1:web-jobs") is NOT_ALLOWED

    def test_that_is_not_known_leaves_only_statements_on_all_to_judge_by(self):
        assert verdict(allow("*"), resource=None) is ALLOWED
        assert verdict(allow("*", QUEUE), resource=None) is UNDETERMINED
        assert verdict(allow("sns:*", QUEUE), resource=None) is NOT_ALLOWED

    def test_of_an_action_on_none_needs_a_statement_on_all(self):
        assert (verdict(allow("*"), resource="*"), verdict(allow("*", QUEUE), resource="*")) == (ALLOWED, NOT_ALLOWED)


class TestADenial:
    def test_goes_before_every_permission(self):
        assert decide([policy(allow(), deny("sqs:*"))], AccessRequest("sqs:SendMessage", QUEUE)).verdict is DENIED

    def test_that_hangs_on_an_unknown_key_leaves_the_request_undetermined(self):
        condition = {"StringEquals": {"sqs:Color": "red"}}
        request = AccessRequest("sqs:SendMessage", QUEUE, Context({}, known=["aws:*"]))
        found = decide([policy(allow(), deny(Condition=condition))], request)
        assert (found.verdict, found.unknown) == (UNDETERMINED, {"sqs:Color"})


# Everything that a small world has: two actions, two resources, one key with two values or none.
STATEMENTS = [
    build(action, resource, **({"Condition": {"StringEquals": {"a:tag": tag}}} if tag else {}))
    for build, action, resource, tag in product((allow, deny), ("a:Get", "a:*"), ("arn:a:a:::x", "*"), ("", "red"))
]
REQUESTS = [
    AccessRequest(action, resource, Context({"a:tag": tag} if tag else {}, known=known))
    for action, resource, tag, known in product(
        ("a:Get", "a:Put"), ("arn:a:a:::x", "arn:a:a:::y", None), ("", "red", "blue"), (["*"], [])
    )
]
POLICIES = [policy(*chosen) for count in (0, 1, 2) for chosen in combinations(STATEMENTS, count)]


class TestEveryPolicyOfASmallWorld:
    def test_allows_only_what_a_statement_allows_and_none_denies(self):
        for document, request in product(POLICIES, REQUESTS):
            effects = {
                (one["Effect"], decide([policy({**one, "Effect": "Allow"})], request).verdict)
                for one in document["Statement"]
            }
            if ("Deny", ALLOWED) in effects:
                expected = DENIED
            elif not {("Allow", ALLOWED), ("Allow", UNDETERMINED)} & effects:
                expected = NOT_ALLOWED
            elif ("Deny", UNDETERMINED) in effects or ("Allow", ALLOWED) not in effects:
                expected = UNDETERMINED
            else:
                expected = ALLOWED
            assert decide([document], request).verdict is expected

    def test_says_the_same_in_any_order_and_in_several_documents(self):
        for document, request in product(POLICIES, REQUESTS):
            statements = document["Statement"]
            said = {
                decide([document], request).verdict,
                decide([policy(*reversed(statements))], request).verdict,
                decide([policy(one) for one in statements], request).verdict,
            }
            assert len(said) == 1

    def test_is_undetermined_only_where_what_is_unknown_could_decide(self):
        """Whatever the unknown turns out to be, what was allowed before is allowed, and nothing else is."""
        for document, request in product(POLICIES, REQUESTS):
            before = decide([document], request).verdict
            if before is UNDETERMINED:
                continue
            tags = [request.context.values] if request.context.values else [{}, {"a:tag": "red"}]
            if request.context.knows("a:tag"):
                tags = [request.context.values]
            resources = [request.resource] if request.resource else ["arn:a:a:::x", "arn:a:a:::y"]
            for tag, resource in product(tags, resources):
                found = decide([document], AccessRequest(request.action, resource, Context(tag))).verdict
                assert (found is ALLOWED) is (before is ALLOWED)


class TestKindsOfPoliciesThatMustAllAllow:
    def test_allow_what_each_of_them_allows(self):
        said = {
            (one, other): intersection([Decision(one), Decision(other)]).verdict
            for one, other in product(Verdict, repeat=2)
        }
        order = [DENIED, NOT_ALLOWED, UNDETERMINED, ALLOWED]
        # That something is unknown is said by its names.
        undetermined = Decision(UNDETERMINED, frozenset({"a:tag"}))
        assert intersection([undetermined, Decision(ALLOWED)]) == undetermined
        assert all(found is min(pair, key=order.index) for pair, found in said.items() if UNDETERMINED not in pair)


class TestAPrincipal:
    """Of resource-based policies, such as the trust policy of a role."""

    @pytest.mark.parametrize(
        ("element", "is_named"),
        [
            ("*", False),
            ({"AWS": "*"}, False),
            ({"AWS": "123456789012"}, False),
            ({"AWS": "arn:aws:iam::123456789012:root"}, False),
            ({"AWS": ["arn:aws:iam::1:root", ROLE]}, True),
            ({"AWS": SESSION}, True),
        ],
    )
    def test_is_itself_its_role_its_account_or_anybody(self, element, is_named):
        statement = {"Effect": "Allow", "Principal": element, "Action": "sts:AssumeRole"}
        found = decide([policy(statement)], AccessRequest("sts:AssumeRole", ROLE, principal=WORKER))
        assert (found.verdict, found.is_account_wide) == (ALLOWED, not is_named)

    @pytest.mark.parametrize(
        "element",
        [{"AWS": "arn:aws:iam::1:root"}, {"Service": "lambda.amazonaws.com"}, {"AWS": f"{ROLE}2"}, {"AWS": []}],
    )
    def test_is_nobody_else(self, element):
        statement = {"Effect": "Allow", "Principal": element, "Action": "sts:AssumeRole"}
        found = decide([policy(statement)], AccessRequest("sts:AssumeRole", ROLE, principal=WORKER))
        assert found.verdict is NOT_ALLOWED

    def test_is_a_service_or_everybody_but_those_of_not_principal(self):
        service = Principal(service="lambda.amazonaws.com")
        trusted = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        others = {"Effect": "Deny", "NotPrincipal": {"AWS": ROLE}, "Action": "*"}
        asked = [AccessRequest("sts:AssumeRole", ROLE, principal=one) for one in (service, WORKER)]
        assert [decide([policy(trusted)], one).verdict for one in asked] == [ALLOWED, NOT_ALLOWED]
        assert [decide([policy(others)], one).verdict for one in asked] == [DENIED, NOT_ALLOWED]


class TestARefusal:
    REQUEST = AccessRequest("ec2:CreateTags", "arn:aws:ec2:us-east-1:123456789012:instance/i-1", principal=WORKER)

    def test_names_who_what_and_on_which_resource_as_aws_does(self):
        assert refusal(self.REQUEST, Decision(NOT_ALLOWED), IDENTITY) == (
            "User: arn:aws:sts::123456789012:assumed-role/Worker/me is not authorized to perform: ec2:CreateTags on "
            "resource: arn:aws:ec2:us-east-1:123456789012:instance/i-1 because no identity-based policy allows the "
            "ec2:CreateTags action"
        )

    def test_tells_an_explicit_denial_and_what_cannot_be_judged(self):
        denied = refusal(self.REQUEST, Decision(DENIED), BOUNDARY)
        unknown = refusal(self.REQUEST, Decision(UNDETERMINED, frozenset({"ec2:Owner"})), IDENTITY)
        assert denied.endswith(":instance/i-1 with an explicit deny in a permissions boundary")
        assert unknown.endswith("(cfn-local cannot judge this: its identity-based policy hangs on ec2:Owner)")
