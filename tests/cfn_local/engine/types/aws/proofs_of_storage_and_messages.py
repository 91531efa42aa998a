"""What of S3, KMS, SQS, SNS, SSM and Logs a template may state, and where a client finds it."""

from datetime import UTC, datetime

from type_stories import SAME, Proof

TAGS = [{"Key": "team", "Value": "core"}]
BUCKET = "AWS::S3::Bucket"


def _of_bucket(stated, operation, found, expected=SAME, **named):
    return Proof(BUCKET, stated, ("s3", operation, {"Bucket": "{Ref}"}), found, expected, **named)


def _grants(answer):
    return sorted(
        (grant["Grantee"].get("URI", "owner").rpartition("/")[2], grant["Permission"]) for grant in answer["Grants"]
    )


BUCKETS = [
    Proof(BUCKET, {"BucketName": "my-own-bucket"}, ("s3", "list_buckets", {}), "Buckets[0].Name", "my-own-bucket"),
    *(
        _of_bucket({"AccessControl": acl}, "get_bucket_acl", _grants, [*grants, ("owner", "FULL_CONTROL")])
        for acl, grants in {
            "Private": [],
            "PublicRead": [("AllUsers", "READ")],
            "AuthenticatedRead": [("AuthenticatedUsers", "READ")],
            "BucketOwnerFullControl": [],
            "LogDeliveryWrite": [("LogDelivery", "READ_ACP")],
        }.items()
    ),
    _of_bucket(
        {"AccelerateConfiguration": {"AccelerationStatus": "Enabled"}},
        "get_bucket_accelerate_configuration",
        "Status",
        "Enabled",
        left="Suspended",
    ),
    _of_bucket(
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
        "get_bucket_encryption",
        "ServerSideEncryptionConfiguration.Rules",
        [
            {
                "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "{key}"},
                "BucketKeyEnabled": True,
            }
        ],
    ),
    _of_bucket(
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
        "get_bucket_cors",
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
    ),
    _of_bucket(
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
        "get_bucket_lifecycle_configuration",
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
                "Expiration": {"Date": datetime(2030, 1, 2, tzinfo=UTC)},
                "Transitions": [{"StorageClass": "GLACIER", "Date": datetime(2029, 1, 2, tzinfo=UTC)}],
            },
        ],
    ),
    _of_bucket(
        {"LoggingConfiguration": {"DestinationBucketName": "{bucket}", "LogFilePrefix": "mine/"}},
        "get_bucket_logging",
        "LoggingEnabled",
        {"TargetBucket": "{bucket}", "TargetPrefix": "mine/"},
    ),
    _of_bucket(
        {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}},
        "get_bucket_ownership_controls",
        "OwnershipControls.Rules",
        [{"ObjectOwnership": "BucketOwnerPreferred"}],
    ),
    _of_bucket(
        {
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": "false",
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": "true",
            }
        },
        "get_public_access_block",
        "PublicAccessBlockConfiguration",
        {
            "BlockPublicAcls": True,
            "BlockPublicPolicy": False,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
    ),
    _of_bucket(
        {"VersioningConfiguration": {"Status": "Enabled"}},
        "get_bucket_versioning",
        "Status",
        "Enabled",
        left="Suspended",
    ),
    _of_bucket(
        {"WebsiteConfiguration": {"IndexDocument": "index.html", "ErrorDocument": "oh.html"}},
        "get_bucket_website",
        "[IndexDocument.Suffix, ErrorDocument.Key]",
        ["index.html", "oh.html"],
    ),
    _of_bucket(
        {"WebsiteConfiguration": {"RedirectAllRequestsTo": {"HostName": "example.com", "Protocol": "https"}}},
        "get_bucket_website",
        "RedirectAllRequestsTo",
        {"HostName": "example.com", "Protocol": "https"},
    ),
    _of_bucket({"Tags": TAGS}, "get_bucket_tagging", "TagSet"),
]
BUCKET_POLICIES = [
    Proof(
        "AWS::S3::BucketPolicy",
        {"Bucket": "{bucket}", "PolicyDocument": {"Version": "2012-10-17", "Statement": []}},
        ("s3", "get_bucket_policy", {"Bucket": "{bucket}"}),
        "Policy",
        '{"Version": "2012-10-17", "Statement": []}',
    ),
    Proof(
        "AWS::S3::BucketPolicy",
        {"PolicyDocument": {"Version": "2012-10-17", "Statement": []}},
        ("s3", "get_bucket_policy", {"Bucket": "{bucket}"}),
        "Policy",
        '{"Version": "2012-10-17", "Statement": []}',
        given={"Bucket": "{bucket}", "PolicyDocument": {"Version": "2008-10-17", "Statement": []}},
    ),
]


