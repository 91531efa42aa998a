"""Express deployments, which are not rolled back unless they ask for it."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing

BAD = template(Bad=thing("bad", Fail={"CREATE": "InvalidRequest: no"}))
EXPRESS = {"Mode": "EXPRESS"}


class TestADeployment:
    @pytest.mark.parametrize(
        ("asked", "status", "shown"),
        [
            ({}, "ROLLBACK_COMPLETE", {"Mode": "STANDARD", "DisableRollback": False}),
            ({"DeploymentConfig": EXPRESS}, "CREATE_FAILED", {"Mode": "EXPRESS", "DisableRollback": True}),
            (
                {"DeploymentConfig": {**EXPRESS, "DisableRollback": False}},
                "ROLLBACK_COMPLETE",
                {"Mode": "EXPRESS", "DisableRollback": False},
            ),
            (
                {"DeploymentConfig": {"Mode": "STANDARD", "DisableRollback": True}},
                "CREATE_FAILED",
                {"Mode": "STANDARD", "DisableRollback": True},
            ),
            (
                {"DeploymentConfig": EXPRESS, "OnFailure": "ROLLBACK"},
                "ROLLBACK_COMPLETE",
                {"Mode": "EXPRESS", "DisableRollback": False},
            ),
        ],
    )
    def test_has_a_mode_and_a_rollback(
        self, cloud: Cloud, asked: dict[str, Any], status: str, shown: dict[str, Any]
    ) -> None:
        name = cloud.create(BAD, **asked)
        assert (cloud.status(name), cloud.stack(name)["DeploymentConfig"]) == (status, shown)

    def test_may_be_that_of_a_change_set(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        body = json.dumps(template(One=thing("one", Size=2, Fail={"UPDATE": "InvalidRequest: no"})))
        asked = {"StackName": name, "ChangeSetName": "express"}
        cloud.cloudformation.create_change_set(**asked, TemplateBody=body, DeploymentConfig=EXPRESS)
        assert cloud.cloudformation.describe_change_set(**asked)["DeploymentConfig"] == EXPRESS
        cloud.cloudformation.execute_change_set(**asked)
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_FAILED"
        assert cloud.stack(name)["DeploymentConfig"] == {"Mode": "EXPRESS", "DisableRollback": True}

    def test_does_not_replace_anything_without_a_rollback(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.update(name, template(One=thing("two")), DeploymentConfig=EXPRESS)
        reason = "Replacement type updates not supported on stack with disable-rollback."
        assert cloud.reason(name, "One", "UPDATE_FAILED") == reason

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            (
                {"DisableRollback": True, "DeploymentConfig": {"Mode": "STANDARD", "DisableRollback": False}},
                "contradict each other",
            ),
            ({"DeploymentConfig": {"Mode": "FAST"}}, "enum value set: .STANDARD, EXPRESS."),
        ],
    )
    def test_is_refused_where_it_makes_no_sense(self, cloud: Cloud, asked: dict[str, Any], message: str) -> None:
        with pytest.raises(ClientError, match=message):
            cloud.create(BAD, **asked)
