"""AWS::CloudFormation::HookVersion, a version of a private hook: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.registry_versions import version

TYPE = version(
    "HOOK",
    given={"TypeName": "Example::Testing::Check", "SchemaHandlerPackage": "{hookpackage}"},
    client=("describe_type", {"Arn": "{Ref}"}, ""),
    proofs=(
        Proof({"TypeName": "Example::Testing::Check"}),
        Proof({"ExecutionRoleArn": "arn:{partition}:iam::{account}:role/handlers"}),
        Proof(
            {
                "LoggingConfig": {
                    "LogGroupName": "handlers",
                    "LogRoleArn": "arn:{partition}:iam::{account}:role/delivery",
                }
            }
        ),
    ),
)
