"""The properties of AWS::S3::Bucket that have calls of their own."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import Call, Changing, Reading, Setting
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.locked_buckets import object_lock, set_object_lock, set_retention
from cfn_local.engine.types.aws.s3_lifecycle import LIFECYCLE_RULES, lifecycle_rule
from cfn_local.engine.types.aws.s3_notifications import read_notifications, set_notifications

_CANNED_ACLS = {
    "Private": "private",
    "PublicRead": "public-read",
    "AuthenticatedRead": "authenticated-read",
    "BucketOwnerFullControl": "bucket-owner-full-control",
    "LogDeliveryWrite": "log-delivery-write",
}
# Names in S3's API; the rest of them match.
NAMES: Final = {
    "BucketName": "Bucket",
    "AccelerationStatus": "Status",
    "BucketEncryption": "ServerSideEncryptionConfiguration",
    "ServerSideEncryptionConfiguration": "Rules",
    "ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault",
    "ExposedHeaders": "ExposeHeaders",
    "MaxAge": "MaxAgeSeconds",
    "TagFilter": "Tag",
    "TagFilters": "Tags",
}
DEFAULTS: Final = {
    "AccelerateConfiguration": {"AccelerationStatus": "Suspended"},
    "VersioningConfiguration": {"Status": "Suspended"},
}
# AWS's values for buckets that set none of these (recorded in 2026).
SHOWN: Final = {
    "AbacStatus": "Disabled",
    "BucketEncryption": {
        "ServerSideEncryptionConfiguration": [
            {
                "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
                "BucketKeyEnabled": False,
                "ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
            }
        ]
    },
    "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
    "PublicAccessBlockConfiguration": {
        "BlockPublicAcls": True,
        "BlockPublicPolicy": True,
        "IgnorePublicAcls": True,
        "RestrictPublicBuckets": True,
    },
}
SHOWN_INSIDE: Final = {
    "CorsConfiguration": {"CorsRules": [{"MaxAge": 0}]},
    "LifecycleConfiguration": {"TransitionDefaultMinimumObjectSize": "all_storage_classes_128K"},
}
_ENCRYPTION_BY_S3: Final = {
    "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
}


def _set_acl(handle: Handle, acl: str | None) -> None:
    handle("PutBucketAcl", Bucket=handle["BucketName"], ACL=_CANNED_ACLS[acl or "Private"])


def _set_public_access_block(handle: Handle, configuration: Any) -> None:
    if configuration:  # one no longer in the template stays, as measured on AWS
        handle.set(Call("PutPublicAccessBlock"), "PublicAccessBlockConfiguration", configuration)


def _set_encryption(handle: Handle, configuration: Any) -> None:
    """Set the encryption; without a configuration, the default of every new bucket since 2023."""
    handle.set(Call("PutBucketEncryption"), "BucketEncryption", configuration or _ENCRYPTION_BY_S3)


def _set_ownership(handle: Handle, configuration: Any) -> None:
    if not configuration:
        handle("DeleteBucketOwnershipControls", Bucket=handle["BucketName"])
        return
    _require_rules(configuration)
    handle.set(Call("PutBucketOwnershipControls"), "OwnershipControls", configuration)


def _require_rules(configuration: Any) -> None:
    if not configuration.get("Rules"):
        raise AwsTypeError(
            "The XML you provided was not well-formed or did not validate against our published schema "
            "(Service: S3, Status Code: 400)"
        )


def _set_lifecycle(handle: Handle, configuration: Any) -> None:
    if not configuration:
        handle("DeleteBucketLifecycle", Bucket=handle["BucketName"])
        return
    _require_rules(configuration)
    rules = [lifecycle_rule(rule) for rule in configuration["Rules"]]
    handle("PutBucketLifecycleConfiguration", Bucket=handle["BucketName"], LifecycleConfiguration={"Rules": rules})


def _set_logging(handle: Handle, configuration: Any) -> None:
    buckets, bucket = handle.api.backend("s3").buckets, handle["BucketName"]
    target = (configuration or {}).get("DestinationBucketName", bucket)
    if target not in buckets:
        raise AwsTypeError("The target bucket for logging does not exist (Service: S3, Status Code: 400)")
    # PutBucketLogging requires a policy on the target, which a template may create only later.
    logging = {"TargetBucket": target, "TargetPrefix": (configuration or {}).get("LogFilePrefix", "")}
    buckets[bucket].logging = logging if configuration else {}


def _set_website(handle: Handle, configuration: Any) -> None:
    if not configuration:
        handle("DeleteBucketWebsite", Bucket=handle["BucketName"])
        return
    website = dict(configuration)
    if "IndexDocument" in website:
        website["IndexDocument"] = {"Suffix": website["IndexDocument"]}
    if "ErrorDocument" in website:
        website["ErrorDocument"] = {"Key": website["ErrorDocument"]}
    if "RoutingRules" in website:
        website["RoutingRules"] = [
            {name.removeprefix("RoutingRule").removesuffix("Rule"): rule for name, rule in one.items()}
            for one in website["RoutingRules"]
        ]
    handle("PutBucketWebsite", Bucket=handle["BucketName"], WebsiteConfiguration=website)


def set_tags(handle: Handle) -> None:
    """Replace all tags. PutBucketTagging refuses those of CloudFormation itself, which start with aws:."""
    bucket, buckets = handle["BucketName"], handle.api.backend("s3")
    if handle.tags:
        buckets.put_bucket_tagging(bucket, dict(handle.tags))
    else:
        buckets.delete_bucket_tagging(bucket)


SETTINGS: Final[dict[str, Changing]] = {
    "OwnershipControls": _set_ownership,
    "AccessControl": _set_acl,
    "PublicAccessBlockConfiguration": _set_public_access_block,
    "BucketEncryption": _set_encryption,
    "VersioningConfiguration": Setting(Call("PutBucketVersioning")),
    "LifecycleConfiguration": _set_lifecycle,
    "LoggingConfiguration": _set_logging,
    "CorsConfiguration": Setting(Call("PutBucketCors"), Call("DeleteBucketCors")),
    "WebsiteConfiguration": _set_website,
    "AccelerateConfiguration": Setting(Call("PutBucketAccelerateConfiguration")),
    "NotificationConfiguration": set_notifications,
    "ReplicationConfiguration": Setting(Call("PutBucketReplication"), Call("DeleteBucketReplication")),
    "ObjectLockEnabled": set_object_lock,
    "ObjectLockConfiguration": set_retention,
}


def _reading(action: str, **finds: str) -> Call:
    return Call(action, finds=finds)


READINGS: Final[tuple[Reading, ...]] = (
    _reading("GetBucketOwnershipControls"),
    _reading("GetPublicAccessBlock"),
    _reading("GetBucketEncryption"),
    _reading("GetBucketVersioning", VersioningConfiguration="Status && {Status: Status}"),
    _reading("GetBucketLifecycleConfiguration", LifecycleConfiguration=LIFECYCLE_RULES),
    _reading(
        "GetBucketLogging",
        LoggingConfiguration="LoggingEnabled && {DestinationBucketName: LoggingEnabled.TargetBucket, "
        "LogFilePrefix: LoggingEnabled.TargetPrefix}",
    ),
    _reading("GetBucketCors", CorsConfiguration="{CorsRules: CORSRules}"),
    _reading(
        "GetBucketWebsite",
        WebsiteConfiguration="{IndexDocument: IndexDocument.Suffix, ErrorDocument: ErrorDocument.Key, "
        "RedirectAllRequestsTo: RedirectAllRequestsTo, "
        "RoutingRules: RoutingRules[].{RoutingRuleCondition: Condition, RedirectRule: Redirect}}",
    ),
    _reading("GetBucketAccelerateConfiguration", AccelerateConfiguration="Status && {AccelerationStatus: Status}"),
    _reading("GetBucketReplication"),
    object_lock,
    read_notifications,
)
