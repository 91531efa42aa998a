"""AWS::CloudWatch::Alarm and AWS::CloudWatch::Dashboard."""

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_CONTENT: Mapping[str, Shape] = {
    "ActionsEnabled": ANY,
    "AlarmActions": ANY,
    "AlarmDescription": ANY,
    "ComparisonOperator": ANY,
    "DatapointsToAlarm": ANY,
    "Dimensions": [{"Name": ANY, "Value": ANY}],
    "EvaluateLowSampleCountPercentile": ANY,
    "EvaluationPeriods": ANY,
    "ExtendedStatistic": ANY,
    "InsufficientDataActions": ANY,
    "MetricName": ANY,
    "Namespace": ANY,
    "OKActions": ANY,
    "Period": ANY,
    "Statistic": ANY,
    "Threshold": ANY,
    "TreatMissingData": ANY,
    "Unit": ANY,
}


class Alarm(AwsType):
    """An alarm on a metric: Ref is its name."""

    type_name = "AWS::CloudWatch::Alarm"
    properties: ClassVar[Mapping[str, Shape]] = {**_CONTENT, "AlarmName": ANY, TAGS_PROPERTY: TAGS}
    attributes = ("Arn",)
    updatable = frozenset(properties) - {"AlarmName"}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("AlarmName")
        if api("cloudwatch", "DescribeAlarms", AlarmNames=[name])["MetricAlarms"]:
            raise already_exists(self.type_name, name)
        _put(api, name, request)
        return AwsResource(name, {"Arn": api.arn("cloudwatch", f"alarm:{name}")})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        if update.changed & _CONTENT.keys():
            _put(api, update.physical_id, update.request)
        arn = update.resource.attributes["Arn"]
        update.retag(
            lambda keys: api("cloudwatch", "UntagResource", ResourceARN=arn, TagKeys=keys),
            lambda: api("cloudwatch", "TagResource", ResourceARN=arn, Tags=update.request.tag_list),
        )
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("cloudwatch", "DeleteAlarms", AlarmNames=[resource.physical_id])


def _put(api: LocalApi, name: str, request: AwsTypeRequest) -> None:
    content = {key: value for key, value in request.properties.items() if key in _CONTENT}
    api("cloudwatch", "PutMetricAlarm", **{"ActionsEnabled": True, **content}, AlarmName=name, Tags=request.tag_list)


class Dashboard(AwsType):
    """A dashboard: Ref is its name."""

    type_name = "AWS::CloudWatch::Dashboard"
    required = ("DashboardBody",)
    properties: ClassVar[Mapping[str, Shape]] = {"DashboardBody": ANY, "DashboardName": ANY}
    updatable = frozenset({"DashboardBody"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("DashboardName")
        if name in api.backend("cloudwatch").dashboards:
            raise already_exists(self.type_name, name)
        api("cloudwatch", "PutDashboard", DashboardName=name, DashboardBody=request.properties["DashboardBody"])
        return AwsResource(name)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        body = update.wanted["DashboardBody"]
        api("cloudwatch", "PutDashboard", DashboardName=update.physical_id, DashboardBody=body)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("cloudwatch", "DeleteDashboards", DashboardNames=[resource.physical_id])
