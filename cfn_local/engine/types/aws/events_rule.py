"""AWS::Events::Rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_CONTENT = ("Description", "EventPattern", "RoleArn", "ScheduleExpression", "State")
_LONGEST_NAME = 64


class Rule(AwsType):
    """A rule of the default event bus, with its targets: Ref is its name."""

    type_name = "AWS::Events::Rule"
    properties: ClassVar[Mapping[str, Shape]] = {
        **dict.fromkeys(_CONTENT, ANY),
        "Name": ANY,
        "Targets": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn",)
    updatable = frozenset(properties) - {"Name"}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("Name", _LONGEST_NAME)
        if any(rule["Name"] == name for rule in api("events", "ListRules", NamePrefix=name)["Rules"]):
            raise already_exists(self.type_name, name)
        arn = api("events", "PutRule", Name=name, Tags=request.tag_list, **_content(request))["RuleArn"]
        return AwsResource(name, {"Arn": arn})

    def configure(self, api: LocalApi, update: Update) -> None:
        if "Targets" in update.changed:
            _remove_targets(api, update.physical_id)
            if targets := update.wanted.get("Targets"):
                api("events", "PutTargets", Rule=update.physical_id, Targets=targets)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        if update.changed & set(_CONTENT):
            api("events", "PutRule", Name=update.physical_id, **_content(update.request))
        arn = update.resource.attributes["Arn"]
        update.retag(
            lambda keys: api("events", "UntagResource", ResourceARN=arn, TagKeys=keys),
            lambda: api("events", "TagResource", ResourceARN=arn, Tags=update.request.tag_list),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        _remove_targets(api, resource.physical_id)
        api("events", "DeleteRule", Name=resource.physical_id)


def _content(request: AwsTypeRequest) -> dict[str, object]:
    return {name: request.properties[name] for name in _CONTENT if name in request.properties}


def _remove_targets(api: LocalApi, rule: str) -> None:
    targets = api("events", "ListTargetsByRule", Rule=rule)["Targets"]
    if targets:
        api("events", "RemoveTargets", Rule=rule, Ids=[target["Id"] for target in targets])
