"""AWS::S3::BucketPolicy."""

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY


class BucketPolicy(AwsType):
    """The policy of a bucket: Ref is the bucket's name, as in the type's primary identifier."""

    type_name = "AWS::S3::BucketPolicy"
    required = ("Bucket", "PolicyDocument")
    properties = {"Bucket": ANY, "PolicyDocument": ANY}
    updatable = frozenset({"PolicyDocument"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        bucket = str(request.properties["Bucket"])
        api("s3", "PutBucketPolicy", Bucket=bucket, Policy=request.properties["PolicyDocument"])
        return AwsResource(bucket)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        api("s3", "PutBucketPolicy", Bucket=update.physical_id, Policy=update.wanted["PolicyDocument"])
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("s3", "DeleteBucketPolicy", Bucket=resource.physical_id)
