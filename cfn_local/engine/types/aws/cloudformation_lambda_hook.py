"""AWS::CloudFormation::LambdaHook, a Lambda Hook of the account: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.activated_hooks import activated_hook
from cfn_local.engine.types.aws.activated_hooks_proofs import CLIENT, COMMON, COMMON_PROOFS, DESCRIBED, configured
from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.registry.public_hooks import LAMBDA_HOOK

_LOGGING = {"LogGroupName": "hooks", "LogRoleArn": "arn:{partition}:iam::{account}:role/delivery"}
TYPE = activated_hook(
    "AWS::CloudFormation::LambdaHook",
    LAMBDA_HOOK,
    ("LambdaFunction",),
    lambda wanted: {"LambdaFunction": wanted["LambdaFunction"]},
    lambda properties: properties,
    client=CLIENT,
    given={**COMMON, "LambdaFunction": "check-buckets"},
    proofs=(
        *COMMON_PROOFS,
        Proof({"LambdaFunction": "check-queues:live"}, configured("Properties", "LambdaFunction")),
        Proof({"AutoUpdate": False}, "AutoUpdate", read=DESCRIBED),
        Proof({"LoggingConfig": _LOGGING}, "LoggingConfig", read=DESCRIBED),
    ),
)
