"""What templates state of any hook that is activated, and where a client finds it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.activated_hooks import members_in
from cfn_local.engine.types.aws.declaration import Proof

_TARGETS = [{"TargetName": "AWS::S3::Bucket", "Action": "CREATE", "InvocationPoint": "PRE_PROVISION"}]
DESCRIBED = ("describe_type", {"Arn": "{Ref}"})


def configured(*path: str) -> Any:
    """Finds a member of the hook's configuration."""

    def found(answer: dict[str, Any]) -> Any:
        value: Any = members_in(answer["TypeConfigurations"][0]["Configuration"])
        for name in path:
            value = value.get(name) if value is not None else None
        return value

    return found


COMMON_PROOFS = (
    Proof({"HookStatus": "DISABLED"}, configured("HookInvocationStatus")),
    Proof({"FailureMode": "FAIL"}, configured("FailureMode")),
    Proof({"TargetOperations": ["RESOURCE", "STACK"]}, configured("TargetOperations")),
    Proof({"Alias": "Private::Testing::Other"}, "TypeName", read=DESCRIBED),
    Proof({"ExecutionRole": "arn:{partition}:iam::{account}:role/other"}, "ExecutionRoleArn", read=DESCRIBED),
    Proof({"TargetFilters": {"Targets": _TARGETS}}, configured("TargetFilters")),
    Proof(
        {
            "TargetFilters": {
                "TargetNames": ["AWS::S3::Bucket", "AWS::SQS::*"],
                "Actions": ["CREATE", "UPDATE"],
                "InvocationPoints": ["PRE_PROVISION"],
            }
        },
        configured("TargetFilters"),
    ),
    Proof(
        {
            "StackFilters": {
                "FilteringCriteria": "ANY",
                "StackNames": {"Include": ["web-*"], "Exclude": ["web-test"]},
                "StackRoles": {
                    "Include": ["arn:{partition}:iam::{account}:role/deployer"],
                    "Exclude": ["arn:{partition}:iam::{account}:role/tester"],
                },
            }
        },
        configured("StackFilters"),
    ),
)
COMMON = {
    "Alias": "Private::Testing::Hook",
    "ExecutionRole": "arn:{partition}:iam::{account}:role/hooks",
    "FailureMode": "WARN",
    "HookStatus": "ENABLED",
    "TargetOperations": ["RESOURCE"],
}
CLIENT = ("batch_describe_type_configurations", {"TypeConfigurationIdentifiers": [{"TypeArn": "{Ref}"}]}, "")
