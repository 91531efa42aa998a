"""IAM actions of calls whose action has another name.

Sources, of the AWS documentation: S3, "Required permissions for Amazon S3 API operations" (User Guide); all others,
the "Service Authorization Reference", page of the service. The names of all actions come from cfn-lint, which is
pinned, since where it keeps them is private to it.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Without an entry, the action has the call's name. Empty: the call needs no permission.
_S3_CONFIGURATIONS = (
    "Accelerate",
    "Analytics",
    "Encryption",
    "IntelligentTiering",
    "Inventory",
    "Lifecycle",
    "Metrics",
)
_ACTIONS: dict[str, tuple[str, ...]] = {
    "s3:ListObjects": ("s3:ListBucket",),
    "s3:ListObjectsV2": ("s3:ListBucket",),
    "s3:HeadBucket": ("s3:ListBucket",),
    "s3:HeadObject": ("s3:GetObject",),
    "s3:ListObjectVersions": ("s3:ListBucketVersions",),
    "s3:ListBuckets": ("s3:ListAllMyBuckets",),
    "s3:DeleteObjects": ("s3:DeleteObject",),
    "s3:CopyObject": ("s3:GetObject", "s3:PutObject"),
    "s3:CreateMultipartUpload": ("s3:PutObject",),
    "s3:UploadPart": ("s3:PutObject",),
    "s3:CompleteMultipartUpload": ("s3:PutObject",),
    "s3:ListMultipartUploads": ("s3:ListBucketMultipartUploads",),
    "s3:ListParts": ("s3:ListMultipartUploadParts",),
    "s3:DeleteBucketTagging": ("s3:PutBucketTagging",),
    "s3:DeleteBucketCors": ("s3:PutBucketCORS",),
    "s3:DeleteBucketLifecycle": ("s3:PutLifecycleConfiguration",),
    "s3:DeleteBucketEncryption": ("s3:PutEncryptionConfiguration",),
    "s3:DeleteBucketOwnershipControls": ("s3:PutBucketOwnershipControls",),
    "s3:DeleteBucketReplication": ("s3:PutReplicationConfiguration",),
    "s3:GetBucketReplication": ("s3:GetReplicationConfiguration",),
    "s3:PutBucketReplication": ("s3:PutReplicationConfiguration",),
    "s3:GetBucketEncryption": ("s3:GetEncryptionConfiguration",),
    "s3:PutBucketEncryption": ("s3:PutEncryptionConfiguration",),
    "s3:GetBucketNotificationConfiguration": ("s3:GetBucketNotification",),
    "s3:PutBucketNotificationConfiguration": ("s3:PutBucketNotification",),
    "s3:GetPublicAccessBlock": ("s3:GetBucketPublicAccessBlock",),
    "s3:PutPublicAccessBlock": ("s3:PutBucketPublicAccessBlock",),
    "s3:DeletePublicAccessBlock": ("s3:PutBucketPublicAccessBlock",),
    "s3:GetObjectLockConfiguration": ("s3:GetBucketObjectLockConfiguration",),
    "s3:PutObjectLockConfiguration": ("s3:PutBucketObjectLockConfiguration",),
    **{
        f"s3:{verb}Bucket{name}Configuration": (f"s3:{verb}{name}Configuration",)
        for verb in ("Get", "Put")
        for name in _S3_CONFIGURATIONS
    },
    "lambda:Invoke": ("lambda:InvokeFunction",),
    "sqs:SendMessageBatch": ("sqs:SendMessage",),
    "sqs:DeleteMessageBatch": ("sqs:DeleteMessage",),
    "sqs:ChangeMessageVisibilityBatch": ("sqs:ChangeMessageVisibility",),
    "sns:PublishBatch": ("sns:Publish",),
    "kms:ReEncrypt": ("kms:ReEncryptFrom", "kms:ReEncryptTo"),
    "sts:GetCallerIdentity": (),
    "sts:GetSessionToken": (),
    "sts:GetAccessKeyInfo": (),
}


def actions_of(call: str) -> tuple[str, ...] | None:
    """Return the actions that `call`, such as `s3:ListObjectsV2`, needs; None if unknown."""
    if call in _ACTIONS:
        return _ACTIONS[call]
    return (call,) if is_action(call) else None


def is_action(name: str) -> bool:
    """Return whether IAM has an action of this name, ignoring case."""
    service, _, action = name.lower().partition(":")
    return action in _all_actions().get(service, {}).get("Actions", {})


def has_resources(name: str) -> bool:
    """Return whether the action is one on resources; an unknown one may be."""
    service, _, action = name.lower().partition(":")
    known = _all_actions().get(service, {}).get("Actions", {})
    return action not in known or "Resources" in known[action]  # type: ignore[operator]


@cache
def _all_actions() -> dict[str, dict[str, dict[str, object]]]:
    spec = find_spec("cfnlint")
    assert spec is not None and spec.origin is not None, "cfn-lint is a requirement of this package"
    path = Path(spec.origin).parent / "data" / "AdditionalSpecs" / "Policies.json"
    actions: dict[str, dict[str, dict[str, object]]] = json.loads(path.read_bytes())
    return actions
