"""AWS::SSM::Parameter."""

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import AwsTypeError, already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.physical_names import random_part
from cfn_local.engine.types.aws.property_shapes import ANY, Shape, one_of

_CONTENT = ("AllowedPattern", "DataType", "Description", "Policies", "Tier", "Type", "Value")

# PutParameter keeps what it is not told.
_NOTHING = {"AllowedPattern": "", "Description": "", "Policies": "[]"}


class Parameter(AwsType):
    """A parameter: Ref is its name. SecureString is not to be had from CloudFormation, on AWS neither."""

    type_name = "AWS::SSM::Parameter"
    required = ("Type", "Value")
    properties: ClassVar[Mapping[str, Shape]] = {
        **dict.fromkeys(_CONTENT, ANY),
        "Name": ANY,
        "Type": one_of("String", "StringList"),
        TAGS_PROPERTY: ANY,
    }
    attributes = ("Arn", "Type", "Value")
    updatable = frozenset({"AllowedPattern", "Description", "Policies", "Value", TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = str(request.properties.get("Name") or f"CFN-{request.logical_id}-{random_part()}")
        try:
            api("ssm", "PutParameter", Name=name, Tags=request.tag_list, **_content(request))
        except AwsTypeError as error:
            if error.error_code == "AlreadyExists":
                raise already_exists(self.type_name, name) from None
            raise
        return AwsResource(name, _attributes(api, name, request))

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        name = update.physical_id
        if update.changed - {TAGS_PROPERTY}:
            api("ssm", "PutParameter", Name=name, Overwrite=True, **{**_NOTHING, **_content(update.request)})
        of_parameter = {"ResourceType": "Parameter", "ResourceId": name}
        update.retag(
            lambda keys: api("ssm", "RemoveTagsFromResource", TagKeys=keys, **of_parameter),
            lambda: api("ssm", "AddTagsToResource", Tags=update.request.tag_list, **of_parameter),
        )
        return AwsResource(name, _attributes(api, name, update.request))

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ssm", "DeleteParameter", Name=resource.physical_id)


def _content(request: AwsTypeRequest) -> dict[str, object]:
    return {name: request.properties[name] for name in _CONTENT if name in request.properties}


def _attributes(api: LocalApi, name: str, request: AwsTypeRequest) -> dict[str, object]:
    arn = api.arn("ssm", f"parameter/{name.removeprefix('/')}")
    return {"Arn": arn, "Type": request.properties["Type"], "Value": request.properties["Value"]}
