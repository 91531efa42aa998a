"""AWS::IAM::InstanceProfile."""

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY


class InstanceProfile(AwsType):
    """What hands a role to an instance: Ref is its name."""

    type_name = "AWS::IAM::InstanceProfile"
    required = ("Roles",)
    properties = {"InstanceProfileName": ANY, "Path": ANY, "Roles": ANY}
    attributes = ("Arn",)
    updatable = frozenset({"Roles"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        profile = api(
            "iam",
            "CreateInstanceProfile",
            InstanceProfileName=request.name("InstanceProfileName", 128),
            Path=request.properties.get("Path"),
        )["InstanceProfile"]
        return AwsResource(profile["InstanceProfileName"], {"Arn": profile["Arn"]})

    def configure(self, api: LocalApi, update: Update) -> None:
        for role in update.wanted.get("Roles", ()):
            api("iam", "AddRoleToInstanceProfile", InstanceProfileName=update.physical_id, RoleName=role)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        _empty(api, update.physical_id)
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        _empty(api, resource.physical_id)
        api("iam", "DeleteInstanceProfile", InstanceProfileName=resource.physical_id)


def _empty(api: LocalApi, name: str) -> None:
    for role in api("iam", "GetInstanceProfile", InstanceProfileName=name)["InstanceProfile"]["Roles"]:
        api("iam", "RemoveRoleFromInstanceProfile", InstanceProfileName=name, RoleName=role["RoleName"])
