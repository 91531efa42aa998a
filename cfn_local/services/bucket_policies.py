"""S3 bucket policies: moto judges every statement as if it had no Condition.

So the usual statement that denies requests without TLS would deny all. Here statements with a Condition are not judged
at all; those without one are, by moto.
"""

import json
from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Have moto's S3 leave out the statements that it would misread."""
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
