"""What moto lacks of the services for developers: builds, pipelines and repositories."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

ENVIRONMENT = {"type": "LINUX_CONTAINER", "image": "aws/codebuild/standard:7.0", "computeType": "BUILD_GENERAL1_SMALL"}


class TestAProject:
    def put(self, verb: str = "create", **stated: Any) -> dict[str, Any]:
        settings = {
            "name": "shop",
            "source": {"type": "NO_SOURCE", "buildspec": "version: 0.2"},
            "artifacts": {"type": "NO_ARTIFACTS"},
            "environment": ENVIRONMENT,
            "serviceRole": "arn:aws:iam::123456789012:role/build",
        }
        found: dict[str, Any] = getattr(client("codebuild"), f"{verb}_project")(**{**settings, **stated})["project"]
        return found

    def test_needs_no_location_of_no_source(self) -> None:
        assert self.put()["timeoutInMinutes"] == 60

    def test_takes_the_name_of_its_role_but_no_role_of_another_account(self) -> None:
        assert self.put(serviceRole="build")["serviceRole"] == "build"
        with pytest.raises(ClientError, match="Invalid service role"):
            self.put(name="other", serviceRole="arn:aws:iam::210987654321:role/build")

    def test_needs_one_of_others(self) -> None:
        with pytest.raises(ClientError) as refused:
            self.put(source={"type": "GITHUB"})
        assert refused.value.response["Error"]["Code"] == "InvalidInputException"

    def test_is_updated(self) -> None:
        self.put()
        self.put("update", description="of the shop", badgeEnabled=True)
        found = client("codebuild").batch_get_projects(names=["shop"])["projects"][0]
        assert (found["description"], found["badge"]["badgeEnabled"]) == ("of the shop", True)

    def test_that_is_not_there_is_not_updated(self) -> None:
        with pytest.raises(ClientError) as refused:
            self.put("update")
        assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"


class TestAPipeline:
    def made(self, services: Any) -> str:
        trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": services}, "Action": "sts:AssumeRole"}]}
        role = client("iam").create_role(RoleName="pipeline", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
        kinds = {"Source": ("Source", "S3"), "Approval": ("Approval", "Manual")}
        stages = [
            {
                "name": name,
                "actions": [
                    {
                        "name": name,
                        "actionTypeId": {"category": category, "owner": "AWS", "provider": provider, "version": "1"},
                    }
                ],
            }
            for name, (category, provider) in kinds.items()
        ]
        store = {"type": "S3", "location": "artifacts"}
        pipeline = {"name": "shop", "roleArn": role["Arn"], "artifactStore": store, "stages": stages}
        return str(client("codepipeline").create_pipeline(pipeline=pipeline)["pipeline"]["name"])

    def test_may_have_a_role_that_others_assume_too(self) -> None:
        assert self.made(["codebuild.amazonaws.com", "codepipeline.amazonaws.com"]) == "shop"
        document = client("iam").get_role(RoleName="pipeline")["Role"]["AssumeRolePolicyDocument"]
        assert len(document["Statement"][0]["Principal"]["Service"]) == 2

    def test_needs_a_role_that_it_may_assume(self) -> None:
        with pytest.raises(ClientError) as refused:
            self.made("codebuild.amazonaws.com")
        assert refused.value.response["Error"]["Code"] == "InvalidStructureException"


class TestARepository:
    def test_is_renamed_and_keeps_its_id(self) -> None:
        codecommit = client("codecommit")
        made = codecommit.create_repository(repositoryName="shop", tags={"team": "core"})["repositoryMetadata"]
        codecommit.update_repository_name(oldName="shop", newName="stall")
        codecommit.update_repository_description(repositoryName="stall", repositoryDescription="new")

        found = codecommit.get_repository(repositoryName="stall")["repositoryMetadata"]
        assert (found["repositoryId"], found["repositoryDescription"]) == (made["repositoryId"], "new")
        assert found["Arn"].endswith(":stall")
        assert codecommit.list_tags_for_resource(resourceArn=found["Arn"])["tags"] == {"team": "core"}

    def test_has_triggers(self) -> None:
        codecommit = client("codecommit")
        codecommit.create_repository(repositoryName="shop")
        trigger = {"name": "all", "destinationArn": "arn:aws:sns:us-east-1:123456789012:all", "events": ["all"]}
        codecommit.put_repository_triggers(repositoryName="shop", triggers=[trigger])
        assert codecommit.get_repository_triggers(repositoryName="shop")["triggers"][0]["name"] == "all"
