"""AWS::CloudFormation::ModuleVersion, a version of a private module: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.registry_versions import version

TYPE = version(
    "MODULE",
    name="ModuleName",
    package="ModulePackage",
    given={"ModuleName": "Example::Testing::Pair::MODULE", "ModulePackage": "{modulepackage}"},
    proofs=(
        Proof({"ModuleName": "Example::Testing::Pair::MODULE"}, "TypeName", read=("describe_type", {"Arn": "{Ref}"})),
    ),
)
