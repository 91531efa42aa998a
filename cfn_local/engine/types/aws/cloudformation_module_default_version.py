"""AWS::CloudFormation::ModuleDefaultVersion, the version of a module that is used: Ref is the version's ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.registry_versions import default_version

TYPE = default_version(
    "MODULE",
    name="ModuleName",
    arn="Arn",
    given={"ModuleName": "Example::Testing::Pair::MODULE", "VersionId": "{firstmoduleid}"},
    client=("describe_type", {"Type": "MODULE", "TypeName": "Example::Testing::Pair::MODULE"}, ""),
    proofs=(
        Proof({"Arn": "{secondmodule}", "ModuleName": None, "VersionId": None}, "DefaultVersionId", "00000002"),
        Proof(
            {"ModuleName": "Example::Testing::Pair::MODULE", "VersionId": "{secondmoduleid}", "Arn": None},
            "DefaultVersionId",
            "00000002",
            given={"Arn": "{firstmodule}"},
        ),
    ),
)
