"""AWS::Glue::SecurityConfiguration: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

_ENCRYPTION = {
    "CloudWatchEncryption": {"CloudWatchEncryptionMode": "DISABLED"},
    "JobBookmarksEncryption": {"JobBookmarksEncryptionMode": "DISABLED"},
    "S3Encryptions": [{"S3EncryptionMode": "SSE-S3"}],
}

TYPE = Declaration(
    "AWS::Glue::SecurityConfiguration",
    "glue",
    names={"S3Encryptions": "S3Encryption"},
    create=Call("CreateSecurityConfiguration"),
    read=(Call("GetSecurityConfiguration", "SecurityConfiguration"),),
    delete=Call("DeleteSecurityConfiguration"),
    list=Call("GetSecurityConfigurations", "SecurityConfigurations"),
    given={"EncryptionConfiguration": _ENCRYPTION, "Name": "sealed"},
    client=("get_security_configuration", {"Name": "{Ref}"}, "SecurityConfiguration"),
    proofs=(
        Proof({"Name": "ours"}),
        Proof(
            {
                "EncryptionConfiguration": {
                    "CloudWatchEncryption": {"CloudWatchEncryptionMode": "SSE-KMS", "KmsKeyArn": "{keyarn}"},
                    "JobBookmarksEncryption": {"JobBookmarksEncryptionMode": "CSE-KMS", "KmsKeyArn": "{keyarn}"},
                    "S3Encryptions": [{"S3EncryptionMode": "SSE-KMS", "KmsKeyArn": "{keyarn}"}],
                }
            },
            "EncryptionConfiguration.[CloudWatchEncryption.CloudWatchEncryptionMode, S3Encryption[].KmsKeyArn]",
            ["SSE-KMS", ["{keyarn}"]],
        ),
    ),
)
