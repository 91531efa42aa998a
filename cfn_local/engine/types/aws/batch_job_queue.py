"""AWS::Batch::JobQueue: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_THIS = {"jobQueues": lambda handle: [handle["JobQueueArn"]]}
_READ = Call("DescribeJobQueues", "jobQueues", _THIS)
_ORDER = [{"Order": 1, "ComputeEnvironment": "{AWS::Batch::ComputeEnvironment}"}]


def _update(handle: Handle) -> None:
    order = [
        {"order": one["Order"], "computeEnvironment": one["ComputeEnvironment"]}
        for one in handle.wanted["ComputeEnvironmentOrder"]
    ]
    handle(
        "UpdateJobQueue",
        jobQueue=handle["JobQueueArn"],
        priority=handle.wanted["Priority"],
        state=handle.wanted.get("State", "ENABLED"),
        computeEnvironmentOrder=order,
    )


def _delete(handle: Handle) -> None:
    if handle.found(_READ):
        handle("DeleteJobQueue", jobQueue=handle["JobQueueArn"])


TYPE = Declaration(
    "AWS::Batch::JobQueue",
    "batch",
    named=Name("JobQueueName", 128, "{id}-{random}"),
    create=Call("CreateJobQueue", params={"state": lambda handle: handle.wanted.get("State", "ENABLED")}),
    read=(_READ,),
    update=(Logic(("ComputeEnvironmentOrder", "Priority", "State"), _update),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=_delete,
    list=Call("DescribeJobQueues", "jobQueues"),
    given={"Priority": 1, "ComputeEnvironmentOrder": _ORDER},
    client=("describe_job_queues", {"jobQueues": ["{Ref}"]}, "jobQueues[0]"),
    proofs=(
        Proof({"JobQueueName": "urgent"}, "jobQueueName"),
        Proof({"Priority": 7}, "priority"),
        Proof({"State": "DISABLED"}, "state"),
        Proof(
            {"ComputeEnvironmentOrder": _ORDER},
            "computeEnvironmentOrder[].computeEnvironment",
            ["{AWS::Batch::ComputeEnvironment}"],
        ),
        Proof({"Tags": {"team": "core"}}, "tags"),
    ),
)
