"""Things of a scriptable private type and resources of AWS's own, through boto3's client of Cloud Control API."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, REGION, THING, Cloud

QUEUE, GROUP = "AWS::SQS::Queue", "AWS::Logs::LogGroup"


@dataclass(frozen=True)
class Control:
    """A client of Cloud Control API, and the account that it shares with CloudFormation."""

    client: Any
    cloud: Cloud

    def ended(self, begun: dict[str, Any]) -> dict[str, Any]:
        """The last ProgressEvent of a request, whose first answer is given."""
        token = begun["ProgressEvent"]["RequestToken"]
        waited = self.client.get_waiter("resource_request_success")
        waited.wait(RequestToken=token)
        found: dict[str, Any] = self.client.get_resource_request_status(RequestToken=token)["ProgressEvent"]
        return found

    def failed(self, begun: dict[str, Any]) -> tuple[str, str]:
        """The ErrorCode and the StatusMessage of a request that must fail."""
        with pytest.raises(Exception, match="FAILED"):
            self.ended(begun)
        token = begun["ProgressEvent"]["RequestToken"]
        event = self.client.get_resource_request_status(RequestToken=token)["ProgressEvent"]
        assert event["OperationStatus"] == "FAILED"
        return event["ErrorCode"], event["StatusMessage"]

    def begin(self, desired: dict[str, Any], type_name: str = THING, **more: Any) -> dict[str, Any]:
        asked = {"TypeName": type_name, "DesiredState": json.dumps(desired), **more}
        begun: dict[str, Any] = self.client.create_resource(**asked)
        return begun

    def created(self, desired: dict[str, Any], type_name: str = THING, **more: Any) -> str:
        """The identifier of a new resource."""
        return str(self.ended(self.begin(desired, type_name, **more))["Identifier"])

    def patch(self, identifier: str, *operations: dict[str, Any], type_name: str = THING, **more: Any) -> Any:
        asked = {"TypeName": type_name, "Identifier": identifier, "PatchDocument": json.dumps(operations), **more}
        return self.client.update_resource(**asked)

    def delete(self, identifier: str, type_name: str = THING) -> dict[str, Any]:
        return self.ended(self.client.delete_resource(TypeName=type_name, Identifier=identifier))

    def properties(self, identifier: str, type_name: str = THING) -> dict[str, Any]:
        found = self.client.get_resource(TypeName=type_name, Identifier=identifier)
        properties: dict[str, Any] = json.loads(found["ResourceDescription"]["Properties"])
        return properties

    def identifiers(self, type_name: str = THING, **more: Any) -> list[str]:
        pages = self.client.get_paginator("list_resources").paginate(TypeName=type_name, **more)
        return [one["Identifier"] for page in pages for one in page["ResourceDescriptions"]]

    def events(self, type_name: str) -> list[dict[str, Any]]:
        """What the handlers of a type, which log their events, got without a stack, oldest first."""
        version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", type_name)
        assert version is not None
        lines = [line for entry in version.log for line in entry.text.splitlines() if line.startswith("{")]
        return [event for event in map(json.loads, lines) if "action" in event]


def replacing(name: str, value: Any) -> dict[str, Any]:
    return {"op": "replace", "path": f"/{name}", "value": value}


def refusal(error: pytest.ExceptionInfo[ClientError]) -> tuple[str, str]:
    """Its code and message."""
    told = error.value.response["Error"]
    return told["Code"], told["Message"]
