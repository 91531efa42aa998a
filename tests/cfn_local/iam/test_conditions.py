"""Conditions of IAM policies: every operator against every context that tells its cases apart."""

from itertools import product

import pytest

from cfn_local.iam import conditions
from cfn_local.iam.context import Context
from cfn_local.iam.truth import FALSE, TRUE

KEY = "aws:RequestTag/team"


def judged(operator: str, wanted: object, *given: str, key: str = KEY, **others: str):
    values = {KEY: given} if given else {}
    return conditions.judge({operator: {key: wanted}}, Context({**values, **others}), has_variables=True)


# Operator, the policy's value, a value that matches, and one that does not.
PAIRS = [
    ("StringEquals", "web", "web", "Web"),
    ("StringEqualsIgnoreCase", "web", "WEB", "data"),
    ("StringLike", "w?b*", "web-1", "wb"),
    ("NumericEquals", "3600", "3600.0", "3601"),
    ("NumericLessThan", "10", "9.5", "10"),
    ("NumericLessThanEquals", "10", "10", "10.1"),
    ("NumericGreaterThan", "10", "11", "10"),
    ("NumericGreaterThanEquals", "10", "10", "9"),
    ("DateEquals", "2026-01-01T00:00:00Z", "1767225600", "1767225601"),
    ("DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z"),
    ("DateGreaterThanEquals", "2026-01-01", "2026-01-01T00:00:00Z", "2025-06-01"),
    ("Bool", "true", "True", "false"),
    ("Bool", True, "true", "false"),
    ("BinaryEquals", "d2Vi", "d2Vi", "ZGF0YQ=="),
    ("IpAddress", "203.0.113.0/24", "203.0.113.7", "203.0.114.7"),
    ("IpAddress", "2001:db8::/32", "2001:db8::1", "203.0.113.7"),
    ("ArnLike", "arn:aws:sns:*:1:a*", "arn:aws:sns:us-east-1:1:ab:c", "arn:aws:sns:us-east-1:2:ab"),
    ("ArnEquals", "arn:aws:sns:*:1:a", "arn:aws:sns:us-east-1:1:a", "arn:aws:sns:us-east-1:1:b"),
]
NEGATED = {
    "StringEquals": "StringNotEquals",
    "StringEqualsIgnoreCase": "StringNotEqualsIgnoreCase",
    "StringLike": "StringNotLike",
    "NumericEquals": "NumericNotEquals",
    "DateEquals": "DateNotEquals",
    "IpAddress": "NotIpAddress",
    "ArnLike": "ArnNotLike",
    "ArnEquals": "ArnNotEquals",
}


@pytest.mark.parametrize(("operator", "wanted", "match", "other"), PAIRS)
class TestAnOperator:
    def test_matches_what_it_compares_to_and_nothing_else(self, operator, wanted, match, other):
        assert (judged(operator, wanted, match), judged(operator, wanted, other)) == (TRUE, FALSE)

    def test_is_false_without_the_key_unless_it_says_if_exists(self, operator, wanted, match, other):
        assert judged(operator, wanted) == FALSE
        assert judged(f"{operator}IfExists", wanted) == TRUE
        assert judged(f"{operator}IfExists", wanted, other) == FALSE

    def test_is_the_opposite_if_negated_also_without_the_key(self, operator, wanted, match, other):
        negated = NEGATED.get(operator)
        if negated is not None:
            assert [judged(negated, wanted, *given) for given in ((match,), (other,), ())] == [FALSE, TRUE, TRUE]

    def test_takes_any_of_several_values_of_the_policy(self, operator, wanted, match, other):
        assert judged(operator, [wanted, wanted], match) == TRUE


