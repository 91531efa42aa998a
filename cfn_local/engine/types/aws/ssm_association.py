"""AWS::SSM::Association: Ref is its ID. Nothing is run by it."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.systems_manager import tags_of

TYPE = Declaration(
    "AWS::SSM::Association",
    "ssm",
    create=Call("CreateAssociation", "AssociationDescription"),
    read=(Call("DescribeAssociation", "AssociationDescription"),),
    update=(Call("UpdateAssociation"),),
    defaults={"Parameters": {}},
    tags=tags_of("Association", "AssociationId", is_afterwards=True),
    delete=Call("DeleteAssociation"),
    list=Call("ListAssociations", "Associations"),
    given={"Name": "AWS-RunShellScript", "Targets": [{"Key": "tag:team", "Values": ["core"]}]},
    client=("describe_association", {"AssociationId": "{Ref}"}, "AssociationDescription"),
    proofs=(
        Proof({"InstanceId": "i-0123456789abcdef0"}, given={"Targets": None}),
        Proof(
            {
                "AssociationName": "patches",
                "ComplianceSeverity": "HIGH",
                "DocumentVersion": "1",
                "MaxConcurrency": "10%",
                "MaxErrors": "5",
                "Name": "AWS-RunPatchBaseline",
                "OutputLocation": {
                    "S3Location": {
                        "OutputS3BucketName": "{bucket}",
                        "OutputS3KeyPrefix": "logs",
                        "OutputS3Region": "{region}",
                    }
                },
                "Parameters": {"Operation": ["Scan"]},
                "ScheduleExpression": "rate(1 day)",
                "SyncCompliance": "MANUAL",
                "Targets": [{"Key": "InstanceIds", "Values": ["*"]}],
                "ApplyOnlyAtCronInterval": True,
                "AutomationTargetParameterName": "InstanceId",
            },
            "[AssociationName, DocumentVersion, Name, OutputLocation.S3Location.OutputS3KeyPrefix, "
            "Parameters.Operation, ScheduleExpression, Targets[].Key]",
            ["patches", "1", "AWS-RunPatchBaseline", "logs", ["Scan"], "rate(1 day)", ["InstanceIds"]],
            given={
                "AssociationName": "earlier",
                "ComplianceSeverity": "LOW",
                "DocumentVersion": "2",
                "MaxConcurrency": "1",
                "MaxErrors": "1",
                "OutputLocation": {"S3Location": {"OutputS3BucketName": "{bucket}"}},
                "ScheduleExpression": "rate(2 days)",
                "SyncCompliance": "AUTO",
                "ApplyOnlyAtCronInterval": False,
                "AutomationTargetParameterName": "Target",
            },
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceType": "Association", "ResourceId": "{Ref}"}),
        ),
    ),
)
