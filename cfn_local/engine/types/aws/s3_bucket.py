"""AWS::S3::Bucket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape, one_of
from cfn_local.engine.types.aws.s3_bucket_settings import CANNED_ACLS, SETTINGS
from cfn_local.engine.types.aws.s3_lifecycle import LIFECYCLE_RULE
from cfn_local.partitions import partition_of

_REDIRECT = {"HostName": ANY, "Protocol": ANY}
_NAME_OF_BUCKET_LONGEST = 63
# The Regions whose website endpoints are s3-website-REGION; those of all others are s3-website.REGION.
_WEBSITES_WITH_A_DASH = frozenset(
    {"ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "eu-west-1", "sa-east-1"}
    | {"us-east-1", "us-gov-west-1", "us-west-1", "us-west-2"}
)


class Bucket(AwsType):
    """A bucket: Ref is its name."""

    type_name = "AWS::S3::Bucket"
    properties: ClassVar[Mapping[str, Shape]] = {
        "BucketName": ANY,
        "AccessControl": one_of(*CANNED_ACLS),
        "AccelerateConfiguration": {"AccelerationStatus": ANY},
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [
                {
                    "BucketKeyEnabled": ANY,
                    "ServerSideEncryptionByDefault": {"SSEAlgorithm": ANY, "KMSMasterKeyID": ANY},
                }
            ]
        },
        "CorsConfiguration": {
            "CorsRules": [
                {
                    "Id": ANY,
                    "AllowedHeaders": ANY,
                    "AllowedMethods": ANY,
                    "AllowedOrigins": ANY,
                    "ExposedHeaders": ANY,
                    "MaxAge": ANY,
                }
            ]
        },
        "LifecycleConfiguration": {"Rules": [LIFECYCLE_RULE]},
        "LoggingConfiguration": {"DestinationBucketName": ANY, "LogFilePrefix": ANY},
        "OwnershipControls": {"Rules": [{"ObjectOwnership": ANY}]},
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": ANY,
            "BlockPublicPolicy": ANY,
            "IgnorePublicAcls": ANY,
            "RestrictPublicBuckets": ANY,
        },
        "VersioningConfiguration": {"Status": ANY},
        "WebsiteConfiguration": {"IndexDocument": ANY, "ErrorDocument": ANY, "RedirectAllRequestsTo": _REDIRECT},
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn", "DomainName", "DualStackDomainName", "RegionalDomainName", "WebsiteURL")
    updatable = frozenset(properties) - {"BucketName"}
    settings = SETTINGS

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("BucketName", _NAME_OF_BUCKET_LONGEST)
        name = name if request.properties.get("BucketName") else name.lower()
        # CreateBucket itself answers in us-east-1 that a bucket which is there already was created.
        buckets = api.backend("s3")
        if name in buckets.buckets:
            raise already_exists(self.type_name, name)
        with api.refusals("s3"):
            buckets.create_bucket(name, api.region)
        _set_tags(api, name, request)
        partition = partition_of(api.region)
        suffix = partition.dns_suffix
        separator = "-" if api.region in _WEBSITES_WITH_A_DASH else "."
        return AwsResource(
            name,
            {
                "Arn": partition.arn("s3", name),
                "DomainName": f"{name}.s3.{suffix}",
                "DualStackDomainName": f"{name}.s3.dualstack.{api.region}.{suffix}",
                "RegionalDomainName": f"{name}.s3.{api.region}.{suffix}",
                "WebsiteURL": f"http://{name}.s3-website{separator}{api.region}.{suffix}",
            },
        )

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        if TAGS_PROPERTY in update.changed:
            _set_tags(api, update.physical_id, update.request)
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("s3", "DeleteBucket", Bucket=resource.physical_id)


def _set_tags(api: LocalApi, bucket: str, request: AwsTypeRequest) -> None:
    # PutBucketTagging refuses the tags of CloudFormation itself, which start with aws:.
    if request.all_tags:
        api.backend("s3").put_bucket_tagging(bucket, request.all_tags)
    else:
        api.backend("s3").delete_bucket_tagging(bucket)
