"""AWS::CloudFormation::HookDefaultVersion, the version of a hook that is used: Ref is the hook's ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.registry_versions import default_version

TYPE = default_version(
    "HOOK",
    given={"TypeName": "Example::Testing::Check", "VersionId": "{firsthookid}"},
    client=("describe_type", {"Type": "HOOK", "TypeName": "Example::Testing::Check"}, ""),
    proofs=(
        Proof({"TypeVersionArn": "{secondhook}", "TypeName": None, "VersionId": None}, "DefaultVersionId", "00000002"),
        Proof(
            {"TypeName": "Example::Testing::Check", "VersionId": "{secondhookid}", "TypeVersionArn": None},
            "DefaultVersionId",
            "00000002",
            given={"TypeVersionArn": "{firsthook}"},
        ),
    ),
)
