"""AWS::StepFunctions::StateMachine: Ref is its ARN."""

from __future__ import annotations

import json
import re

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.property_shapes import text_of
from cfn_local.engine.types.aws.stored_objects import text_at

_DEFINITION = ("Definition", "DefinitionS3Location", "DefinitionString", "DefinitionSubstitutions")
_PASS = {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": True}}}


def _definition(handle: Handle) -> str | None:
    """The definition as text, with what the template substitutes in it."""
    if handle.had and not handle.changed.intersection(_DEFINITION):
        return None
    place, document = handle.wanted.get("DefinitionS3Location"), handle.wanted.get("Definition")
    text = handle.wanted.get("DefinitionString")
    if place is not None:
        text = text_at(handle, place)
    elif document is not None:
        text = json.dumps(document)
    if text is None:
        raise AwsTypeError("A state machine needs a DefinitionString, a Definition or a DefinitionS3Location.")
    found = {name: text_of(value) for name, value in handle.wanted.get("DefinitionSubstitutions", {}).items()}
    return re.sub(r"\$\{(\w+)\}", lambda name: found.get(name[1], name[0]), text)


TYPE = Declaration(
    "AWS::StepFunctions::StateMachine",
    "stepfunctions",
    names={"DefinitionString": "definition", "StateMachineName": "name", "StateMachineType": "type"},
    # As recorded on AWS in 2026.
    named=Name("StateMachineName", 80, form="{id}-{random}"),
    create=Call("CreateStateMachine", params={"definition": _definition}),
    read=(Call("DescribeStateMachine"),),
    update=(
        Call(
            "UpdateStateMachine",
            params={"definition": _definition},
            carries=(
                *_DEFINITION,
                "EncryptionConfiguration",
                "LoggingConfiguration",
                "RoleArn",
                "TracingConfiguration",
            ),
        ),
    ),
    defaults={
        **dict.fromkeys(_DEFINITION),
        "EncryptionConfiguration": {"Type": "AWS_OWNED_KEY"},
        "LoggingConfiguration": {"IncludeExecutionData": False, "Level": "OFF"},
        "TracingConfiguration": {"Enabled": False},
    },
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    shown={
        "EncryptionConfiguration": {"Type": "AWS_OWNED_KEY"},
        "LoggingConfiguration": {"IncludeExecutionData": False, "Level": "OFF"},
        "StateMachineRevisionId": "INITIAL",
        "TracingConfiguration": {"Enabled": False},
    },
    delete=Call("DeleteStateMachine"),
    list=Call("ListStateMachines", "stateMachines"),
    given={"DefinitionString": json.dumps(_PASS), "RoleArn": "{rolearn}"},
    unread={"DefinitionS3Location": {"Bucket": "ours", "Key": "machine.json", "Version": "1"}},
    documents=("Definition",),
    client=("describe_state_machine", {"stateMachineArn": "{Ref}"}, ""),
    proofs=(
        Proof({"StateMachineName": "orders", "StateMachineType": "EXPRESS"}, "[name, type]", ["orders", "EXPRESS"]),
        Proof({"DefinitionString": json.dumps({**_PASS, "Comment": "of orders"})}, "definition"),
        Proof(
            {"Definition": {**_PASS, "Comment": "of ${of_what}"}, "DefinitionSubstitutions": {"of_what": "orders"}},
            "definition",
            json.dumps({**_PASS, "Comment": "of orders"}),
            given={"DefinitionString": None, "Definition": _PASS},
        ),
        Proof({"RoleArn": "{otherrolearn}"}, "roleArn"),
        Proof(
            {
                "LoggingConfiguration": {
                    "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": "{AWS::Logs::LogGroup.Arn}"}}],
                    "IncludeExecutionData": True,
                    "Level": "ALL",
                },
                "TracingConfiguration": {"Enabled": True},
            },
            "[loggingConfiguration.level, loggingConfiguration.destinations[0].cloudWatchLogsLogGroup.logGroupArn, "
            "tracingConfiguration.enabled]",
            ["ALL", "{AWS::Logs::LogGroup.Arn}", True],
            left=["OFF", None, False],
        ),
        Proof(
            {
                "EncryptionConfiguration": {
                    "KmsDataKeyReusePeriodSeconds": 60,
                    "KmsKeyId": "{keyarn}",
                    "Type": "CUSTOMER_MANAGED_KMS_KEY",
                }
            },
            "encryptionConfiguration.[kmsKeyId, type]",
            ["{keyarn}", "CUSTOMER_MANAGED_KMS_KEY"],
            left=[None, "AWS_OWNED_KEY"],
        ),
        Proof(
            {"Tags": TAGS},
            "tags",
            [{"key": "team", "value": "core"}],
            read=("list_tags_for_resource", {"resourceArn": "{Ref}"}),
        ),
    ),
)
