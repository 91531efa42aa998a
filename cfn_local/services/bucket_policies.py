"""S3 bucket policies: moto evaluates every statement as if it had no Condition.

The common statement that denies requests without TLS would therefore deny everything. Here statements with a Condition
are not evaluated at all; moto evaluates the others. What CloudFormation reads for another account is judged in full.
"""

import json
from typing import Any

from cfn_local.iam.context import Context
from cfn_local.iam.evaluation import AccessRequest, Principal, Verdict, decide
from cfn_local.partitions import partition_of
from cfn_local.services.seam import replace_method


def install() -> None:
    """Make moto's S3 skip the statements that it would misread."""
    from moto.s3.models import FakeBucket

    replace_method(FakeBucket, "get_permission", _permission)


def may_read(account_id: str, region: str, bucket_name: str, key: str) -> bool:
    """Return whether CloudFormation may read an object for an account: its own, or one that a policy shares."""
    from moto.s3.models import s3_backends

    partition = partition_of(region)
    _, owner = s3_backends.bucket_accounts.get(bucket_name, (partition.id, account_id))
    if owner == account_id:
        return True
    policy = s3_backends[owner][partition.id].buckets[bucket_name].policy
    organization = _organization_of(account_id)
    keys = {"aws:SecureTransport": "true", "aws:PrincipalAccount": account_id, **organization}
    principal = Principal(partition.arn("iam", "root", account_id=account_id), account_id)
    resource = partition.arn("s3", f"{bucket_name}/{key}")
    request = AccessRequest("s3:GetObject", resource, Context(keys, ("aws:*",)), principal)
    return policy is not None and decide([json.loads(policy)], request).verdict is Verdict.ALLOWED


def _organization_of(account_id: str) -> dict[str, str]:
    """Return the condition key of the organisation that an account is in, if it is in one."""
    from moto.organizations.models import organizations_backends

    for _, _, backend in list(organizations_backends.iter_backends()):
        found: Any = backend
        if found.org is not None and any(one.id == account_id for one in found.accounts):
            return {"aws:PrincipalOrgID": str(found.org.id)}
    return {}


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
