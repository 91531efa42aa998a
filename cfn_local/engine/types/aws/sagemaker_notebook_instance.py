"""AWS::SageMaker::NotebookInstance: Ref is its ARN. It is in service at once, and runs nothing."""

from __future__ import annotations

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.sagemaker_tags import SAGEMAKER_TAGS, name_in_arn, tags_proof

_READ = Call(
    "DescribeNotebookInstance",
    params={"NotebookInstanceName": name_in_arn},
    finds={"LifecycleConfigName": "NotebookInstanceLifecycleConfigName", "SecurityGroupIds": "SecurityGroups"},
)


def _delete(handle: Handle) -> None:
    with absent():
        found = handle.address(_READ)
        if found["NotebookInstanceStatus"] == "InService":
            handle("StopNotebookInstance", NotebookInstanceName=name_in_arn(handle))
        handle("DeleteNotebookInstance", NotebookInstanceName=name_in_arn(handle))


TYPE = Declaration(
    "AWS::SageMaker::NotebookInstance",
    "sagemaker",
    named=Name("NotebookInstanceName", 63, "{id}-{random}"),
    create=Call("CreateNotebookInstance"),
    read=(_READ,),
    tags=SAGEMAKER_TAGS,
    delete=_delete,
    list=Call("ListNotebookInstances", "NotebookInstances"),
    given={"InstanceType": "ml.t3.medium", "RoleArn": "{rolearn}"},
    client=("describe_notebook_instance", {"NotebookInstanceName": "{NotebookInstanceName}"}, ""),
    proofs=(
        Proof(
            {
                "DefaultCodeRepository": "https://github.com/example/ours.git",
                "DirectInternetAccess": "Disabled",
                "InstanceType": "ml.t3.large",
                "KmsKeyId": "{key}",
                "LifecycleConfigName": "ours",
                "NotebookInstanceName": "ours",
                "RoleArn": "{otherrolearn}",
                "RootAccess": "Disabled",
                "SecurityGroupIds": ["{group}"],
                "SubnetId": "{subnet}",
                "VolumeSizeInGB": 20,
            },
            "[DefaultCodeRepository, DirectInternetAccess, InstanceType, KmsKeyId, NotebookInstanceLifecycleConfigName,"
            " NotebookInstanceName, RoleArn, RootAccess, SecurityGroups, SubnetId, VolumeSizeInGB]",
            [
                "https://github.com/example/ours.git",
                "Disabled",
                "ml.t3.large",
                "{key}",
                "ours",
                "ours",
                "{otherrolearn}",
                "Disabled",
                ["{group}"],
                "{subnet}",
                20,
            ],
        ),
        tags_proof(),
    ),
)
