"""AWS::Batch::ComputeEnvironment: Ref is its ARN. Its instances run at once; no job does."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

_THIS = {"computeEnvironments": lambda handle: [handle["ComputeEnvironmentArn"]]}
_READ = Call("DescribeComputeEnvironments", "computeEnvironments", _THIS)
_FARGATE = {"Type": "FARGATE", "MaxvCpus": 4, "Subnets": ["{subnet}"], "SecurityGroupIds": ["{group}"]}
_SPOT = {
    "Type": "SPOT",
    "AllocationStrategy": "SPOT_CAPACITY_OPTIMIZED",
    "BidPercentage": 80,
    "MinvCpus": 0,
    "DesiredvCpus": 0,
    "MaxvCpus": 16,
    "InstanceTypes": ["m5.large"],
    "InstanceRole": "{AWS::IAM::InstanceProfile.Arn}",
    "SpotIamFleetRole": "{rolearn}",
    "Subnets": ["{subnet}"],
    "SecurityGroupIds": ["{group}"],
    "LaunchTemplate": {"LaunchTemplateId": "{template}", "Version": "1"},
    "Ec2Configuration": [{"ImageType": "ECS_AL2"}],
    "Ec2KeyPair": "{AWS::EC2::KeyPair}",
}


def _kind(handle: Handle) -> str:
    return str(handle.wanted["Type"]).upper()


def _stated_kind(handle: Handle) -> dict[str, Any]:
    """The type as the template writes it: AWS takes it in any case."""
    stated, found = str(handle.wanted.get("Type")), handle.found(_READ)[0]["type"]
    return {"Type": stated if stated.upper() == found else found}


def _update(handle: Handle) -> None:
    resources = handle.wanted.get("ComputeResources", {})
    had = handle.had.get("ComputeResources", {})
    if {name for name in {*had, *resources} if had.get(name) != resources.get(name)} - {*_SIZES}:
        raise AwsTypeError("The compute environment is replaced, as more than its sizes changes.", "NotUpdatable")
    sizes = {f"{name[0].lower()}{name[1:]}": resources[name] for name in _SIZES if name in resources}
    handle(
        "UpdateComputeEnvironment",
        computeEnvironment=handle["ComputeEnvironmentArn"],
        state=handle.wanted.get("State", "ENABLED"),
        computeResources=sizes or None,
    )


def _apply_to_updates(handle: Handle, policy: Any) -> None:
    """The request of a creation has no place for the policy."""
    stated = policy or TYPE.defaults["UpdatePolicy"]
    kept = {f"{name[0].lower()}{name[1:]}": value for name, value in stated.items()}
    handle("UpdateComputeEnvironment", computeEnvironment=handle["ComputeEnvironmentArn"], updatePolicy=kept)


def _delete(handle: Handle) -> None:
    if handle.found(_READ):
        handle("DeleteComputeEnvironment", computeEnvironment=handle["ComputeEnvironmentArn"])


_SIZES = ("MinvCpus", "DesiredvCpus", "MaxvCpus")

TYPE = Declaration(
    "AWS::Batch::ComputeEnvironment",
    "batch",
    named=Name("ComputeEnvironmentName", 128, "{id}-{random}"),
    create=Call("CreateComputeEnvironment", params={"type": _kind}),
    read=(_READ, _stated_kind),
    update=(Logic(("State", "ComputeResources"), _update),),
    settings={"UpdatePolicy": _apply_to_updates},
    defaults={"UpdatePolicy": {"JobExecutionTimeoutMinutes": 30, "TerminateJobsOnUpdate": False}},
    delete=_delete,
    list=Call("DescribeComputeEnvironments", "computeEnvironments"),
    given={"Type": "MANAGED", "ComputeResources": _FARGATE},
    client=("describe_compute_environments", {"computeEnvironments": ["{Ref}"]}, "computeEnvironments[0]"),
    proofs=(
        Proof(
            {"ComputeEnvironmentName": "jobs", "Type": "managed"}, "[computeEnvironmentName, type]", ["jobs", "MANAGED"]
        ),
        Proof({"ServiceRole": "{rolearn}"}, "serviceRole"),
        Proof({"State": "DISABLED"}, "state"),
        Proof(
            {"UpdatePolicy": {"JobExecutionTimeoutMinutes": 10, "TerminateJobsOnUpdate": True}},
            "updatePolicy",
            {"jobExecutionTimeoutMinutes": 10, "terminateJobsOnUpdate": True},
        ),
        Proof(
            {"ComputeResources": _SPOT},
            lambda found: {
                name: found["computeResources"][name[0].lower() + name[1:]]
                for name in ("Type", "MaxvCpus", "InstanceTypes", "InstanceRole", "BidPercentage")
            },
            {name: _SPOT[name] for name in ("Type", "MaxvCpus", "InstanceTypes", "InstanceRole", "BidPercentage")},
            given={"ComputeResources": {**_SPOT, "MaxvCpus": 8}},
        ),
    ),
    unread={"ReplaceComputeEnvironment": False},
)
