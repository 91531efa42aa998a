"""A local AWS as recordings met the real one: stacks made and updated through change sets, and looked at on the way."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.recorded.normalisation import by_text, normalised

# What is recorded happened before AWS validated templates before deployment.
_NOT_VALIDATED = {"DisableValidation": True}
_numbers = itertools.count(1)


def topic(name: Any = None, **properties: Any) -> dict[str, Any]:
    named = {} if name is None else {"TopicName": name}
    return {"Type": "AWS::SNS::Topic", "Properties": {**named, **properties}}


def parameter(value: Any, **properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": value, **properties}}


def template(resources: Mapping[str, Any], **sections: Any) -> str:
    return json.dumps({**sections, "Resources": resources})


@dataclass
class Process:
    """One stack from its first change set to its deletion, with what was answered on the way."""

    name: str
    changes: list[list[dict[str, Any]]] = field(default_factory=list)
    changes_with_values: list[list[dict[str, Any]]] = field(default_factory=list)
    change_sets: list[dict[str, Any]] = field(default_factory=list)
    change_sets_with_values: list[dict[str, Any]] = field(default_factory=list)
    stacks: list[dict[str, Any]] = field(default_factory=list)
    deleted: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    events_until_deletion: list[dict[str, Any]] = field(default_factory=list)

    def statuses_of(self, logical_id: str) -> list[str]:
        """Oldest first, each with the reason that it had."""
        return [
            ": ".join(filter(None, (one["ResourceStatus"], one.get("ResourceStatusReason"))))
            for one in self.events
            if one["LogicalResourceId"] == logical_id
        ]


@dataclass
class Cloud:
    """The clients of one local AWS."""

    cloudformation: Any
    clients: Any

    def new_name(self) -> str:
        return f"recorded-{next(_numbers)}"

    def client(self, service: str) -> Any:
        return self.clients.client(service)

    def create(self, body: str, **more: Any) -> str:
        """The name of a new stack, once its operation has ended."""
        name = self.new_name()
        asked = {"StackName": name, "TemplateBody": body, **_NOT_VALIDATED, **more}
        stack_id = self.cloudformation.create_stack(**asked)["StackId"]
        self.settle(stack_id)
        return name

    def update(self, name: str, body: str, **more: Any) -> None:
        self.cloudformation.update_stack(StackName=name, TemplateBody=body, **_NOT_VALIDATED, **more)
        self.settle(name)

    def delete(self, name: str, **more: Any) -> str:
        """The ID of the stack, once it is deleted or has failed to be."""
        stack_id = str(self.stack(name)["StackId"])
        self.cloudformation.delete_stack(StackName=name, **more)
        self.settle(stack_id)
        return stack_id

    def settle(self, name: str) -> None:
        """Until no operation of the stack is under way: a waiter's question is answered only then."""
        waiter = self.cloudformation.get_waiter("stack_exists")
        while True:
            waiter.wait(StackName=name)
            status = self.stack(name)["StackStatus"]
            if not status.endswith("_IN_PROGRESS") or status == "REVIEW_IN_PROGRESS":
                return

    def stack(self, name: str) -> dict[str, Any]:
        described: dict[str, Any] = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        return described

    def events(self, name: str) -> list[dict[str, Any]]:
        """Oldest first."""
        pages = self.cloudformation.get_paginator("describe_stack_events").paginate(StackName=name)
        return [event for page in pages for event in page["StackEvents"]][::-1]

    def refusal(self, action: str, **asked: Any) -> tuple[str, str]:
        """The code and the message with which the action is refused."""
        with pytest.raises(ClientError) as refused:
            getattr(self.cloudformation, action)(**asked)
        error = refused.value.response["Error"]
        return error["Code"], error["Message"]

    def process(self, *bodies: str, parameters: tuple[Mapping[str, str], ...] = ({}, {})) -> Process:
        """Create a stack by a change set, update it by another one, and delete it."""
        process = Process(self.new_name())
        for number, body in enumerate(bodies):
            self._change(process, body, parameters[number], "UPDATE" if number else "CREATE")
        stack_id = self.stack(process.name)["StackId"]
        process.events_until_deletion = self._shown(self.events(stack_id), process.name)
        self.delete(process.name)
        process.deleted = self._shown(self.stack(stack_id), process.name)
        process.events = self._shown(self.events(stack_id), process.name)
        return process

    def _change(self, process: Process, body: str, parameters: Mapping[str, str], change_set_type: str) -> None:
        change_set = self.change_set(process.name, body, parameters, change_set_type)
        plain = self._shown(self.cloudformation.describe_change_set(ChangeSetName=change_set), process.name)
        valued = self._shown(
            self.cloudformation.describe_change_set(ChangeSetName=change_set, IncludePropertyValues=True), process.name
        )
        process.changes.append(_resource_changes(plain))
        process.changes_with_values.append(_resource_changes(valued))
        process.change_sets.append(plain)
        process.change_sets_with_values.append(valued)
        self.cloudformation.execute_change_set(ChangeSetName=change_set)
        self.settle(process.name)
        process.stacks.append(self._shown(self.stack(process.name), process.name))

    def change_set(
        self, name: str, body: str, parameters: Mapping[str, str] | None = None, change_set_type: str = "UPDATE"
    ) -> str:
        """The ARN of a new change set."""
        given = [{"ParameterKey": key, "ParameterValue": value} for key, value in (parameters or {}).items()]
        made = self.cloudformation.create_change_set(
            StackName=name,
            ChangeSetName=f"change-{next(_numbers)}",
            TemplateBody=body,
            Parameters=given,
            ChangeSetType=change_set_type,
            **_NOT_VALIDATED,
        )
        return str(made["Id"])

    def _shown(self, answer: Any, name: str) -> Any:
        return normalised(answer, [(name, "<stack>")])


def _resource_changes(described: dict[str, Any]) -> list[dict[str, Any]]:
    """The changes by logical ID, the causes of each in any order, as AWS does not keep one."""
    changes = [one["ResourceChange"] for one in described["Changes"]]
    told = [{**one, "Details": by_text(one["Details"])} for one in changes]
    return sorted(told, key=lambda one: str(one["LogicalResourceId"]))
