"""AWS::Glue::Job: Ref is its name. moto has no UpdateJob, so that only its tags can be updated."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof, Tagging

_ARN: dict[str, Any] = {"ResourceArn": lambda handle: handle.arn(f"job/{handle['Name']}")}

TYPE = Declaration(
    "AWS::Glue::Job",
    "glue",
    named=Name("Name", form="{id}-{random}"),
    # CreateJob itself would replace the job.
    looks_first=True,
    create=Call("CreateJob"),
    read=(Call("GetJob", "Job"),),
    tags=Tagging(
        Call("TagResource", params=_ARN), Call("UntagResource", params=_ARN), Call("GetTags", "Tags", params=_ARN)
    ),
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
