"""AWS::S3::Bucket: Ref is its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.s3_bucket_settings import DEFAULTS, NAMES, READINGS, SETTINGS, set_tags

# The Regions whose website endpoints are s3-website-REGION; those of all others are s3-website.REGION.
_WEBSITES_WITH_A_DASH = frozenset(
    {"ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "eu-west-1", "sa-east-1"}
    | {"us-east-1", "us-gov-west-1", "us-west-1", "us-west-2"}
)


def _make(handle: Handle) -> dict[str, Any]:
    # CreateBucket would want a LocationConstraint that depends on the Region.
    with handle.api.refusals("s3"):
        handle.api.backend("s3").create_bucket(handle["BucketName"], handle.region)
    set_tags(handle)
    return {}


def _read(handle: Handle) -> dict[str, Any] | None:
    """What follows from the name of a bucket that exists."""
    name, region, partition = handle["BucketName"], handle.region, handle.api.partition
    separator = "-" if region in _WEBSITES_WITH_A_DASH else "."
    if name not in handle.api.backend("s3").buckets:
        return None
    return {
        "BucketName": name,
        "Arn": partition.arn("s3", name),
        "DomainName": f"{name}.s3.{partition.dns_suffix}",
        "DualStackDomainName": f"{name}.s3.dualstack.{region}.{partition.dns_suffix}",
        "RegionalDomainName": f"{name}.s3.{region}.{partition.dns_suffix}",
        "WebsiteURL": f"http://{name}.s3-website{separator}{region}.{partition.dns_suffix}",
    }


def _grants(answer: Mapping[str, Any]) -> list[list[str]]:
    return sorted(
        [grant["Grantee"].get("URI", "owner").rpartition("/")[2], grant["Permission"]] for grant in answer["Grants"]
    )


TYPE = Declaration(
    "AWS::S3::Bucket",
    "s3",
    names=NAMES,
    named=Name("BucketName", 63, change=lambda name, _handle: name.lower()),
    looks_first=True,
    create=_make,
    read=(_read, *READINGS),
    settings=SETTINGS,
    defaults=DEFAULTS,
    tags=Tagging(replace=set_tags, read=Call("GetBucketTagging", "TagSet")),
    delete=Call("DeleteBucket"),
    list=Call("ListBuckets", "Buckets[].Name"),
    restricted=("AccessControl",),
    client=("get_bucket_acl", {"Bucket": "{Ref}"}, ""),
    proofs=(
        Proof({"BucketName": "my-own-bucket"}, "Buckets[0].Name", read=("list_buckets", {})),
        Proof({"AccessControl": "Private"}, _grants, [["owner", "FULL_CONTROL"]]),
        Proof({"AccessControl": "PublicRead"}, _grants, [["AllUsers", "READ"], ["owner", "FULL_CONTROL"]]),
        Proof(
            {"AccessControl": "AuthenticatedRead"}, _grants, [["AuthenticatedUsers", "READ"], ["owner", "FULL_CONTROL"]]
        ),
        Proof({"AccessControl": "BucketOwnerFullControl"}, _grants, [["owner", "FULL_CONTROL"]]),
        Proof({"AccessControl": "LogDeliveryWrite"}, _grants, [["LogDelivery", "READ_ACP"], ["owner", "FULL_CONTROL"]]),
        Proof(
            {"AccelerateConfiguration": {"AccelerationStatus": "Enabled"}},
            "Status",
            "Enabled",
            read=("get_bucket_accelerate_configuration", {"Bucket": "{Ref}"}),
            left="Suspended",
        ),
        Proof(
            {
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {
                            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "{key}"},
                            "BucketKeyEnabled": True,
                        }
                    ]
                }
            },
            "ServerSideEncryptionConfiguration.Rules",
            [
                {
                    "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "{key}"},
                    "BucketKeyEnabled": True,
                }
            ],
            read=("get_bucket_encryption", {"Bucket": "{Ref}"}),
        ),
        Proof(
            {
                "CorsConfiguration": {
                    "CorsRules": [
                        {
                            "Id": "all",
                            "AllowedHeaders": ["*"],
                            "AllowedMethods": ["GET", "PUT"],
                            "AllowedOrigins": ["https://example.com"],
                            "ExposedHeaders": ["Date"],
                            "MaxAge": 60,
                        }
                    ]
                }
            },
            "CORSRules",
            [
                {
                    "ID": "all",
                    "AllowedHeaders": ["*"],
                    "AllowedMethods": ["GET", "PUT"],
                    "AllowedOrigins": ["https://example.com"],
                    "ExposeHeaders": ["Date"],
                    "MaxAgeSeconds": 60,
                }
            ],
            read=("get_bucket_cors", {"Bucket": "{Ref}"}),
        ),
        Proof(
            {
                "LifecycleConfiguration": {
                    "Rules": [
                        {
                            "Id": "uploads",
                            "Status": "Enabled",
                            "Prefix": "new/",
                            "ExpirationInDays": "7",
                            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                            "NoncurrentVersionExpiration": {"NoncurrentDays": 2},
                            "Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 3}],
                            "NoncurrentVersionTransitions": [
                                {"StorageClass": "GLACIER", "TransitionInDays": 1, "NewerNoncurrentVersions": 5}
                            ],
                        },
                        {"Status": "Disabled", "ExpiredObjectDeleteMarker": True},
                        {
                            "Status": "Enabled",
                            "ExpirationDate": "2030-01-02T00:00:00Z",
                            "Transitions": [{"StorageClass": "GLACIER", "TransitionDate": "2029-01-02T00:00:00Z"}],
                        },
                    ]
                }
            },
            "Rules",
            [
                {
                    "ID": "uploads",
                    "Status": "Enabled",
                    "Filter": {"Prefix": "new/"},
                    "Expiration": {"Days": 7},
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                    "NoncurrentVersionExpiration": {"NoncurrentDays": 2},
                    "Transitions": [{"StorageClass": "GLACIER", "Days": 3}],
                    "NoncurrentVersionTransitions": [
                        {"StorageClass": "GLACIER", "NoncurrentDays": 1, "NewerNoncurrentVersions": 5}
                    ],
                },
                {"Status": "Disabled", "Filter": {"Prefix": ""}, "Expiration": {"ExpiredObjectDeleteMarker": True}},
                {
                    "Status": "Enabled",
                    "Filter": {"Prefix": ""},
                    "Expiration": {"Date": "2030-01-02T00:00:00Z"},
                    "Transitions": [{"StorageClass": "GLACIER", "Date": "2029-01-02T00:00:00Z"}],
                },
            ],
            read=("get_bucket_lifecycle_configuration", {"Bucket": "{Ref}"}),
        ),
        Proof(
            {"LoggingConfiguration": {"DestinationBucketName": "{bucket}", "LogFilePrefix": "mine/"}},
            "LoggingEnabled",
            {"TargetBucket": "{bucket}", "TargetPrefix": "mine/"},
            read=("get_bucket_logging", {"Bucket": "{Ref}"}),
        ),
        Proof(
            {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}},
            "OwnershipControls.Rules",
            [{"ObjectOwnership": "BucketOwnerPreferred"}],
            read=("get_bucket_ownership_controls", {"Bucket": "{Ref}"}),
        ),
        Proof(
            {
                "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": True,
                    "BlockPublicPolicy": "false",
                    "IgnorePublicAcls": True,
                    "RestrictPublicBuckets": "true",
                }
            },
            "PublicAccessBlockConfiguration",
            read=("get_public_access_block", {"Bucket": "{Ref}"}),
        ),
        Proof(
            {"VersioningConfiguration": {"Status": "Enabled"}},
            "Status",
            "Enabled",
            read=("get_bucket_versioning", {"Bucket": "{Ref}"}),
            left="Suspended",
        ),
        Proof(
            {"WebsiteConfiguration": {"IndexDocument": "index.html", "ErrorDocument": "oh.html"}},
            "[IndexDocument.Suffix, ErrorDocument.Key]",
            ["index.html", "oh.html"],
            read=("get_bucket_website", {"Bucket": "{Ref}"}),
        ),
        Proof(
            {"WebsiteConfiguration": {"RedirectAllRequestsTo": {"HostName": "example.com", "Protocol": "https"}}},
            "RedirectAllRequestsTo",
            {"HostName": "example.com", "Protocol": "https"},
            read=("get_bucket_website", {"Bucket": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}, "TagSet", read=("get_bucket_tagging", {"Bucket": "{Ref}"})),
    ),
)
