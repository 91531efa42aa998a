"""Stack policies: "Prevent updates to stack resources" in the CloudFormation user guide.

A policy denies what no statement allows; a Deny counts more than an Allow. Without a policy everything is allowed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.hooks.wildcards import matches

MODIFY, REPLACE, DELETE = "Update:Modify", "Update:Replace", "Update:Delete"
_ACTIONS = frozenset({MODIFY, REPLACE, DELETE, "Update:*"})
_KEYS = frozenset({"Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition"})
_OPERATORS = frozenset({"StringEquals", "StringLike"})
_RESOURCE = "LogicalResourceId/"


class InvalidStackPolicyError(Exception):
    """A document that is no stack policy."""


@dataclass(frozen=True)
class StackPolicy:
    """A valid policy; `body` is its text as a client gave it."""

    body: str
    statements: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, body: str) -> StackPolicy:
        """The policy with this text. Raises InvalidStackPolicyError."""
        try:
            document = json.loads(body)
            statements = document["Statement"]
            found = tuple(statements if isinstance(statements, list) else [statements])
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidStackPolicyError from error
        if not all(_is_valid(statement) for statement in found):
            raise InvalidStackPolicyError
        return cls(body, found)

    def denial(self, action: str, logical_id: str, type_name: str) -> str | None:
        """Why the policy denies the action on the resource, in words reported by users; None if it allows it."""
        place = f"{_RESOURCE}{logical_id}"
        applying = [
            (number, one) for number, one in enumerate(self.statements, 1) if _applies(one, action, place, type_name)
        ]
        for number, one in applying:
            if one["Effect"] == "Deny":
                reason = f"Statement [#{number}] does not allow [{action}] for resource [{place}];"
                return f"Action denied by stack policy: {reason}"
        return None if applying else "Action not allowed by stack policy"


def _is_valid(statement: Any) -> bool:
    if not isinstance(statement, dict) or not statement.keys() <= _KEYS:
        return False
    conditions = statement.get("Condition", {})
    return (
        statement.get("Effect") in ("Allow", "Deny")
        and statement.get("Principal") == "*"
        and ("Action" in statement) != ("NotAction" in statement)
        and ("Resource" in statement) != ("NotResource" in statement)
        and set(_listed(statement, "Action", "NotAction")) <= _ACTIONS | {"*"}
        and all(one == "*" or one.startswith(_RESOURCE) for one in _listed(statement, "Resource", "NotResource"))
        and isinstance(conditions, dict)
        and conditions.keys() <= _OPERATORS
        and all(isinstance(keys, dict) and keys.keys() <= {"ResourceType"} for keys in conditions.values())
    )


def _applies(statement: dict[str, Any], action: str, place: str, type_name: str) -> bool:
    return (
        _is_among(statement, "Action", action)
        and _is_among(statement, "Resource", place)
        and all(
            any(type_name == one if operator == "StringEquals" else matches(one, type_name) for one in _texts(wanted))
            for operator, keys in statement.get("Condition", {}).items()
            for wanted in keys.values()
        )
    )


def _is_among(statement: dict[str, Any], member: str, value: str) -> bool:
    """Whether `member` names the value or, as `Not...`, does not name it."""
    if f"Not{member}" in statement:
        return not any(matches(one, value) for one in _listed(statement, f"Not{member}"))
    return any(matches(one, value) for one in _listed(statement, member))


def _listed(statement: dict[str, Any], *members: str) -> Iterator[str]:
    for member in members:
        yield from _texts(statement.get(member, []))


def _texts(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
