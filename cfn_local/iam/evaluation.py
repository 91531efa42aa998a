"""Evaluation of IAM policies: whether a request is allowed, by documented semantics.

Source: the IAM User Guide, "Policy evaluation logic". What hangs on something that is not known of the request is
neither allowed nor denied: it is undetermined, and the decision names what it hangs on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from cfn_local.iam import conditions, patterns
from cfn_local.iam.conditions import as_list
from cfn_local.iam.context import Context
from cfn_local.iam.truth import FALSE, TRUE, Truth, both, either, truth, unknown

Document = Mapping[str, Any]
_WITH_VARIABLES = "2012-10-17"


class Verdict(Enum):
    """The verdict on a request."""

    ALLOWED = "allowed"
    DENIED = "denied explicitly"
    NOT_ALLOWED = "denied implicitly"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Decision:
    """A verdict. `unknown` names what an undetermined one hangs on; `account_wide` is true where no allowing statement
    of a resource-based policy names the principal itself: its own policies must allow the request, too.
    """

    verdict: Verdict
    unknown: frozenset[str] = frozenset()
    is_account_wide: bool = False


@dataclass(frozen=True)
class Principal:
    """Who makes a request. `arn` is that of a user, role session or service; sessions have the ARN of their role."""

    arn: str = ""
    account_id: str = ""
    role_arn: str = ""
    service: str = ""
    federated: str = ""


@dataclass(frozen=True)
class AccessRequest:
    """A request for one action on one resource; `resource` is None if it is not known."""

    action: str
    resource: str | None = "*"
    context: Context = field(default_factory=Context)
    principal: Principal = field(default_factory=Principal)


def decide(policies: Iterable[Document], request: AccessRequest) -> Decision:
    """Return the decision of the policies of one kind together, such as all identity-based ones."""
    statements = [(one, policy) for policy in policies for one in as_list(policy.get("Statement", []))]
    applying = [(one, _applies(one, policy, request)) for one, policy in statements]
    denied = either(found for one, found in applying if one.get("Effect") == "Deny")
    allowing = [(one, found) for one, found in applying if one.get("Effect") == "Allow"]
    allowed = either(found for _, found in allowing)
    if denied.is_true:
        return Decision(Verdict.DENIED)
    if allowed.is_false:
        return Decision(Verdict.NOT_ALLOWED)
    if denied.unknown or allowed.unknown:
        return Decision(Verdict.UNDETERMINED, denied.unknown | allowed.unknown)
    named = any(found.is_true and _names(one, request.principal) for one, found in allowing)
    return Decision(Verdict.ALLOWED, is_account_wide=not named)


def intersection(decisions: Sequence[Decision]) -> Decision:
    """Return the decision of kinds of policies that must all allow a request, such as identity-based and boundary."""
    for verdict in (Verdict.DENIED, Verdict.NOT_ALLOWED):
        found = next((one for one in decisions if one.verdict is verdict), None)
        if found is not None:
            return found
    names = frozenset().union(*(one.unknown for one in decisions))
    return Decision(Verdict.UNDETERMINED, names) if names else Decision(Verdict.ALLOWED)


def _applies(statement: Document, policy: Document, request: AccessRequest) -> Truth:
    has_variables = policy.get("Version") == _WITH_VARIABLES
    # Cheap and decisive elements first: what another element excludes needs no look at conditions.
    if not _has_action(statement, request.action) or not _has_principal(statement, request.principal):
        return FALSE
    return both(
        (
            _has_resource(statement, request, has_variables),
            conditions.judge(statement.get("Condition") or {}, request.context, has_variables=has_variables),
        )
    )


def _has_action(statement: Document, action: str) -> bool:
    if "NotAction" in statement:
        return not any(patterns.matches_action(one, action) for one in as_list(statement["NotAction"]))
    return any(patterns.matches_action(one, action) for one in as_list(statement.get("Action", [])))


def _has_resource(statement: Document, request: AccessRequest, has_variables: bool) -> Truth:
    """Return whether the statement is on the resource. Trust policies have none: they are on their role."""
    if "NotResource" in statement:
        return ~either(_is_resource(one, request, has_variables) for one in as_list(statement["NotResource"]))
    if "Resource" not in statement:
        return TRUE
    return either(_is_resource(one, request, has_variables) for one in as_list(statement["Resource"]))


def _is_resource(pattern: str, request: AccessRequest, has_variables: bool) -> Truth:
    if pattern == "*":
        return TRUE
    if request.resource is None:
        return unknown("the resource")
    if request.resource == "*":
        return FALSE
    try:
        values = request.context.get if has_variables else None
        return truth(patterns.matches_resource(pattern, request.resource, values))
    except patterns.MissingVariableError as error:
        return FALSE if request.context.knows(str(error)) else unknown(str(error))


def _has_principal(statement: Document, principal: Principal) -> bool:
    if "NotPrincipal" in statement:
        return not _is_among(statement["NotPrincipal"], principal)
    return "Principal" not in statement or _is_among(statement["Principal"], principal)


def _is_among(element: Any, principal: Principal) -> bool:
    if element == "*":
        return True
    accounts = (principal.account_id, _root_of(principal))
    return (
        any(one == "*" or one in (*accounts, principal.arn, principal.role_arn) for one in _given(element, "AWS"))
        or principal.service in _given(element, "Service")
        or principal.federated in _given(element, "Federated")
    )


def _names(statement: Document, principal: Principal) -> bool:
    """Return whether the statement names the principal itself, rather than its account."""
    element = statement.get("Principal")
    if not isinstance(element, Mapping):
        return False
    own = {principal.arn, principal.role_arn, principal.service, principal.federated} - {""}
    return any(one in own for kind in ("AWS", "Service", "Federated") for one in _given(element, kind))


def _given(element: Mapping[str, Any], kind: str) -> list[str]:
    return [one for one in as_list(element.get(kind, [])) if one]


def _root_of(principal: Principal) -> str:
    partition = principal.arn.split(":")[1] if principal.arn.count(":") > 1 else "aws"
    return f"arn:{partition}:iam::{principal.account_id}:root"
