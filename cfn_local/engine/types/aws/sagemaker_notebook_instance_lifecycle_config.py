"""AWS::SageMaker::NotebookInstanceLifecycleConfig: Ref is its ARN. No script runs."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.sagemaker_tags import SAGEMAKER_TAGS, name_in_arn, tags_proof

_NAME = {"NotebookInstanceLifecycleConfigName": name_in_arn}
_HOOK = [{"Content": "ZWNobyBoZWxsbw=="}]

TYPE = Declaration(
    "AWS::SageMaker::NotebookInstanceLifecycleConfig",
    "sagemaker",
    named=Name("NotebookInstanceLifecycleConfigName", 63, "{id}-{random}"),
    create=Call("CreateNotebookInstanceLifecycleConfig"),
    read=(Call("DescribeNotebookInstanceLifecycleConfig", params=_NAME),),
    tags=SAGEMAKER_TAGS,
    hidden_if_empty=("OnCreate", "OnStart"),
    delete=Call("DeleteNotebookInstanceLifecycleConfig", params=_NAME),
    client=(
        "describe_notebook_instance_lifecycle_config",
        {"NotebookInstanceLifecycleConfigName": "{NotebookInstanceLifecycleConfigName}"},
        "",
    ),
    proofs=(
        Proof({"NotebookInstanceLifecycleConfigName": "ours", "OnCreate": _HOOK, "OnStart": _HOOK}, "OnStart", _HOOK),
        tags_proof(),
    ),
)
