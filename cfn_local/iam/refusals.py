"""The refusal of a request in AWS's words: who may not do what to which resource, and for want of which policy.

Source: the IAM User Guide, "Troubleshoot access denied error messages".
"""

from cfn_local.iam.evaluation import AccessRequest, Decision, Verdict

IDENTITY, BOUNDARY, SESSION, TRUST = (
    "identity-based policy",
    "permissions boundary",
    "session policy",
    "resource-based policy",
)
_ARTICLES = {IDENTITY: "an", BOUNDARY: "a", SESSION: "a", TRUST: "a"}


def refusal(request: AccessRequest, decision: Decision, kind: str) -> str:
    """Return the message for a request that policies of `kind` do not allow."""
    who, what = request.principal.arn, f"{request.action} on resource: {request.resource or '*'}"
    return f"User: {who} is not authorized to perform: {what} {_reason(request, decision, kind)}"


def _reason(request: AccessRequest, decision: Decision, kind: str) -> str:
    if decision.verdict is Verdict.DENIED:
        return f"with an explicit deny in {_ARTICLES[kind]} {kind}"
    if decision.verdict is Verdict.UNDETERMINED:
        return f"(cfn-local cannot judge this: its {kind} hangs on {', '.join(sorted(decision.unknown))})"
    return f"because no {kind} allows the {request.action} action"