def _of_key(stated, found, expected=SAME, operation="describe_key", **given):
    return Proof("AWS::KMS::Key", stated, ("kms", operation, {"KeyId": "{Ref}"}), found, given=given, expected=expected)


_POLICY_OF_KEY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "kms:*", "Resource": "*"}],
}
KEYS = [
    _of_key({"Description": "of artifacts"}, "KeyMetadata.Description"),
    _of_key({"Enabled": False}, "KeyMetadata.[Enabled, KeyState]", [False, "Disabled"]),
    _of_key({"EnableKeyRotation": True}, "KeyRotationEnabled", operation="get_key_rotation_status"),
    Proof(
        "AWS::KMS::Key",
        {"KeyPolicy": _POLICY_OF_KEY},
        ("kms", "get_key_policy", {"KeyId": "{Ref}", "PolicyName": "default"}),
        "Policy",
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, '
        '"Action": "kms:*", "Resource": "*"}]}',
        given={"KeyPolicy": {**_POLICY_OF_KEY, "Id": "earlier"}},
    ),
    _of_key({"KeySpec": "ECC_NIST_P256"}, "KeyMetadata.KeySpec", KeyUsage="SIGN_VERIFY"),
    _of_key({"KeyUsage": "SIGN_VERIFY"}, "KeyMetadata.KeyUsage", KeySpec="RSA_2048"),
    _of_key({"MultiRegion": True}, "KeyMetadata.MultiRegion"),
    _of_key({"Origin": "EXTERNAL"}, "KeyMetadata.Origin"),
    _of_key({"Tags": TAGS}, "Tags", [{"TagKey": "team", "TagValue": "core"}], operation="list_resource_tags"),
]
ALIASES = [
    Proof(
        "AWS::KMS::Alias",
        {"AliasName": "alias/artifacts", "TargetKeyId": "{key}"},
        ("kms", "list_aliases", {"KeyId": "{key}"}),
        "Aliases[].AliasName",
        ["alias/artifacts"],
    ),
    Proof(
        "AWS::KMS::Alias",
        {"TargetKeyId": "{key}"},
        ("kms", "describe_key", {"KeyId": "alias/artifacts"}),
        "KeyMetadata.KeyId",
        "{key}",
        given={"AliasName": "alias/artifacts", "TargetKeyId": "{keyarn}"},
    ),
]


def _of_queue(stated, found, expected, **given):
    read = ("sqs", "get_queue_attributes", {"QueueUrl": "{Ref}", "AttributeNames": ["All"]})
    return Proof("AWS::SQS::Queue", stated, read, f"Attributes.{found}", expected, given=given)


_FIFO = {"FifoQueue": True}
QUEUES = [
    Proof(
        "AWS::SQS::Queue", {"QueueName": "work"}, ("sqs", "get_queue_url", {"QueueName": "work"}), "QueueUrl", "{Ref}"
    ),
    _of_queue({"DelaySeconds": 5}, "DelaySeconds", "5"),
    _of_queue({"MaximumMessageSize": "2048"}, "MaximumMessageSize", "2048"),
    _of_queue({"MessageRetentionPeriod": 60}, "MessageRetentionPeriod", "60"),
    _of_queue({"ReceiveMessageWaitTimeSeconds": 20}, "ReceiveMessageWaitTimeSeconds", "20"),
    _of_queue({"VisibilityTimeout": 0}, "VisibilityTimeout", "0"),
    _of_queue({"KmsMasterKeyId": "{key}"}, "KmsMasterKeyId", "{key}"),
    _of_queue({"KmsDataKeyReusePeriodSeconds": 60}, "KmsDataKeyReusePeriodSeconds", "60", KmsMasterKeyId="{key}"),
    _of_queue({"SqsManagedSseEnabled": False}, "SqsManagedSseEnabled", "false"),
    _of_queue(
        {"RedrivePolicy": {"deadLetterTargetArn": "{queuearn}", "maxReceiveCount": 3}},
        "RedrivePolicy",
        '{"deadLetterTargetArn": "{queuearn}", "maxReceiveCount": 3}',
    ),
    _of_queue({"FifoQueue": "true"}, "FifoQueue", "true"),
    _of_queue({"ContentBasedDeduplication": True}, "ContentBasedDeduplication", "true", **_FIFO),
    _of_queue({"DeduplicationScope": "messageGroup"}, "DeduplicationScope", "messageGroup", **_FIFO),
    _of_queue(
        {"FifoThroughputLimit": "perMessageGroupId"},
        "FifoThroughputLimit",
        "perMessageGroupId",
        DeduplicationScope="messageGroup",
        **_FIFO,
    ),
    Proof(
        "AWS::SQS::Queue", {"Tags": TAGS}, ("sqs", "list_queue_tags", {"QueueUrl": "{Ref}"}), "Tags", {"team": "core"}
    ),
]


