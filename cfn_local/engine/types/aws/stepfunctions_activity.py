"""AWS::StepFunctions::Activity: Ref is its ARN."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging

TYPE = Declaration(
    "AWS::StepFunctions::Activity",
    "stepfunctions",
    create=Call("CreateActivity"),
    read=(Call("DescribeActivity"),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    shown={"EncryptionConfiguration": {"Type": "AWS_OWNED_KEY"}},
    delete=Call("DeleteActivity"),
    list=Call("ListActivities", "activities"),
    given={"Name": "packing"},
    client=("describe_activity", {"activityArn": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "sorting"}, "name"),
        Proof(
            {
                "EncryptionConfiguration": {
                    "KmsDataKeyReusePeriodSeconds": 60,
                    "KmsKeyId": "{keyarn}",
                    "Type": "CUSTOMER_MANAGED_KMS_KEY",
                }
            },
            "encryptionConfiguration.kmsKeyId",
            "{keyarn}",
        ),
        Proof(
            {"Tags": TAGS},
            "tags",
            [{"key": "team", "value": "core"}],
            read=("list_tags_for_resource", {"resourceArn": "{Ref}"}),
        ),
    ),
)
