"""`*` stands for any characters and `?` for one, in a name as a whole and in each section of an ARN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.engine.hooks.wildcards import matches, matches_arn

NAMES = st.text(alphabet="aB1:-.[]+", max_size=12)


class TestAPattern:
    @given(NAMES, NAMES)
    def test_without_wildcards_matches_itself_alone(self, pattern: str, name: str) -> None:
        assert matches(pattern, name) == (pattern == name)

    @given(NAMES, NAMES, NAMES)
    def test_with_an_asterisk_matches_whatever_begins_and_ends_like_it(
        self, beginning: str, middle: str, ending: str
    ) -> None:
        assert matches(f"{beginning}*{ending}", beginning + middle + ending)

    @given(NAMES)
    def test_of_question_marks_matches_what_is_as_long(self, name: str) -> None:
        assert matches("?" * len(name), name)
        assert not matches("?" * (len(name) + 1), name)

    @pytest.mark.parametrize(
        ("pattern", "name"),
        [
            ("AWS::S3::*", "AWS::S3Outposts::Bucket"),
            ("AWS::*::Bucket", "AWS::S3::BucketPolicy"),
            ("aws::s3::*", "AWS::S3::Bucket"),
            ("stack-test-*", "my-stack-test-1"),
        ],
    )
    def test_matches_nothing_else(self, pattern: str, name: str) -> None:
        assert not matches(pattern, name)


class TestAPatternOfAnArn:
    @pytest.mark.parametrize(
        ("pattern", "is_match"),
        [
            ("arn:*:iam::*:role/hook-role*", True),
            ("arn:*:iam::123456789012:role/*", True),
            ("arn:aws:iam::123456789012:role/hook-role-1", True),
            ("arn:*:iam::999999999999:role/*", False),
            ("arn:*:role/hook-role-1", False),
            ("arn:*", False),
            ("*", False),
        ],
    )
    def test_matches_section_by_section(self, pattern: str, is_match: bool) -> None:
        assert matches_arn(pattern, "arn:aws:iam::123456789012:role/hook-role-1") == is_match

    def test_never_matches_a_stack_without_a_role(self) -> None:
        assert not matches_arn("arn:*:iam::*:role/*", "")
