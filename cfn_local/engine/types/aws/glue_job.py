"""AWS::Glue::Job."""

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, Shape


class Job(AwsType):
    """A Glue job: Ref is its name. moto has no UpdateJob, so that only its tags can be updated."""

    type_name = "AWS::Glue::Job"
    required = ("Command", "Role")
    properties: ClassVar[Mapping[str, Shape]] = {
        "AllocatedCapacity": ANY,
        "Command": {"Name": ANY, "PythonVersion": ANY, "ScriptLocation": ANY},
        "Connections": {"Connections": ANY},
        "DefaultArguments": ANY,
        "Description": ANY,
        "ExecutionClass": ANY,
        "ExecutionProperty": {"MaxConcurrentRuns": ANY},
        "GlueVersion": ANY,
        "LogUri": ANY,
        "MaxCapacity": ANY,
        "MaxRetries": ANY,
        "Name": ANY,
        "NonOverridableArguments": ANY,
        "NotificationProperty": {"NotifyDelayAfter": ANY},
        "NumberOfWorkers": ANY,
        "Role": ANY,
        "SecurityConfiguration": ANY,
        "Timeout": ANY,
        "WorkerType": ANY,
        TAGS_PROPERTY: ANY,
    }
    updatable = frozenset({TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("Name")
        # CreateJob itself would replace the job.
        if name in api.backend("glue").jobs:
            raise already_exists(self.type_name, name)
        api("glue", "CreateJob", **{**request.properties, "Name": name, TAGS_PROPERTY: request.all_tags})
        return AwsResource(name)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        arn = api.arn("glue", f"job/{update.physical_id}")
        update.retag(
            lambda keys: api("glue", "UntagResource", ResourceArn=arn, TagsToRemove=keys),
            lambda: api("glue", "TagResource", ResourceArn=arn, TagsToAdd=update.request.all_tags),
        )
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("glue", "DeleteJob", JobName=resource.physical_id)
