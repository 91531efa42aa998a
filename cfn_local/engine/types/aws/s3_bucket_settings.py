"""The properties of AWS::S3::Bucket that take a call of their own; None takes each away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.aws_type import Setting
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.s3_lifecycle import lifecycle_rule

CANNED_ACLS = {
    "Private": "private",
    "PublicRead": "public-read",
    "AuthenticatedRead": "authenticated-read",
    "BucketOwnerFullControl": "bucket-owner-full-control",
    "LogDeliveryWrite": "log-delivery-write",
}


def _acl(api: LocalApi, bucket: str, acl: str | None) -> None:
    api("s3", "PutBucketAcl", Bucket=bucket, ACL=CANNED_ACLS[acl or "Private"])


def _acceleration(api: LocalApi, bucket: str, configuration: Any) -> None:
    status = (configuration or {}).get("AccelerationStatus", "Suspended")
    api("s3", "PutBucketAccelerateConfiguration", Bucket=bucket, AccelerateConfiguration={"Status": status})


def _encryption(api: LocalApi, bucket: str, configuration: Any) -> None:
    if not configuration:
        api("s3", "DeleteBucketEncryption", Bucket=bucket)
        return
    rules = [
        {
            "ApplyServerSideEncryptionByDefault": rule.get("ServerSideEncryptionByDefault"),
            "BucketKeyEnabled": rule.get("BucketKeyEnabled"),
        }
        for rule in configuration["ServerSideEncryptionConfiguration"]
    ]
    api("s3", "PutBucketEncryption", Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": rules})


def _cors(api: LocalApi, bucket: str, configuration: Any) -> None:
    if not configuration:
        api("s3", "DeleteBucketCors", Bucket=bucket)
        return
    renamed = {"Id": "ID", "ExposedHeaders": "ExposeHeaders", "MaxAge": "MaxAgeSeconds"}
    rules = [{renamed.get(name, name): value for name, value in rule.items()} for rule in configuration["CorsRules"]]
    api("s3", "PutBucketCors", Bucket=bucket, CORSConfiguration={"CORSRules": rules})


def _lifecycle(api: LocalApi, bucket: str, configuration: Any) -> None:
    if not configuration:
        api("s3", "DeleteBucketLifecycle", Bucket=bucket)
        return
    rules = [lifecycle_rule(rule) for rule in configuration["Rules"]]
    api("s3", "PutBucketLifecycleConfiguration", Bucket=bucket, LifecycleConfiguration={"Rules": rules})


def _logging(api: LocalApi, bucket: str, configuration: Any) -> None:
    buckets = api.backend("s3").buckets
    target = (configuration or {}).get("DestinationBucketName", bucket)
    if target not in buckets:
        raise AwsTypeError("The target bucket for logging does not exist (Service: S3, Status Code: 400)")
    # PutBucketLogging wants a policy on the target; in a template, as in cfn's own, that may be yet to come.
    logging = {"TargetBucket": target, "TargetPrefix": (configuration or {}).get("LogFilePrefix", "")}
    buckets[bucket].logging = logging if configuration else {}


def _ownership(api: LocalApi, bucket: str, configuration: Any) -> None:
    if configuration:
        api("s3", "PutBucketOwnershipControls", Bucket=bucket, OwnershipControls=configuration)
    else:
        api("s3", "DeleteBucketOwnershipControls", Bucket=bucket)


def _public_access_block(api: LocalApi, bucket: str, configuration: Any) -> None:
    if configuration:
        api("s3", "PutPublicAccessBlock", Bucket=bucket, PublicAccessBlockConfiguration=configuration)
    else:
        api("s3", "DeletePublicAccessBlock", Bucket=bucket)


def _versioning(api: LocalApi, bucket: str, configuration: Any) -> None:
    versioning = configuration or {"Status": "Suspended"}
    api("s3", "PutBucketVersioning", Bucket=bucket, VersioningConfiguration=versioning)


def _website(api: LocalApi, bucket: str, configuration: Any) -> None:
    if not configuration:
        api("s3", "DeleteBucketWebsite", Bucket=bucket)
        return
    website: dict[str, Any] = {}
    if "IndexDocument" in configuration:
        website["IndexDocument"] = {"Suffix": configuration["IndexDocument"]}
    if "ErrorDocument" in configuration:
        website["ErrorDocument"] = {"Key": configuration["ErrorDocument"]}
    if "RedirectAllRequestsTo" in configuration:
        website["RedirectAllRequestsTo"] = configuration["RedirectAllRequestsTo"]
    api("s3", "PutBucketWebsite", Bucket=bucket, WebsiteConfiguration=website)


SETTINGS: Mapping[str, Setting] = {
    "OwnershipControls": _ownership,
    "AccessControl": _acl,
    "PublicAccessBlockConfiguration": _public_access_block,
    "BucketEncryption": _encryption,
    "VersioningConfiguration": _versioning,
    "LifecycleConfiguration": _lifecycle,
    "LoggingConfiguration": _logging,
    "CorsConfiguration": _cors,
    "WebsiteConfiguration": _website,
    "AccelerateConfiguration": _acceleration,
}
