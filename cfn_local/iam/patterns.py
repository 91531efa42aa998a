"""Patterns of IAM policies: wildcards, policy variables and ARNs.

Sources: the IAM User Guide, "IAM JSON policy elements": Action, Resource, operators, "Variables and tags".
"""

import re
from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(r"\$\{(?P<variable>[^}]*)\}|(?P<wildcard>[*?])|[^*?$]+|\$")
_VARIABLE = re.compile(r"(?P<key>[^,]+?)\s*(?:,\s*'(?P<default>[^']*)')?\s*")
# The parts of an ARN; the last one may have colons of its own.
_PARTS = 6

Values = Callable[[str], Sequence[str] | None]


class MissingVariableError(Exception):
    """The context has no single value for a policy variable without a default. The message is its key."""


def matches_action(pattern: str, action: str) -> bool:
    """Return whether the action matches. Case does not count, and there are no variables."""
    return matches_text(pattern.lower(), action.lower(), None)


def matches_text(pattern: str, text: str, values: Values | None, *, has_wildcards: bool = True) -> bool:
    """Return whether the text matches. `values` looks variables up; None if the policy's version has no variables.

    Raise MissingVariableError.
    """
    wildcards = _ANYWHERE if has_wildcards else _NOWHERE
    return _fits("".join(_expressions(pattern, values, wildcards)), text)


def matches_resource(pattern: str, arn: str, values: Values | None) -> bool:
    """Return whether the ARN matches a Resource: `*` goes beyond colons only as the last character of a segment.

    Raise MissingVariableError.
    """
    return _fits("".join(_expressions(pattern, values, _IN_SEGMENTS)), arn)


def matches_arn(pattern: str, arn: str, values: Values | None) -> bool:
    """Return whether the ARN matches, part by part, as the operators on ARNs compare. Raise MissingVariableError."""
    # A colon in a variable is none of the ARN's.
    wanted, given = re.split(r":(?![^{}]*\})", pattern, maxsplit=_PARTS - 1), arn.split(":", _PARTS - 1)
    return len(wanted) == len(given) and all(
        matches_text(one, other, values) for one, other in zip(wanted, given, strict=True)
    )


def _fits(expression: str, text: str) -> bool:
    return re.fullmatch(expression, text, re.DOTALL) is not None


_NOWHERE = {"*": r"\*", "?": r"\?"}
_ANYWHERE = {"*": ".*", "?": "."}
_IN_SEGMENTS = {"*": "[^:]*", "?": "[^:]"}


def _expressions(pattern: str, values: Values | None, wildcards: dict[str, str]) -> Iterator[str]:
    for token in _TOKEN.finditer(pattern):
        if token["wildcard"]:
            ends_segment = token["wildcard"] == "*" and pattern[token.end() : token.end() + 1] in ("", ":")
            yield (_ANYWHERE if ends_segment and wildcards is _IN_SEGMENTS else wildcards)[token["wildcard"]]
        elif token["variable"] is None:
            yield re.escape(token[0])
        elif values is None:  # plain text, in which wildcards are wildcards
            yield from _expressions_of_text(token[0], wildcards)
        else:
            yield re.escape(_value(token["variable"], values))


def _expressions_of_text(text: str, wildcards: dict[str, str]) -> Iterator[str]:
    yield from (wildcards.get(character, re.escape(character)) for character in text)


def _value(variable: str, values: Values) -> str:
    """Return the value of a variable: its wildcards are no wildcards."""
    if variable in ("*", "?", "$"):
        return variable
    named = _VARIABLE.fullmatch(variable)
    if named is None:
        raise MissingVariableError(variable)
    found = values(named["key"])
    if found is not None and len(found) == 1:
        return found[0]
    if named["default"] is None:
        raise MissingVariableError(named["key"])
    return named["default"]
