"""AWS::SecretsManager::Secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_PASSWORD: Mapping[str, Shape] = {
    "ExcludeCharacters": ANY,
    "ExcludeLowercase": ANY,
    "ExcludeNumbers": ANY,
    "ExcludePunctuation": ANY,
    "ExcludeUppercase": ANY,
    "IncludeSpace": ANY,
    "PasswordLength": ANY,
    "RequireEachIncludedType": ANY,
}


class Secret(AwsType):
    """A secret, given or generated: Ref is its ARN. Deletion leaves no time to recover it."""

    type_name = "AWS::SecretsManager::Secret"
    properties: ClassVar[Mapping[str, Shape]] = {
        "Description": ANY,
        "GenerateSecretString": {**_PASSWORD, "GenerateStringKey": ANY, "SecretStringTemplate": ANY},
        "KmsKeyId": ANY,
        "Name": ANY,
        "SecretString": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Id",)
    updatable = frozenset({"SecretString", TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        if "SecretString" in wanted and "GenerateSecretString" in wanted:
            raise AwsTypeError("State SecretString or GenerateSecretString of AWS::SecretsManager::Secret, not both.")
        arn = api(
            "secretsmanager",
            "CreateSecret",
            Name=request.name("Name"),
            Description=wanted.get("Description"),
            KmsKeyId=wanted.get("KmsKeyId"),
            SecretString=wanted.get("SecretString") or _generated(api, wanted.get("GenerateSecretString", {})),
            Tags=request.tag_list,
        )["ARN"]
        return AwsResource(arn, {"Id": arn})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        arn = update.physical_id
        if "SecretString" in update.changed:
            text = update.wanted.get("SecretString") or _generated(api, {})
            api("secretsmanager", "PutSecretValue", SecretId=arn, SecretString=text)
        update.retag(
            lambda keys: api("secretsmanager", "UntagResource", SecretId=arn, TagKeys=keys),
            lambda: api("secretsmanager", "TagResource", SecretId=arn, Tags=update.request.tag_list),
        )
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("secretsmanager", "DeleteSecret", SecretId=resource.physical_id, ForceDeleteWithoutRecovery=True)


def _generated(api: LocalApi, wish: Mapping[str, Any]) -> str:
    """A random password, by itself or as one more key of the template."""
    rules = {name: value for name, value in wish.items() if name in _PASSWORD}
    password: str = api("secretsmanager", "GetRandomPassword", **rules)["RandomPassword"]
    if "GenerateStringKey" not in wish:
        return password
    return json.dumps({**json.loads(wish.get("SecretStringTemplate", "{}")), wish["GenerateStringKey"]: password})