def _of_topic(stated, found, expected, **given):
    read = ("sns", "get_topic_attributes", {"TopicArn": "{Ref}"})
    return Proof("AWS::SNS::Topic", stated, read, f"Attributes.{found}", expected, given=given)


TOPICS = [
    _of_topic({"TopicName": "news"}, "TopicArn", "arn:aws:sns:us-east-1:123456789012:news"),
    _of_topic({"DisplayName": "News"}, "DisplayName", "News"),
    _of_topic({"KmsMasterKeyId": "{key}"}, "KmsMasterKeyId", "{key}"),
    _of_topic({"FifoTopic": True}, "FifoTopic", "true"),
    _of_topic({"ContentBasedDeduplication": "true"}, "ContentBasedDeduplication", "true", FifoTopic=True),
    Proof(
        "AWS::SNS::Topic",
        {"Subscription": [{"Protocol": "sqs", "Endpoint": "{queuearn}"}]},
        ("sns", "list_subscriptions_by_topic", {"TopicArn": "{Ref}"}),
        "Subscriptions[].[Protocol, Endpoint]",
        [["sqs", "{queuearn}"]],
    ),
    Proof("AWS::SNS::Topic", {"Tags": TAGS}, ("sns", "list_tags_for_resource", {"ResourceArn": "{Ref}"}), "Tags"),
]


def _of_parameter(stated, found, expected=SAME, **given):
    read = ("ssm", "describe_parameters", {})
    needed = {"Type": "String", "Value": "seven", **given}
    return Proof("AWS::SSM::Parameter", stated, read, f"Parameters[0] | {found}", given=needed, expected=expected)


_VALUE = ("ssm", "get_parameter", {"Name": "{Ref}"})
PARAMETERS = [
    _of_parameter({"Name": "/team/limit"}, "Name"),
    _of_parameter({"Description": "of the team"}, "Description"),
    _of_parameter({"AllowedPattern": "^[a-z]+$"}, "AllowedPattern"),
    _of_parameter({"DataType": "text"}, "DataType"),
    _of_parameter({"Tier": "Advanced"}, "Tier"),
    _of_parameter(
        {"Policies": '[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"1","Unit":"Days"}}]'},
        "Policies || `[]` | length(@)",
        1,
        Tier="Advanced",
    ),
    Proof("AWS::SSM::Parameter", {"Type": "String", "Value": 8}, _VALUE, "Parameter.[Type, Value]", ["String", "8"]),
    Proof(
        "AWS::SSM::Parameter",
        {"Value": "eight"},
        _VALUE,
        "Parameter.Value",
        given={"Type": "String", "Value": "seven"},
    ),
    Proof(
        "AWS::SSM::Parameter",
        {"Type": "StringList"},
        _VALUE,
        "Parameter.Type",
        given={"Value": "a,b"},
    ),
    Proof(
        "AWS::SSM::Parameter",
        {"Tags": {"team": "core"}},
        ("ssm", "list_tags_for_resource", {"ResourceType": "Parameter", "ResourceId": "{Ref}"}),
        "TagList",
        [{"Key": "team", "Value": "core"}],
        given={"Type": "String", "Value": "seven"},
    ),
]


def _of_log_group(stated, found, expected=SAME):
    return Proof(
        "AWS::Logs::LogGroup", stated, ("logs", "describe_log_groups", {}), f"logGroups[0].{found}", expected=expected
    )


LOG_GROUPS = [
    _of_log_group({"LogGroupName": "/aws/mine"}, "logGroupName"),
    _of_log_group({"RetentionInDays": "7"}, "retentionInDays", 7),
    _of_log_group({"KmsKeyId": "{keyarn}"}, "kmsKeyId", "{keyarn}"),
    Proof(
        "AWS::Logs::LogGroup",
        {"Tags": TAGS},
        ("logs", "list_tags_log_group", {"logGroupName": "{Ref}"}),
        "tags",
        {"team": "core"},
    ),
]

PROOFS = [
    *BUCKETS,
    *BUCKET_POLICIES,
    *KEYS,
    *ALIASES,
    *QUEUES,
    *TOPICS,
    *PARAMETERS,
    *LOG_GROUPS,
]
