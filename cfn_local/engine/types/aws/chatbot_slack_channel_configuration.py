"""AWS::Chatbot::SlackChannelConfiguration: Ref is its ARN. No message reaches Slack."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_FOUND = "SlackChannelConfigurations"
_READ = Call("DescribeSlackChannelConfigurations", _FOUND, finds={"Arn": "ChatConfigurationArn"})
_ROLES = "UserRoleRequired"
_READ_ONLY = ["arn:{partition}:iam::aws:policy/ReadOnlyAccess"]


def _policies(handle: Handle) -> list[str]:
    partition = handle["Arn"].split(":")[1]
    everything = f"arn:{partition}:iam::aws:policy/AdministratorAccess"
    return handle.wanted.get("GuardrailPolicies") or [everything]


TYPE = Declaration(
    "AWS::Chatbot::SlackChannelConfiguration",
    "chatbot",
    names={
        "Arn": "ChatConfigurationArn",
        "GuardrailPolicies": "GuardrailPolicyArns",
        "SlackWorkspaceId": "SlackTeamId",
        _ROLES: "UserAuthorizationRequired",
    },
    create=Call("CreateSlackChannelConfiguration", "ChannelConfiguration"),
    read=(_READ,),
    update=(
        Call(
            "UpdateSlackChannelConfiguration",
            params={"GuardrailPolicyArns": _policies},
            carries=("GuardrailPolicies", "IamRoleArn", "LoggingLevel", "SlackChannelId", "SnsTopicArns", _ROLES),
        ),
    ),
    defaults={"GuardrailPolicies": [], "LoggingLevel": "NONE", "SnsTopicArns": [], _ROLES: False},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    delete=Call("DeleteSlackChannelConfiguration"),
    list=_READ,
    given={
        "ConfigurationName": "alarms",
        "IamRoleArn": "{rolearn}",
        "SlackChannelId": "C0123456789",
        "SlackWorkspaceId": "T0123456789",
    },
    client=("describe_slack_channel_configurations", {"ChatConfigurationArn": "{Ref}"}, f"{_FOUND}[0]"),
    proofs=(
        Proof({"ConfigurationName": "ours"}),
        Proof({"IamRoleArn": "{rolearn}"}),
        Proof({"SlackChannelId": "C9876543210"}),
        Proof({"SlackWorkspaceId": "T9876543210"}, "SlackTeamId"),
        Proof({"SnsTopicArns": ["{topic}"]}, "SnsTopicArns", left=[]),
        Proof({"LoggingLevel": "ERROR"}, "LoggingLevel", left="NONE"),
        Proof({"GuardrailPolicies": _READ_ONLY}, "GuardrailPolicyArns"),
        Proof({"UserRoleRequired": True}, "UserAuthorizationRequired", left=False),
        Proof(
            {"Tags": TAGS},
            "Tags",
            [{"TagKey": "team", "TagValue": "core"}],
            read=("list_tags_for_resource", {"ResourceARN": "{Ref}"}),
        ),
    ),
)
