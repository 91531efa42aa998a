"""AWS::CloudFormation::ResourceVersion, a version of a private resource type: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.registry_versions import version

TYPE = version(
    "RESOURCE",
    given={"TypeName": "Example::Testing::Thing", "SchemaHandlerPackage": "{resourcepackage}"},
    client=("describe_type", {"Arn": "{Ref}"}, ""),
    proofs=(
        Proof({"TypeName": "Example::Testing::Thing"}),
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
