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
