"""AWS::CloudFormation::HookTypeConfig: whether, where and how strictly a hook runs."""

import json
from typing import Any

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, one_of

_ONLY_ALIAS = "default"


class HookTypeConfig(AwsType):
    """The configuration of a hook: Ref is its ARN. After AWS's own handler, to delete it only disables the hook."""

    type_name = "AWS::CloudFormation::HookTypeConfig"
    properties = {
        "Configuration": ANY,
        "ConfigurationAlias": one_of(_ONLY_ALIAS),
        "TypeArn": ANY,
        "TypeName": ANY,
    }
    attributes = ("ConfigurationArn",)
    updatable = frozenset({"Configuration", "TypeArn", "TypeName"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        arn = _configure(api, request.properties, request.properties["Configuration"])
        return AwsResource(arn, {"ConfigurationArn": arn})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        _configure(api, update.wanted, update.wanted["Configuration"])
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        document = json.loads(resource.properties["Configuration"])
        document["CloudFormationConfiguration"]["HookConfiguration"]["TargetStacks"] = "NONE"
        _configure(api, resource.properties, json.dumps(document))


def _configure(api: LocalApi, properties: Any, configuration: str) -> str:
    """Set it for the hook that the properties name, and give the ARN of the configuration."""
    named = {"TypeArn": properties.get("TypeArn")}
    if named["TypeArn"] is None:
        named = {"Type": "HOOK", "TypeName": properties.get("TypeName")}
    answer = api(
        "cloudformation",
        "SetTypeConfiguration",
        **named,
        ConfigurationAlias=_ONLY_ALIAS,
        Configuration=configuration,
    )
    return str(answer["ConfigurationArn"])
