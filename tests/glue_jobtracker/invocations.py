"""The handlers of the tracker, invoked as CloudFormation does."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from awscommunity_glue_jobtracker import handlers
from botocore.config import Config

from tests.aws_calls import succeeded
from tests.watched_handlers import POLICY, REGION, WatchedHandlers

PROJECT = Path(__file__).parents[2] / "resources" / "awscommunity-glue-jobtracker"
SCHEMA = json.loads((PROJECT / "awscommunity-glue-jobtracker.json").read_text())

# CloudFormation does not invoke again what did not answer.
GIVES_UP = replace(POLICY, most_repeats=0)

ALERTS = {"AlertEmails": ["data@example.com"]}
ALERTS_AND_REPORT = {**ALERTS, "Report": {"Sender": "glue@example.com", "Recipients": ["boss@example.com"]}}
NAMES = {"monitoring": "cloudwatch"}  # what IAM calls services that sign by another name


class CloudFormation(WatchedHandlers):
    """CloudFormation in front of the handlers of the tracker."""

    def __init__(self, region: str = REGION) -> None:
        super().__init__(handlers.resource, SCHEMA, "Tracker", POLICY, NAMES, region)

    def retries_of(self, _config: Config) -> tuple[tuple[str, Any], ...]:
        """Not at all: what boto3 repeats is none of the promises of the handlers."""
        return (("total_max_attempts", 1),)

    def create(self, model: Mapping[str, Any] = ALERTS_AND_REPORT, **rest: Any) -> Any:
        """The model of a tracker that was created, which must succeed."""
        return super().create(model, **rest)

    def read(self, created: Mapping[str, Any]) -> Any:
        """The model that a read of the tracker answers, which must succeed."""
        return succeeded(self.run("READ", {"TrackerName": created["TrackerName"]}))["resourceModel"]

    def delete(self, created: Mapping[str, Any], **rest: Any) -> Any:
        """The final answer of a delete, of which the handler learns no more than the name."""
        return self.run("DELETE", {"TrackerName": created["TrackerName"]}, **rest)
