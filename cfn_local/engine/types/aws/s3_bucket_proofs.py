"""Proofs of AWS::S3::Bucket: what a template may set, and where a client finds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cfn_local.engine.types.aws.declaration import TAGS, Proof


def _grants(answer: Mapping[str, Any]) -> list[list[str]]:
    return sorted(
        [grant["Grantee"].get("URI", "owner").rpartition("/")[2], grant["Permission"]] for grant in answer["Grants"]
    )


def _notified(answer: Mapping[str, Any]) -> list[Any]:
    kinds = {"LambdaFunction": "LambdaFunctionArn", "Queue": "QueueArn", "Topic": "TopicArn"}
    found: list[Any] = []
    for kind, arn in kinds.items():
        for one in answer.get(f"{kind}Configurations", []):
            (rule,) = one["Filter"]["Key"]["FilterRules"]
            found.append([one[arn], one["Events"], rule["Name"], rule["Value"]])
    return [*found, *(["EventBridge"] if "EventBridgeConfiguration" in answer else [])]


PROOFS: Final = (
    Proof({"BucketName": "my-own-bucket"}, "Buckets[0].Name", read=("list_buckets", {})),
    Proof({"AccessControl": "Private"}, _grants, [["owner", "FULL_CONTROL"]]),
    Proof({"AccessControl": "PublicRead"}, _grants, [["AllUsers", "READ"], ["owner", "FULL_CONTROL"]]),
    Proof({"AccessControl": "AuthenticatedRead"}, _grants, [["AuthenticatedUsers", "READ"], ["owner", "FULL_CONTROL"]]),
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
        left=[{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": False}],
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
                    {"Id": "markers", "Status": "Disabled", "ExpiredObjectDeleteMarker": True},
                    {
                        "Id": "dated",
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
            {
                "ID": "markers",
                "Status": "Disabled",
                "Filter": {"Prefix": ""},
                "Expiration": {"ExpiredObjectDeleteMarker": True},
            },
            {
                "ID": "dated",
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
        left={
            "BlockPublicAcls": True,
            "BlockPublicPolicy": False,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
    ),
    Proof(
        {"VersioningConfiguration": {"Status": "Enabled"}},
        "Status",
        "Enabled",
        read=("get_bucket_versioning", {"Bucket": "{Ref}"}),
        left="Suspended",
    ),
    Proof(
        {
            "WebsiteConfiguration": {
                "IndexDocument": "index.html",
                "ErrorDocument": "oh.html",
                "RoutingRules": [
                    {
                        "RoutingRuleCondition": {"KeyPrefixEquals": "old/", "HttpErrorCodeReturnedEquals": "404"},
                        "RedirectRule": {
                            "HostName": "example.com",
                            "HttpRedirectCode": "302",
                            "Protocol": "https",
                            "ReplaceKeyPrefixWith": "new/",
                        },
                    },
                    {"RedirectRule": {"ReplaceKeyWith": "gone.html"}},
                ],
            }
        },
        "[IndexDocument.Suffix, ErrorDocument.Key, RoutingRules[0].Condition.KeyPrefixEquals, "
        "RoutingRules[0].Redirect.HttpRedirectCode, RoutingRules[1].Redirect.ReplaceKeyWith]",
        ["index.html", "oh.html", "old/", "302", "gone.html"],
        read=("get_bucket_website", {"Bucket": "{Ref}"}),
    ),
    Proof(
        {"WebsiteConfiguration": {"RedirectAllRequestsTo": {"HostName": "example.com", "Protocol": "https"}}},
        "RedirectAllRequestsTo",
        {"HostName": "example.com", "Protocol": "https"},
        read=("get_bucket_website", {"Bucket": "{Ref}"}),
    ),
    Proof({"Tags": TAGS}, "TagSet", read=("get_bucket_tagging", {"Bucket": "{Ref}"})),
    Proof(
        {
            "NotificationConfiguration": {
                "LambdaConfigurations": [
                    {
                        "Event": "s3:ObjectCreated:*",
                        "Function": "{AWS::Lambda::Function.Arn}",
                        "Filter": {"S3Key": {"Rules": [{"Name": "suffix", "Value": ".csv"}]}},
                    }
                ],
                "QueueConfigurations": [
                    {
                        "Event": "s3:ObjectRemoved:*",
                        "Queue": "{queuearn}",
                        "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "in/"}]}},
                    }
                ],
                "TopicConfigurations": [
                    {
                        "Event": "s3:ObjectCreated:Put",
                        "Topic": "{topic}",
                        "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "out/"}]}},
                    }
                ],
                "EventBridgeConfiguration": {"EventBridgeEnabled": True},
            }
        },
        _notified,
        [
            ["{AWS::Lambda::Function.Arn}", ["s3:ObjectCreated:*"], "Suffix", ".csv"],
            ["{queuearn}", ["s3:ObjectRemoved:*"], "Prefix", "in/"],
            ["{topic}", ["s3:ObjectCreated:Put"], "Prefix", "out/"],
            "EventBridge",
        ],
        read=("get_bucket_notification_configuration", {"Bucket": "{Ref}"}),
    ),
)
