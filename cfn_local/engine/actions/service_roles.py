"""The service role of a stack: CloudFormation takes only one that it may assume."""

import json
from typing import Any

from cfn_local import partitions
from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, parameter

_SERVICE = "cloudformation.amazonaws.com"


def service_role(request: Request) -> str | None:
    """Return the role that the request names. Raise ValidationError, as recorded on 2022-11-21, for an unfit one."""
    role_arn: str | None = parameter(request, "RoleARN")
    if role_arn and not can_be_assumed(request.current_account, request.region, role_arn):
        raise InvalidRequest(f"Role {role_arn} is invalid or cannot be assumed")
    return role_arn


def can_be_assumed(account_id: str, region: str, role_arn: str) -> bool:
    """Whether the role exists and lets CloudFormation assume it."""
    return any(_admits(statement) for statement in _trust(account_id, region, role_arn))


def _trust(account_id: str, region: str, role_arn: str) -> list[dict[str, Any]]:
    """The statements of the role's trust policy; none of a role that does not exist."""
    # Imported here because most requests name no role.
    from moto.iam.models import iam_backends

    partition = partitions.partition_of(region).id
    roles = iam_backends[account_id][partition].roles.values()
    found = [role for role in roles if role.arn == role_arn]
    statements = json.loads(found[0].assume_role_policy_document).get("Statement", []) if found else []
    return statements if isinstance(statements, list) else [statements]


def _admits(statement: dict[str, Any]) -> bool:
    principal = statement.get("Principal", {})
    services = principal if principal == "*" else principal.get("Service", [])
    return statement.get("Effect") == "Allow" and _SERVICE in ([services] if isinstance(services, str) else services)
