"""AWS::ECR::Repository: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.proof_documents import ALLOW, DENY

_RULES = (
    '{"rules": [{"rulePriority": 1, "action": {"type": "expire"}, "selection": '
    '{"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 3}}]}'
)


def _expire(handle: Handle, policy: Any) -> None:
    if policy is None:
        handle("DeleteLifecyclePolicy", repositoryName=handle["RepositoryName"])
    else:
        text = policy["LifecyclePolicyText"]
        handle("PutLifecyclePolicy", repositoryName=handle["RepositoryName"], lifecyclePolicyText=text)


TYPE = Declaration(
    "AWS::ECR::Repository",
    "ecr",
    names={"RepositoryPolicyText": "policyText"},
    named=Name("RepositoryName", 256, change=lambda name, _: name.lower()),
    create=Call("CreateRepository", "repository"),
    read=(
        Call("DescribeRepositories", "repositories"),
        Call("GetRepositoryPolicy"),
        Call("GetLifecyclePolicy", finds={"LifecyclePolicy": "{LifecyclePolicyText: lifecyclePolicyText}"}),
    ),
    update=(
        Call("PutImageTagMutability", carries=("ImageTagMutability",)),
        Call("PutImageScanningConfiguration", carries=("ImageScanningConfiguration",)),
    ),
    settings={
        "LifecyclePolicy": _expire,
        "RepositoryPolicyText": Setting(Call("SetRepositoryPolicy"), Call("DeleteRepositoryPolicy")),
    },
    defaults={"ImageTagMutability": "MUTABLE", "ImageScanningConfiguration": {"ScanOnPush": False}},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=Call("DeleteRepository", params={"force": of("EmptyOnDelete")}),
    unread={"EmptyOnDelete": True},
    list=Call("DescribeRepositories", "repositories"),
    client=("describe_repositories", {"repositoryNames": ["{Ref}"]}, "repositories[0]"),
    proofs=(
        Proof({"RepositoryName": "team/app"}, "repositoryName"),
        Proof({"ImageTagMutability": "IMMUTABLE"}, "imageTagMutability"),
        Proof({"ImageScanningConfiguration": {"ScanOnPush": True}}, "imageScanningConfiguration.scanOnPush", True),
        Proof(
            {"EncryptionConfiguration": {"EncryptionType": "KMS", "KmsKey": "{keyarn}"}},
            "encryptionConfiguration.[encryptionType, kmsKey]",
            ["KMS", "{keyarn}"],
        ),
        Proof(
            {"RepositoryPolicyText": DENY},
            "policyText",
            given={"RepositoryPolicyText": ALLOW},
            read=("get_repository_policy", {"repositoryName": "{Ref}"}),
        ),
        Proof(
            {"LifecyclePolicy": {"LifecyclePolicyText": _RULES}},
            "lifecyclePolicyText",
            _RULES,
            read=("get_lifecycle_policy", {"repositoryName": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}, "tags", read=("list_tags_for_resource", {"resourceArn": "{Arn}"})),
    ),
)
