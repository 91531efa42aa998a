"""AWS::IAM::User and AWS::IAM::AccessKey."""

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.iam_role import INLINE_POLICY
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_LONGEST_NAME = 64


class User(AwsType):
    """A user with its inline policies: Ref is its name."""

    type_name = "AWS::IAM::User"
    properties: ClassVar[Mapping[str, Shape]] = {
        "ManagedPolicyArns": ANY,
        "Path": ANY,
        "Policies": [INLINE_POLICY],
        "UserName": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn",)
    updatable = frozenset({"ManagedPolicyArns", "Policies", TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        user = api(
            "iam",
            "CreateUser",
            UserName=request.name("UserName", _LONGEST_NAME),
            Path=request.properties.get("Path"),
            Tags=request.tag_list,
        )["User"]
        return AwsResource(user["UserName"], {"Arn": user["Arn"]})

    def configure(self, api: LocalApi, update: Update) -> None:
        name = update.physical_id
        if "ManagedPolicyArns" in update.changed:
            for arn in update.had.get("ManagedPolicyArns", ()):
                api("iam", "DetachUserPolicy", UserName=name, PolicyArn=arn)
            for arn in update.wanted.get("ManagedPolicyArns", ()):
                api("iam", "AttachUserPolicy", UserName=name, PolicyArn=arn)
        if "Policies" in update.changed:
            for policy in update.had.get("Policies", ()):
                api("iam", "DeleteUserPolicy", UserName=name, PolicyName=policy["PolicyName"])
            for policy in update.wanted.get("Policies", ()):
                api("iam", "PutUserPolicy", UserName=name, **policy)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        update.retag(
            lambda keys: api("iam", "UntagUser", UserName=update.physical_id, TagKeys=keys),
            lambda: api("iam", "TagUser", UserName=update.physical_id, Tags=update.request.tag_list),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        name = resource.physical_id
        attached = api("iam", "ListAttachedUserPolicies", UserName=name)["AttachedPolicies"]
        for arn in {policy["PolicyArn"] for policy in attached} & set(resource.properties.get("ManagedPolicyArns", ())):
            api("iam", "DetachUserPolicy", UserName=name, PolicyArn=arn)
        inline = set(api("iam", "ListUserPolicies", UserName=name)["PolicyNames"])
        for policy in resource.properties.get("Policies", ()):
            if policy["PolicyName"] in inline:
                api("iam", "DeleteUserPolicy", UserName=name, PolicyName=policy["PolicyName"])
        api("iam", "DeleteUser", UserName=name)


class AccessKey(AwsType):
    """An access key of a user: Ref is its id."""

    type_name = "AWS::IAM::AccessKey"
    required = ("UserName",)
    properties: ClassVar[Mapping[str, Shape]] = {"Status": ANY, "UserName": ANY}
    attributes = ("Id", "SecretAccessKey")
    updatable = frozenset({"Status"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        key = api("iam", "CreateAccessKey", UserName=request.properties["UserName"])["AccessKey"]
        return AwsResource(key["AccessKeyId"], {"Id": key["AccessKeyId"], "SecretAccessKey": key["SecretAccessKey"]})

    def configure(self, api: LocalApi, update: Update) -> None:
        if "Status" in update.changed:
            api(
                "iam",
                "UpdateAccessKey",
                UserName=update.wanted["UserName"],
                AccessKeyId=update.physical_id,
                Status=update.wanted.get("Status", "Active"),
            )

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        user = resource.properties["UserName"]
        api("iam", "DeleteAccessKey", UserName=user, AccessKeyId=resource.physical_id)
