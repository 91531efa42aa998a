"""AWS::Glue::Job: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_ARN: dict[str, Any] = {"ResourceArn": lambda handle: handle.arn(f"job/{handle['Name']}")}

_READ = Call("GetJob", "Job")
_ON_SPARK = ("glueetl", "gluestreaming")


def _capacity(handle: Handle) -> dict[str, Any]:
    """The default capacity of a Spark job without capacity or workers (recorded in 2026)."""
    job = handle.found(_READ)
    is_sized = any(name in job for name in ("AllocatedCapacity", "MaxCapacity", "NumberOfWorkers", "WorkerType"))
    return {} if is_sized or job["Command"]["Name"] not in _ON_SPARK else {"AllocatedCapacity": 10, "MaxCapacity": 10}


_DEFINITION = (
    *("AllocatedCapacity", "Command", "Connections", "DefaultArguments", "Description", "ExecutionClass"),
    *("ExecutionProperty", "GlueVersion", "LogUri", "MaxCapacity", "MaxRetries", "NonOverridableArguments"),
    *("NotificationProperty", "NumberOfWorkers", "Role", "SecurityConfiguration", "Timeout", "WorkerType"),
)


def _definition(handle: Handle) -> dict[str, Any]:
    return {name: handle.wanted[name] for name in _DEFINITION if name in handle.wanted}


def _of_command(handle: Handle) -> dict[str, str]:
    return {"PythonVersion": "2"} if handle["Command"]["Name"] in _ON_SPARK else {}


TYPE = Declaration(
    "AWS::Glue::Job",
    "glue",
    named=Name("Name", form="{id}-{random}"),
    # CreateJob itself would replace the job.
    looks_first=True,
    create=Call("CreateJob"),
    read=(_READ, _capacity),
    update=(Call("UpdateJob", params={"JobUpdate": _definition}, carries=_DEFINITION, replaces=True),),
    tags=Tagging(
        Call("TagResource", params=_ARN), Call("UntagResource", params=_ARN), Call("GetTags", "Tags", params=_ARN)
    ),
    shown={
        "GlueVersion": "5.1",
        "ExecutionProperty": {"MaxConcurrentRuns": 1},
        "JobMode": "SCRIPT",
        "JobRunQueuingEnabled": False,
        "MaxRetries": 0,
    },
    hidden_if_empty=("DefaultArguments",),
    shown_inside={"Command": _of_command},
    delete=Call("DeleteJob"),
    list=Call("ListJobs", "JobNames"),
    given={"Command": {"Name": "glueetl", "ScriptLocation": "s3://ours/job.py"}, "Role": "{rolearn}"},
    client=("get_job", {"JobName": "{Ref}"}, "Job"),
    proofs=(
        Proof({"Name": "nightly"}),
        Proof({"AllocatedCapacity": "4"}),
        Proof({"Command": {"Name": "pythonshell", "PythonVersion": "3.9", "ScriptLocation": "s3://ours/other.py"}}),
        Proof({"Connections": {"Connections": ["warehouse"]}}),
        Proof({"DefaultArguments": {"--job-language": "python"}}),
        Proof({"Description": "each night"}),
        Proof({"ExecutionClass": "FLEX"}),
        Proof({"ExecutionProperty": {"MaxConcurrentRuns": 2}}),
        Proof({"GlueVersion": "4.0"}),
        Proof({"LogUri": "s3://ours/logs"}),
        Proof({"MaxCapacity": 2}, expected=2.0),
        Proof({"MaxRetries": 1}),
        Proof({"NonOverridableArguments": {"--fixed": "yes"}}),
        Proof({"NotificationProperty": {"NotifyDelayAfter": 3}}),
        Proof({"NumberOfWorkers": 2}),
        Proof({"Role": "{otherrolearn}"}),
        Proof({"SecurityConfiguration": "ours"}),
        Proof({"Timeout": 10}),
        Proof({"WorkerType": "G.1X"}),
        Proof(
            {"Tags": {"team": "core"}},
            "Tags",
            given={"Name": "nightly"},
            read=("get_tags", {"ResourceArn": "arn:{partition}:glue:{region}:{account}:job/nightly"}),
        ),
    ),
)
