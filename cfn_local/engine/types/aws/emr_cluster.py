"""AWS::EMR::Cluster: Ref is its ID. It waits at once, and runs no step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_GROUPS = {"MasterInstanceGroup": "MASTER", "CoreInstanceGroup": "CORE"}
_RESOURCE: dict[str, Any] = {"ResourceId": of("Id")}
_IN_INSTANCES = (
    *("AdditionalMasterSecurityGroups", "AdditionalSlaveSecurityGroups", "Ec2KeyName", "Ec2SubnetId"),
    *("EmrManagedMasterSecurityGroup", "EmrManagedSlaveSecurityGroup", "ServiceAccessSecurityGroup"),
)
_MASTER = {"InstanceCount": 1, "InstanceType": "m5.xlarge", "Market": "ON_DEMAND", "Name": "Master"}
_CORE = {"InstanceCount": 2, "InstanceType": "m5.2xlarge", "Market": "ON_DEMAND", "Name": "Core"}
_INSTANCES: dict[str, Any] = {"MasterInstanceGroup": _MASTER, "CoreInstanceGroup": _CORE}


def _group(role: str, stated: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in stated.items() if name != "AutoScalingPolicy"}
    return {**_configured(known), "InstanceRole": role}


def _configured(stated: Mapping[str, Any]) -> dict[str, Any]:
    if "Configurations" not in stated:
        return dict(stated)
    return {**stated, "Configurations": _configurations(stated["Configurations"])}


def _configurations(stated: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "Classification": one.get("Classification"),
            "Properties": one.get("ConfigurationProperties", {}),
            **({"Configurations": _configurations(one["Configurations"])} if "Configurations" in one else {}),
        }
        for one in stated
    ]


def _instances(handle: Handle) -> dict[str, Any]:
    stated = handle.wanted["Instances"]
    groups = [_group(role, stated[name]) for name, role in _GROUPS.items() if name in stated]
    groups += [_group("TASK", one) for one in stated.get("TaskInstanceGroups", ())]
    zone = stated.get("Placement")
    return {
        **{name: stated[name] for name in _IN_INSTANCES if name in stated},
        **({"Placement": zone} if zone else {}),
        "InstanceGroups": groups,
        "KeepJobFlowAliveWhenNoSteps": stated.get("KeepJobFlowAliveWhenNoSteps", True),
        "TerminationProtected": stated.get("TerminationProtected", False),
    }


def _steps(handle: Handle) -> list[dict[str, Any]] | None:
    stated = [
        {
            **step,
            "HadoopJarStep": {
                ("Properties" if name == "StepProperties" else name): value
                for name, value in step["HadoopJarStep"].items()
            },
        }
        for step in handle.wanted.get("Steps", ())
    ]
    return stated or None


def _create(handle: Handle) -> dict[str, Any]:
    known = (
        *("AutoScalingRole", "BootstrapActions", "CustomAmiId", "EbsRootVolumeSize", "JobFlowRole", "LogUri", "Name"),
        *("ReleaseLabel", "ScaleDownBehavior", "SecurityConfiguration", "ServiceRole", "StepConcurrencyLevel"),
    )
    stated = handle.wanted
    made = handle(
        "RunJobFlow",
        **{name: stated[name] for name in known if name in stated},
        Applications=[{"Name": one["Name"], "Version": one.get("Version")} for one in stated.get("Applications", ())]
        or None,
        Configurations=_configurations(stated.get("Configurations", [])) or None,
        Instances=_instances(handle),
        Steps=_steps(handle),
        VisibleToAllUsers=stated.get("VisibleToAllUsers", True),
        Tags=[{"Key": key, "Value": value} for key, value in handle.tags.items()],
    )
    return {"Id": made["JobFlowId"]}


def _shown_groups(handle: Handle) -> dict[str, Any]:
    """What the template states of the groups, as the service counts it now."""
    found = {
        one["InstanceGroupType"]: one for one in handle("ListInstanceGroups", ClusterId=handle["Id"])["InstanceGroups"]
    }
    cluster = handle("DescribeCluster", ClusterId=handle["Id"])["Cluster"]["Ec2InstanceAttributes"]
    groups = {
        name: {
            "InstanceCount": found[role]["RequestedInstanceCount"],
            "InstanceType": found[role]["InstanceType"],
            "Market": found[role]["Market"],
            "Name": found[role]["Name"],
        }
        for name, role in _GROUPS.items()
        if role in found
    }
    names = ("Ec2KeyName", "Ec2SubnetId", "EmrManagedMasterSecurityGroup", "EmrManagedSlaveSecurityGroup")
    return {"Instances": groups | {name: cluster[name] for name in names if cluster.get(name)}}


def _visible(handle: Handle) -> None:
    visible = handle.wanted.get("VisibleToAllUsers", True)
    handle("SetVisibleToAllUsers", JobFlowIds=[handle["Id"]], VisibleToAllUsers=visible)


TYPE = Declaration(
    "AWS::EMR::Cluster",
    "emr",
    names={"ConfigurationProperties": "Properties"},
    create=_create,
    read=(
        Call(
            "DescribeCluster",
            "Cluster | [?!starts_with(Status.State, 'TERMINAT')] || (!starts_with(Status.State, 'TERMINAT') && @)",
            {"ClusterId": of("Id")},
            finds={
                "Applications": "Applications[].{Name: Name, Version: Version}",
                "JobFlowRole": "Ec2InstanceAttributes.IamInstanceProfile",
                "MasterPublicDNS": "MasterPublicDnsName",
                "Configurations": "Configurations[].{Classification: Classification,"
                " ConfigurationProperties: Properties}",
            },
        ),
        _shown_groups,
    ),
    update=(Logic(("VisibleToAllUsers",), _visible),),
    tags=Tagging(Call("AddTags", params=_RESOURCE), Call("RemoveTags", params=_RESOURCE)),
    hidden_if_empty=("Applications", "Configurations"),
    delete=lambda handle: handle("TerminateJobFlows", JobFlowIds=[handle["Id"]]),
    list=Call("ListClusters", "Clusters", {"ClusterStates": ["STARTING", "BOOTSTRAPPING", "RUNNING", "WAITING"]}),
    documents=("Configurations",),
    given={
        "Name": "cluster",
        "Instances": {"MasterInstanceGroup": {"InstanceCount": 1, "InstanceType": "m5.xlarge"}},
        "JobFlowRole": "EMR_EC2_DefaultRole",
        "ServiceRole": "EMR_DefaultRole",
        "ReleaseLabel": "emr-6.15.0",
    },
    client=("describe_cluster", {"ClusterId": "{Ref}"}, "Cluster"),
    proofs=(
        Proof(
            {
                "Applications": [{"Name": "Spark"}, {"Name": "Hive"}],
                "AutoScalingRole": "EMR_AutoScaling_DefaultRole",
                "JobFlowRole": "ours",
                "LogUri": "s3://logs/emr/",
                "Name": "ours",
                "ReleaseLabel": "emr-7.1.0",
                "ServiceRole": "EMR_Ours",
            },
            "[Applications[].Name, AutoScalingRole, Ec2InstanceAttributes.IamInstanceProfile, LogUri, Name,"
            " ReleaseLabel, ServiceRole]",
            [
                ["Spark", "Hive"],
                "EMR_AutoScaling_DefaultRole",
                "ours",
                "s3://logs/emr/",
                "ours",
                "emr-7.1.0",
                "EMR_Ours",
            ],
        ),
        Proof(
            {
                "Instances": {
                    **_INSTANCES,
                    "Ec2KeyName": "ours",
                    "Ec2SubnetId": "{subnet}",
                    "EmrManagedMasterSecurityGroup": "{group}",
                    "EmrManagedSlaveSecurityGroup": "{othergroup}",
                }
            },
            "sort_by(InstanceGroups, &InstanceType)[].[InstanceGroupType, InstanceType, RequestedInstanceCount]",
            [["CORE", "m5.2xlarge", 2], ["MASTER", "m5.xlarge", 1]],
            read=("list_instance_groups", {"ClusterId": "{Ref}"}),
        ),
        Proof(
            {
                "Configurations": [
                    {"Classification": "hbase", "ConfigurationProperties": {"hbase.emr.storageMode": "s3"}}
                ]
            },
            "Configurations[0].[Classification, Properties]",
            ["hbase", {"hbase.emr.storageMode": "s3"}],
        ),
        Proof({"VisibleToAllUsers": False}, left=True),
        Proof({"Tags": TAGS}),
    ),
    unread={
        "BootstrapActions": [{"Name": "b", "ScriptBootstrapAction": {"Path": "s3://code/b.sh", "Args": ["x"]}}],
        "EbsRootVolumeSize": 20,
        "ScaleDownBehavior": "TERMINATE_AT_TASK_COMPLETION",
        "Steps": [
            {
                "Name": "s",
                "ActionOnFailure": "CONTINUE",
                "HadoopJarStep": {"Jar": "command-runner.jar", "Args": ["spark-submit"], "MainClass": "Main"},
            }
        ],
    },
)
