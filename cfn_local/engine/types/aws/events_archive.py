"""AWS::Events::Archive: Ref is its name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

TYPE = Declaration(
    "AWS::Events::Archive",
    "events",
    names={"SourceArn": "EventSourceArn"},
    named=Name("ArchiveName", 48),
    create=Call("CreateArchive"),
    read=(Call("DescribeArchive"),),
    update=(Call("UpdateArchive"),),
    defaults={"Description": "", "EventPattern": "", "RetentionDays": 0, "KmsKeyIdentifier": ""},
    hidden_if_empty=("Description", "EventPattern", "KmsKeyIdentifier"),
    delete=Call("DeleteArchive"),
    list=Call("ListArchives", "Archives"),
    given={"SourceArn": "{AWS::Events::EventBus.Arn}"},
    client=("describe_archive", {"ArchiveName": "{Ref}"}, ""),
    proofs=(
        Proof(
            {"ArchiveName": "orders", "SourceArn": "{AWS::Events::EventBus.Arn}"},
            "[ArchiveName, EventSourceArn]",
            ["orders", "{AWS::Events::EventBus.Arn}"],
        ),
        Proof(
            {"Description": "of the shop", "RetentionDays": 7},
            "[Description, RetentionDays]",
            ["of the shop", 7],
            left=["", 0],
        ),
        Proof({"KmsKeyIdentifier": "{keyarn}"}, left=""),
        Proof({"EventPattern": {"source": ["shop"]}}, left=""),
    ),
)
