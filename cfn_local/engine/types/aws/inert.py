"""Types that do nothing by themselves."""

from cfn_local import partitions
from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest
from cfn_local.engine.types.aws.local_api import LocalApi


class WaitConditionHandle(AwsType):
    """The address to signal a wait condition at: Ref is that URL. The local AWS has no wait conditions."""

    type_name = "AWS::CloudFormation::WaitConditionHandle"
    properties = {}
    attributes = ("Id",)

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        handle = request.physical_name or request.generated_name()
        url = f"https://cloudformation-waitcondition-{api.region}.{partitions.host('s3', api.region)}/{handle}"
        return AwsResource(url, {"Id": url})

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        """Nothing is kept of it."""
