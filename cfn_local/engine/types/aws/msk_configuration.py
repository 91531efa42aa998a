"""AWS::MSK::Configuration: Ref is its ARN. It has one revision."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::MSK::Configuration",
    "kafka",
    names={"KafkaVersionsList": "KafkaVersions"},
    create=Call("CreateConfiguration"),
    read=(
        Call("DescribeConfiguration"),
        Call("DescribeConfigurationRevision", "{ServerProperties: ServerProperties}", {"Revision": 1}),
    ),
    delete=Call("DeleteConfiguration"),
    list=Call("ListConfigurations", "Configurations"),
    given={"Name": "configuration", "ServerProperties": "auto.create.topics.enable=true"},
    client=("describe_configuration", {"Arn": "{Ref}"}, ""),
    proofs=(
        Proof(
            {"Description": "of ours", "KafkaVersionsList": ["3.6.0"], "Name": "ours"},
            "[Description, KafkaVersions, Name]",
            ["of ours", ["3.6.0"], "ours"],
        ),
        Proof(
            {"ServerProperties": "delete.topic.enable=true"},
            lambda answer: answer["ServerProperties"].decode(),
            read=("describe_configuration_revision", {"Arn": "{Ref}", "Revision": 1}),
        ),
    ),
)
