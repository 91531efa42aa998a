"""Java's regular expressions, which AllowedPattern takes."""

import pytest

from cfn_local.schemas.java_patterns import JavaPatternError, compiled, matches


class TestAPattern:
    @pytest.mark.parametrize(
        ("pattern", "text"),
        [
            (r"[\w-\+]+", "a-+"),
            (r"[\d-x]+", "3-x"),
            (r"\p{Alnum}+", "a1"),
            (r"\p{L}\pL\p{IsLatin}", "äöü"),
            (r"(?<n>a)\k<n>", "aa"),
            (r"\Qa.b\E", "a.b"),
            (r"[\Q^]\E]+", "^]"),
            (r"\h\x41\u0042\x{1F600}\0101", "\tAB\U0001f600A"),
            (r"\Aa\z", "a"),
            (r"[a-z&&[^x]]", "y"),
            (r"[[:alpha:]]", ":"),
            (r"[a-z--b]+", "b-z"),
            (r"[a||b~~c]+", "|~"),
            (r"[]^-]+", "]^-"),
            (r"(?s).*", "a\nb"),
            (r"(?i)aws", "AWS"),
            (r"x]}{2}", "x]}}"),
            (r"(?!x)[a-z]++", "abc"),
        ],
    )
    def test_matches_as_in_java(self, pattern: str, text: str) -> None:
        assert matches(pattern, text)

    @pytest.mark.parametrize(
        ("pattern", "text"),
        [
            (r"\Qa.b\E", "axb"),
            (r"[a-z&&[^x]]", "x"),
            (r"[[:alpha:]]", "z"),
            (r"\d", "\u0663"),
            (r"\w", "ä"),
            (r"\P{Alnum}", "a"),
            (".", "\u2028"),
            ("[a-z]+", "abc\n"),
            ("a|ab", "abc"),
        ],
    )
    def test_does_not_match_what_java_does_not(self, pattern: str, text: str) -> None:
        assert not matches(pattern, text)

    @pytest.mark.parametrize(
        ("pattern", "reason"),
        [
            ("[a", "unclosed character class near index 1"),
            ("a{e<=1}", "a repetition such as {1,3} expected at index 2"),
            ("(?P<n>a)", "a group of Java expected at index 0"),
            (r"\y", r"\y is not an escape sequence of Java"),
            (r"[\b]", r"\b cannot stand in a character class"),
            (r"\p{javaLowerCase}", r"\p{javaLowerCase} cannot be had here"),
            (r"\uD83D\uDE00", r"half a surrogate pair, \uD83D, cannot be had here"),
            (r"\k<1>", "a group, such as <name> expected at index 2"),
            ("(a", "missing ) at position 2"),
        ],
    )
    def test_that_cannot_be_had_is_refused_with_the_reason(self, pattern: str, reason: str) -> None:
        with pytest.raises(JavaPatternError) as refused:
            compiled(pattern)
        assert str(refused.value) == reason
