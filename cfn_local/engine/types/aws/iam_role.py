"""AWS::IAM::Role."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

LONGEST_ROLE_NAME = 64
INLINE_POLICY: Mapping[str, Shape] = {"PolicyName": ANY, "PolicyDocument": ANY}


class Role(AwsType):
    """A role with its inline policies: Ref is its name."""

    type_name = "AWS::IAM::Role"
    required = ("AssumeRolePolicyDocument",)
    properties: ClassVar[Mapping[str, Shape]] = {
        "AssumeRolePolicyDocument": ANY,
        "Description": ANY,
        "ManagedPolicyArns": ANY,
        "MaxSessionDuration": ANY,
        "Path": ANY,
        "PermissionsBoundary": ANY,
        "Policies": [INLINE_POLICY],
        "RoleName": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn", "RoleId")
    updatable = frozenset(properties) - {"Path", "RoleName"}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        role = api(
            "iam",
            "CreateRole",
            RoleName=request.name("RoleName", LONGEST_ROLE_NAME),
            AssumeRolePolicyDocument=wanted.get("AssumeRolePolicyDocument"),
            Description=wanted.get("Description"),
            MaxSessionDuration=wanted.get("MaxSessionDuration"),
            Path=wanted.get("Path"),
            PermissionsBoundary=wanted.get("PermissionsBoundary"),
            Tags=request.tag_list,
        )["Role"]
        return AwsResource(role["RoleName"], {"Arn": role["Arn"], "RoleId": role["RoleId"]})

    def configure(self, api: LocalApi, update: Update) -> None:
        name, wanted = update.physical_id, update.wanted
        if "ManagedPolicyArns" in update.changed:
            for arn in wanted.get("ManagedPolicyArns", ()):
                api("iam", "AttachRolePolicy", RoleName=name, PolicyArn=arn)
        if "Policies" in update.changed:
            for policy in wanted.get("Policies", ()):
                api("iam", "PutRolePolicy", RoleName=name, **policy)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        name, wanted = update.physical_id, update.wanted
        _take_away(api, update.resource, update.changed)
        if "AssumeRolePolicyDocument" in update.changed:
            document = wanted["AssumeRolePolicyDocument"]
            api("iam", "UpdateAssumeRolePolicy", RoleName=name, PolicyDocument=document)
        if update.changed & {"Description", "MaxSessionDuration"}:
            duration, description = wanted.get("MaxSessionDuration", 3600), wanted.get("Description", "")
            api("iam", "UpdateRole", RoleName=name, Description=description, MaxSessionDuration=duration)
        if "PermissionsBoundary" in update.changed and "PermissionsBoundary" in wanted:
            boundary = wanted["PermissionsBoundary"]
            api("iam", "PutRolePermissionsBoundary", RoleName=name, PermissionsBoundary=boundary)
        elif "PermissionsBoundary" in update.changed:
            api("iam", "DeleteRolePermissionsBoundary", RoleName=name)
        update.retag(
            lambda keys: api("iam", "UntagRole", RoleName=name, TagKeys=keys),
            lambda: api("iam", "TagRole", RoleName=name, Tags=update.request.tag_list),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        _take_away(api, resource, self.properties)
        api("iam", "DeleteRole", RoleName=resource.physical_id)


def _take_away(api: LocalApi, resource: AwsResource, changed: Collection[str]) -> None:
    """Detach and delete those policies that the role has from its template."""
    name = resource.physical_id
    if "ManagedPolicyArns" in changed:
        attached = api("iam", "ListAttachedRolePolicies", RoleName=name)["AttachedPolicies"]
        for arn in {policy["PolicyArn"] for policy in attached} & set(resource.properties.get("ManagedPolicyArns", ())):
            api("iam", "DetachRolePolicy", RoleName=name, PolicyArn=arn)
    if "Policies" in changed:
        inline = set(api("iam", "ListRolePolicies", RoleName=name)["PolicyNames"])
        for policy in resource.properties.get("Policies", ()):
            if policy["PolicyName"] in inline:
                api("iam", "DeleteRolePolicy", RoleName=name, PolicyName=policy["PolicyName"])
