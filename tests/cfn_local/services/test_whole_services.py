"""Services that moto lacks altogether: clients reach them as any other, in every partition."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

REGIONS = ("us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1")


@pytest.mark.parametrize("region", REGIONS)
def test_an_environment_of_cloud9_is_kept_until_it_is_deleted(region: str) -> None:
    cloud9 = client("cloud9", region)
    tags = [{"Key": "team", "Value": "core"}]
    asked: dict[str, Any] = {"name": "studio", "instanceType": "t3.micro", "imageId": "amazonlinux-2023-x86_64"}
    identifier = cloud9.create_environment_ec2(**asked, tags=tags)["environmentId"]

    (found,) = cloud9.describe_environments(environmentIds=[identifier])["environments"]
    assert (found["name"], found["lifecycle"]["status"]) == ("studio", "CREATED")
    assert found["arn"].split(":")[3] == region
    assert cloud9.list_environments()["environmentIds"] == [identifier]
    assert cloud9.describe_environment_status(environmentId=identifier)["status"] == "ready"
    cloud9.tag_resource(ResourceARN=found["arn"], Tags=[{"Key": "team", "Value": "web"}])
    assert cloud9.list_tags_for_resource(ResourceARN=found["arn"])["Tags"] == [{"Key": "team", "Value": "web"}]

    cloud9.delete_environment(environmentId=identifier)
    with pytest.raises(ClientError, match="NotFoundException"):
        cloud9.describe_environments(environmentIds=[identifier])
    assert cloud9.list_environments()["environmentIds"] == []


@pytest.mark.parametrize("region", REGIONS)
def test_a_channel_of_slack_is_kept_until_it_is_deleted(region: str) -> None:
    chatbot = client("chatbot", region)
    asked = {"SlackTeamId": "T0123456789", "SlackChannelId": "C0123456789", "ConfigurationName": "alarms"}
    role = "arn:aws:iam::123456789012:role/chatbot"
    made = chatbot.create_slack_channel_configuration(**asked, IamRoleArn=role)["ChannelConfiguration"]
    arn = made["ChatConfigurationArn"]

    assert arn.split(":", 2)[2] == "chatbot::123456789012:chat-configuration/slack-channel/alarms"
    assert (made["LoggingLevel"], made["UserAuthorizationRequired"], made["SnsTopicArns"]) == ("NONE", False, [])
    with pytest.raises(ClientError, match="ConflictException"):
        chatbot.create_slack_channel_configuration(**asked, IamRoleArn=role)
    chatbot.update_slack_channel_configuration(ChatConfigurationArn=arn, SlackChannelId="C9876543210")
    (found,) = chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"]
    assert (found["SlackChannelId"], found["IamRoleArn"]) == ("C9876543210", role)
    chatbot.tag_resource(ResourceARN=arn, Tags=[{"TagKey": "team", "TagValue": "core"}])
    chatbot.tag_resource(ResourceARN=arn, Tags=[{"TagKey": "stage", "TagValue": "test"}])
    chatbot.untag_resource(ResourceARN=arn, TagKeys=["team"])
    assert chatbot.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"TagKey": "stage", "TagValue": "test"}]

    chatbot.delete_slack_channel_configuration(ChatConfigurationArn=arn)
    assert chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"] == []
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        chatbot.list_tags_for_resource(ResourceARN=arn)


@pytest.mark.parametrize("region", REGIONS)
def test_a_connection_to_a_repository_stays_pending(region: str) -> None:
    connections = client("codestar-connections", region)
    arn = connections.create_connection(ConnectionName="sources", ProviderType="GitHub")["ConnectionArn"]
    assert arn.split(":")[2:4] == ["codestar-connections", region]

    (found,) = connections.list_connections()["Connections"]
    assert found == connections.get_connection(ConnectionArn=arn)["Connection"]
    assert [found["ConnectionName"], found["ProviderType"], found["ConnectionStatus"]] == [
        "sources",
        "GitHub",
        "PENDING",
    ]

    connections.delete_connection(ConnectionArn=arn)
    for action in (connections.get_connection, connections.delete_connection):
        with pytest.raises(connections.exceptions.ResourceNotFoundException):
            action(ConnectionArn=arn)
    with pytest.raises(connections.exceptions.ResourceNotFoundException, match=f"ResourceArn {arn} does not exist"):
        connections.list_tags_for_resource(ResourceArn=arn)