class TestSeveralValuesOfTheRequest:
    """Every combination of up to two values, among a, b and c, where the policy names a and b."""

    @pytest.mark.parametrize("given", [(), *((one,) for one in "abc"), *product("abc", repeat=2)])
    def test_are_compared_as_the_set_operator_says(self, given):
        among = [one in ("a", "b") for one in given]
        said = {
            operator: judged(operator, ["a", "b"], *given).is_true
            for operator in (
                "ForAllValues:StringEquals",
                "ForAnyValue:StringEquals",
                "ForAllValues:StringNotEquals",
                "ForAnyValue:StringNotEquals",
                "StringEquals",
                "StringNotEquals",
            )
        }
        assert said == {
            "ForAllValues:StringEquals": all(among),
            "ForAnyValue:StringEquals": any(among),
            "ForAllValues:StringNotEquals": not any(among),
            "ForAnyValue:StringNotEquals": not all(among),
            "StringEquals": any(among),
            "StringNotEquals": not any(among),
        }


class TestNull:
    @pytest.mark.parametrize(("wanted", "given", "holds"), [("true", (), True), ("true", ("a",), False)])
    def test_asks_whether_the_key_is_absent(self, wanted, given, holds):
        assert judged("Null", wanted, *given).is_true is holds
        assert judged("Null", "false", *given).is_true is not holds
        assert judged("Null", wanted == "true", *given).is_true is holds


class TestAKey:
    def test_matches_in_any_case(self):
        assert judged("StringEquals", "web", "web", key="AWS:requesttag/TEAM") == TRUE

    def test_of_several_must_hold_as_the_others_do(self):
        condition = {"StringEquals": {"a:a": "1", "a:b": "2"}, "Null": {"a:c": "true"}}
        held = [
            conditions.judge(condition, Context(values), has_variables=True).is_true
            for values in ({"a:a": "1", "a:b": "2"}, {"a:a": "1"}, {"a:a": "1", "a:b": "2", "a:c": "3"})
        ]
        assert held == [True, False, False]


class TestAVariable:
    def test_is_the_value_of_the_context(self):
        assert judged("StringEquals", "${aws:PrincipalTag/team}", "web", **{"aws:PrincipalTag/team": "web"}) == TRUE
        assert judged("StringEquals", "${aws:PrincipalTag/team}", "web", **{"aws:PrincipalTag/team": "data"}) == FALSE

    def test_brings_no_wildcard_along(self):
        assert judged("StringLike", "${aws:PrincipalTag/team}", "web", **{"aws:PrincipalTag/team": "w*"}) == FALSE

    def test_without_a_value_matches_nothing_but_its_default(self):
        assert judged("StringEquals", "${aws:PrincipalTag/team}", "web") == FALSE
        assert judged("StringEquals", "${aws:PrincipalTag/team, 'web'}", "web") == TRUE

    def test_may_stand_for_a_wildcard_itself(self):
        assert judged("StringLike", "w${*}b", "w*b") == TRUE
        assert judged("StringLike", "w${*}b", "web") == FALSE

    def test_is_plain_text_in_a_policy_of_the_first_version(self):
        context = Context({KEY: "${aws:username}", "aws:username": "me"})
        condition = {"StringEquals": {KEY: "${aws:username}"}}
        assert conditions.judge(condition, context, has_variables=False) == TRUE


class TestWhatCannotBeJudged:
    def test_is_a_key_that_may_have_a_value(self):
        found = conditions.judge({"Null": {"ec2:Owner": "true"}}, Context({}, known=["aws:*"]), has_variables=True)
        assert (found.is_true, found.is_false, found.unknown) == (False, False, {"ec2:Owner"})

    def test_does_not_matter_beside_what_is_false(self):
        condition = {"StringEquals": {"ec2:Owner": "amazon", "aws:username": "me"}}
        assert conditions.judge(condition, Context({}, known=["aws:*"]), has_variables=True) == FALSE

    def test_is_an_operator_that_does_not_exist_or_a_value_that_is_none_of_its_kind(self):
        assert judged("StringMatches", "a", "a").unknown == {"StringMatches"}
        assert judged("NumericLessThan", "ten", "9").unknown == {f"{KEY}: ten"}
