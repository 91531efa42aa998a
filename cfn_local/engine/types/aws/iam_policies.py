"""AWS::IAM::Policy and AWS::IAM::ManagedPolicy."""

from collections.abc import Iterator, Mapping
from typing import Any

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY

_HOLDERS = {"Roles": "Role", "Users": "User", "Groups": "Group"}
LARGEST_VERSION_COUNT = 5


def _holders(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Who has the policy: `("Role", "builder")`."""
    for property_name, kind in _HOLDERS.items():
        for name in properties.get(property_name, ()):
            yield kind, name


class Policy(AwsType):
    """An inline policy of roles, users and groups: Ref is an id that only CloudFormation knows."""

    type_name = "AWS::IAM::Policy"
    required = ("PolicyDocument", "PolicyName")
    properties = {"PolicyDocument": ANY, "PolicyName": ANY, **dict.fromkeys(_HOLDERS, ANY)}
    attributes = ("Id",)
    updatable = frozenset(properties)

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:  # noqa: ARG002 - IAM itself has no such resource
        if not any(_holders(request.properties)):
            raise AwsTypeError("At least one of [Groups,Roles,Users] must be non-empty.")
        policy_id = request.physical_name or request.generated_name()
        return AwsResource(policy_id, {"Id": policy_id})

    def configure(self, api: LocalApi, update: Update) -> None:
        name, document = update.wanted["PolicyName"], update.wanted["PolicyDocument"]
        for kind, holder in _holders(update.wanted):
            api("iam", f"Put{kind}Policy", PolicyName=name, PolicyDocument=document, **{f"{kind}Name": holder})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        self.configure(api, update)
        staying = {(holder, update.wanted["PolicyName"]) for holder in _holders(update.wanted)}
        for holder in _holders(update.resource.properties):
            if (holder, update.resource.properties["PolicyName"]) not in staying:
                _delete_inline(api, holder, update.resource.properties["PolicyName"])
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        for holder in _holders(resource.properties):
            _delete_inline(api, holder, resource.properties["PolicyName"])


def _delete_inline(api: LocalApi, holder: tuple[str, str], name: str) -> None:
    kind, holder_name = holder
    try:
        api("iam", f"Delete{kind}Policy", PolicyName=name, **{f"{kind}Name": holder_name})
    except AwsTypeError as error:
        if not error.is_not_found:
            raise


class ManagedPolicy(AwsType):
    """A customer managed policy and who it is attached to: Ref is its ARN."""

    type_name = "AWS::IAM::ManagedPolicy"
    required = ("PolicyDocument",)
    properties = {
        "Description": ANY,
        "ManagedPolicyName": ANY,
        "Path": ANY,
        "PolicyDocument": ANY,
        **dict.fromkeys(_HOLDERS, ANY),
    }
    attributes = ("PolicyArn", "PolicyId", "DefaultVersionId", "AttachmentCount", "IsAttachable")
    updatable = frozenset({"PolicyDocument", *_HOLDERS})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        policy = api(
            "iam",
            "CreatePolicy",
            PolicyName=request.name("ManagedPolicyName", 128),
            Path=wanted.get("Path"),
            PolicyDocument=wanted["PolicyDocument"],
            Description=wanted.get("Description"),
        )["Policy"]
        holders = len(list(_holders(wanted)))
        return AwsResource(policy["Arn"], _attributes(policy, policy["DefaultVersionId"], holders))

    def configure(self, api: LocalApi, update: Update) -> None:
        for kind, holder in _holders(update.wanted):
            api("iam", f"Attach{kind}Policy", PolicyArn=update.physical_id, **{f"{kind}Name": holder})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        arn = update.physical_id
        if "PolicyDocument" in update.changed:
            _make_room_for_version(api, arn)
            document = update.wanted["PolicyDocument"]
            api("iam", "CreatePolicyVersion", PolicyArn=arn, PolicyDocument=document, SetAsDefault=True)
        staying = set(_holders(update.wanted))
        for kind, holder in _holders(update.resource.properties):
            if (kind, holder) not in staying:
                _detach(api, arn, kind, holder)
        self.configure(api, update)
        policy = api("iam", "GetPolicy", PolicyArn=arn)["Policy"]
        return AwsResource(arn, _attributes(policy, policy["DefaultVersionId"], len(staying)))

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        for kind, holder in _holders(resource.properties):
            _detach(api, resource.physical_id, kind, holder)
        for version in api("iam", "ListPolicyVersions", PolicyArn=resource.physical_id)["Versions"]:
            if not version["IsDefaultVersion"]:
                api("iam", "DeletePolicyVersion", PolicyArn=resource.physical_id, VersionId=version["VersionId"])
        api("iam", "DeletePolicy", PolicyArn=resource.physical_id)


def _attributes(policy: Mapping[str, Any], version: str, holder_count: int) -> dict[str, Any]:
    return {
        "PolicyArn": policy["Arn"],
        "PolicyId": policy["PolicyId"],
        "DefaultVersionId": version,
        "AttachmentCount": holder_count,
        "IsAttachable": True,
    }


def _make_room_for_version(api: LocalApi, arn: str) -> None:
    versions = api("iam", "ListPolicyVersions", PolicyArn=arn)["Versions"]
    if len(versions) >= LARGEST_VERSION_COUNT:
        oldest = min((version for version in versions if not version["IsDefaultVersion"]), key=_version_number)
        api("iam", "DeletePolicyVersion", PolicyArn=arn, VersionId=oldest["VersionId"])


def _version_number(version: Mapping[str, Any]) -> int:
    return int(version["VersionId"].removeprefix("v"))


def _detach(api: LocalApi, arn: str, kind: str, holder: str) -> None:
    try:
        api("iam", f"Detach{kind}Policy", PolicyArn=arn, **{f"{kind}Name": holder})
    except AwsTypeError as error:
        if not error.is_not_found:
            raise
