"""AWS::CloudFormation::ResourceDefaultVersion, the version of a resource type that is used: Ref is the type's ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.registry_versions import default_version

TYPE = default_version(
    "RESOURCE",
    given={"TypeName": "Example::Testing::Thing", "VersionId": "{firstresourceid}"},
    client=("describe_type", {"Type": "RESOURCE", "TypeName": "Example::Testing::Thing"}, ""),
    proofs=(
        Proof(
            {"TypeVersionArn": "{secondresource}", "TypeName": None, "VersionId": None}, "DefaultVersionId", "00000002"
        ),
        Proof(
            {"TypeName": "Example::Testing::Thing", "VersionId": "{secondresourceid}", "TypeVersionArn": None},
            "DefaultVersionId",
            "00000002",
            given={"TypeVersionArn": "{firstresource}"},
        ),
    ),
)
