"""S3 bucket policies: moto evaluates every statement as if it had no Condition.

The common statement that denies requests without TLS would therefore deny everything. Here statements with a Condition
are not evaluated at all; moto evaluates the others.
"""

import json
from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Make moto's S3 skip the statements that it would misread."""
    from moto.s3.models import FakeBucket

    replace_method(FakeBucket, "get_permission", _permission)


def _permission(bucket: Any, action: str, resource: str) -> Any:
    from moto.iam.access_control import IAMPolicy, PermissionResult

    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy)
    statements = policy.get("Statement", [])
    listed = statements if isinstance(statements, list) else [statements]
    judged = [statement for statement in listed if not statement.get("Condition")]
    if not judged:
        return PermissionResult.NEUTRAL
    return IAMPolicy(json.dumps({**policy, "Statement": judged})).is_action_permitted(action, resource)
