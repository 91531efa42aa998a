"""Authorization of requests by the policies of roles: what `--enforce-iam` refuses, and what it cannot judge.

Sessions of roles are judged; a client's own credentials administer their account. Every AssumeRole is judged by the
trust policy of the role, too. Relies on moto 5.2.5: `core.parse`, `core.routing` and `core.request`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local import environment, partitions
from cfn_local.iam.calls import Access, Call, accesses
from cfn_local.iam.context import Context
from cfn_local.iam.evaluation import AccessRequest, Decision, Document, Principal, Verdict, decide, intersection
from cfn_local.iam.refusals import BOUNDARY, IDENTITY, TRUST, refusal
from cfn_local.services.role_policies import ExistingResources, Session, session_of, trust_policy

_KEY = re.compile(r"Credential=(?P<key>[^/]+)/[^/]+/(?P<region>[^/]+)/")
_ASSUMPTIONS = ("AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity")


@dataclass(frozen=True)
class Refusal:
    """Why a request is refused. `could_not_judge` names what stood in the way of a judgement."""

    message: str
    could_not_judge: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SignedRequest:
    """A request of an action, as it arrived. `service` is botocore's name, `prefix` that of IAM."""

    service: str
    prefix: str
    operation: str
    method: str
    url: str
    headers: Any
    body: bytes

    def refused(self) -> Refusal | None:
        """Return why it is refused; None if it is allowed."""
        signed = _KEY.search(self.headers.get("Authorization") or "")
        if signed is None:
            return None
        region, partition = signed["region"], partitions.partition_of(signed["region"]).id
        session = session_of(signed["key"], partition)
        if session is None and self.operation not in _ASSUMPTIONS:
            return None
        account_id = session.principal.account_id if session else environment.ACCOUNT_ID
        call = Call(self.prefix, self.operation, self._parameters(), partition, region, account_id)
        if self.prefix == "sts" and self.operation in _ASSUMPTIONS:
            return _refused_assumption(call, session)
        assert session is not None
        return refused_call(call, session, ExistingResources(account_id, partition, region))

    def _parameters(self) -> Mapping[str, Any]:
        return parameters_of(self.service, self.operation, self.method, self.url, self.headers, self.body)


def refused_call(call: Call, session: Session, existing: ExistingResources) -> Refusal | None:
    """Return why a session may not make the call; None if it may."""
    asked = accesses(call, existing)
    if asked is None:
        unknown = f"the permission that {call.name} needs"
        return Refusal(f"cfn-local cannot judge {call.name}: it does not know {unknown}", frozenset({unknown}))
    return next(filter(None, (refused_access(one, session) for one in asked)), None)


def refused_access(access: Access, session: Session) -> Refusal | None:
    """Return why a session lacks the access; None if its policies and its boundary allow it."""
    request = request_of(access, session.principal, session.role_tags)
    kinds: list[tuple[str, Iterable[Document]]] = [(IDENTITY, session.policies)]
    if session.boundary is not None:
        kinds.append((BOUNDARY, [session.boundary]))
    decisions = [(decide(policies, request), kind) for kind, policies in kinds]
    return _refusal(request, decisions)


def request_of(access: Access, principal: Principal, tags: Mapping[str, str]) -> AccessRequest:
    """Return the request for an access with what is known of its principal."""
    keys = {
        **access.keys,
        "aws:PrincipalArn": principal.role_arn or principal.arn,
        "aws:PrincipalAccount": principal.account_id,
        "aws:SecureTransport": "true",
        **{f"aws:PrincipalTag/{key}": value for key, value in tags.items()},
    }
    context = Context(keys, (*access.known, "aws:principaltag/*"))
    return AccessRequest(access.action, access.resource, context, principal)


def _refusal(request: AccessRequest, decisions: list[tuple[Decision, str]]) -> Refusal | None:
    """Return the refusal of the kind of policies that decides."""
    final = intersection([one for one, _ in decisions])
    if final.verdict is Verdict.ALLOWED:
        return None
    kind = next(kind for one, kind in decisions if one.verdict is final.verdict)
    return Refusal(refusal(request, final, kind), final.unknown)


def refused_trust(role_arn: str, service: str, source_arn: str) -> Refusal | None:
    """Return why the trust policy of a role does not let a service assume it for what is at `source_arn`."""
    _, partition, _, _, account_id, _ = source_arn.split(":", 5)
    keys = {"aws:SourceAccount": account_id, "aws:SourceArn": source_arn}
    principal = Principal(arn=service, service=service)
    request = request_of(Access("sts:AssumeRole", role_arn, keys, ("aws:*", "sts:externalid")), principal, {})
    trust = trust_policy(role_arn, partition)
    decided = decide([trust], request) if trust is not None else Decision(Verdict.NOT_ALLOWED)
    return _refusal(request, [(decided, TRUST)])


def _refused_assumption(call: Call, session: Session | None) -> Refusal | None:
    """Return why the role may not be assumed: by its trust policy, and by the policies of who asks."""
    role_arn = str(call.parameters.get("RoleArn", ""))
    root = f"arn:{call.partition}:iam::{call.account_id}:root"
    principal = session.principal if session else Principal(root, call.account_id)
    keys = {
        "sts:ExternalId": call.parameters.get("ExternalId"),
        "sts:RoleSessionName": call.parameters["RoleSessionName"],
    }
    given = {key: value for key, value in keys.items() if value}
    access = Access(f"sts:{call.operation}", role_arn, given, ("aws:*", "sts:externalid", "sts:rolesessionname"))
    request = request_of(access, principal, session.role_tags if session else {})
    trust = trust_policy(role_arn, call.partition)
    decided = decide([trust], request) if trust is not None else Decision(Verdict.NOT_ALLOWED)
    decisions = [(decided, TRUST)]
    is_of_account = role_arn.split(":")[4:5] == [call.account_id]
    if session is not None and (decided.is_account_wide or not is_of_account):
        decisions.append((decide(session.policies, request), IDENTITY))
    return _refusal(request, decisions)


def parameters_of(service: str, operation: str, method: str, url: str, headers: Any, body: bytes) -> Mapping[str, Any]:
    """Return the parameters of a request, as in AWS's model of the service."""
    from moto.core.parse import PROTOCOL_PARSERS
    from moto.core.request import Request, determine_request_protocol, normalize_request
    from moto.core.routing import get_service_router
    from moto.core.utils import get_service_model
    from werkzeug.exceptions import NotFound

    model = get_service_model(service)
    request = normalize_request(Request.from_primitives(method, url, headers, body))
    try:
        _, in_path = get_service_router(service).match(request)
    except (NotFound, NotImplementedError):
        in_path = {}
    parser = PROTOCOL_PARSERS[determine_request_protocol(model, request.content_type)]
    parsed = parser(model.operation_model(operation)).parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": request.data,
            "url_path": request.path,
            "url_params": in_path,
        }
    )
    return dict(parsed)
