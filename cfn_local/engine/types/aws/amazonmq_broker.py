"""AWS::AmazonMQ::Broker: Ref is its ID. It runs at once, and takes no messages."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import of

_ID: dict[str, Any] = {"BrokerId": of("Id")}
_USER = {"ConsoleAccess": True, "Groups": ["admins"], "Password": "Open-Sesame-12", "Username": "ann"}


def _endpoints(scheme: str) -> str:
    return f"BrokerInstances[].Endpoints[] | [?starts_with(@, '{scheme}')]"


TYPE = Declaration(
    "AWS::AmazonMQ::Broker",
    "mq",
    names={"Arn": "BrokerArn", "Id": "BrokerId"},
    create=Call("CreateBroker"),
    read=(
        Call(
            "DescribeBroker",
            params=_ID,
            finds={
                "AmqpEndpoints": _endpoints("amqp"),
                "ConfigurationId": "Configurations.Current.Id",
                "ConfigurationRevision": "to_string(Configurations.Current.Revision)",
                "ConsoleURLs": "BrokerInstances[].ConsoleURL",
                "EngineVersionCurrent": "EngineVersion",
                "IpAddresses": "BrokerInstances[].IpAddress",
                "MqttEndpoints": _endpoints("mqtt"),
                "OpenWireEndpoints": _endpoints("ssl"),
                "StompEndpoints": _endpoints("stomp"),
                "WssEndpoints": _endpoints("wss"),
                "Users": "`null`",
            },
        ),
    ),
    update=(
        Call(
            "UpdateBroker",
            params=_ID,
            carries=("AutoMinorVersionUpgrade", "EngineVersion", "HostInstanceType", "Logs", "SecurityGroups"),
            only_changed=True,
        ),
    ),
    defaults={"AutoMinorVersionUpgrade": False},
    tags=Tagging(Call("CreateTags"), Call("DeleteTags"), Call("ListTags", "Tags")),
    delete=Call("DeleteBroker", params=_ID),
    list=Call("ListBrokers", "BrokerSummaries"),
    given={
        "BrokerName": "broker",
        "DeploymentMode": "SINGLE_INSTANCE",
        "EngineType": "ACTIVEMQ",
        "EngineVersion": "5.18",
        "HostInstanceType": "mq.t3.micro",
        "PubliclyAccessible": False,
    },
    client=("describe_broker", {"BrokerId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {
                "BrokerName": "ours",
                "DeploymentMode": "ACTIVE_STANDBY_MULTI_AZ",
                "EncryptionOptions": {"KmsKeyId": "{key}", "UseAwsOwnedKey": False},
                "EngineType": "RABBITMQ",
                "PubliclyAccessible": True,
                "StorageType": "EBS",
                "SubnetIds": ["{subnet}"],
            },
            "[BrokerName, DeploymentMode, EncryptionOptions.KmsKeyId, EngineType, PubliclyAccessible, StorageType,"
            " SubnetIds]",
            ["ours", "ACTIVE_STANDBY_MULTI_AZ", "{key}", "RABBITMQ", True, "EBS", ["{subnet}"]],
        ),
        Proof({"AutoMinorVersionUpgrade": True}, left=False),
        Proof({"EngineVersion": "5.17"}),
        Proof({"HostInstanceType": "mq.m5.large"}),
        Proof({"Logs": {"Audit": False, "General": True}}, "Logs.General", True, given={"Logs": {"General": False}}),
        Proof({"SecurityGroups": ["{othergroup}"]}, given={"SecurityGroups": ["{group}"]}),
        Proof({"Tags": TAGS}, "Tags", {"team": "core"}),
    ),
    unread={
        "Configuration": {"Id": "{AWS::AmazonMQ::Configuration}", "Revision": 1},
        "Users": [_USER],
    },
)
