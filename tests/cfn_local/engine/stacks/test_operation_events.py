"""Operations on stacks have IDs, and DescribeEvents tells of each from its beginning to its end."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing


def told(cloud: Cloud, **asked: Any) -> list[str]:
    """Type, subject and status of each event, oldest first."""
    pages = cloud.cloudformation.get_paginator("describe_events").paginate(**asked)
    events = [event for page in pages for event in page["OperationEvents"]][::-1]
    return [
        f"{one['EventType']} {one['LogicalResourceId']} {one.get('OperationStatus') or one['ResourceStatus']}"
        for one in events
    ]


def operations(cloud: Cloud, name: str) -> list[tuple[str, str]]:
    """Type and status of each operation, in the order in which they ended."""
    events = cloud.cloudformation.describe_events(StackName=name)["OperationEvents"][::-1]
    return [(one["OperationType"], one["OperationStatus"]) for one in events if "EndTime" in one]


class TestTheEventsOfAnOperation:
    def test_stand_between_those_of_the_operation_itself(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        assert told(cloud, StackName=name) == [
            f"STACK_EVENT {name} IN_PROGRESS",
            f"PROGRESS {name} CREATE_IN_PROGRESS",
            "PROGRESS One CREATE_IN_PROGRESS",
            "PROGRESS One CREATE_IN_PROGRESS",
            "PROGRESS One CREATE_COMPLETE",
            f"PROGRESS {name} CREATE_COMPLETE",
            f"STACK_EVENT {name} SUCCEEDED",
        ]

    def test_are_told_by_the_id_that_the_request_answered(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        body = json.dumps(template(One=thing("one", Size=2)))
        operation_id = cloud.cloudformation.update_stack(StackName=name, TemplateBody=body)["OperationId"]
        cloud.wait(name)
        assert told(cloud, OperationId=operation_id)[0] == f"STACK_EVENT {name} IN_PROGRESS"
        assert f"PROGRESS {name} CREATE_COMPLETE" not in told(cloud, OperationId=operation_id)
        assert cloud.stack(name)["LastOperations"] == [{"OperationId": operation_id, "OperationType": "UPDATE_STACK"}]
        ids = {event.get("OperationId") for event in cloud.all_events(name)}
        assert operation_id in ids
        assert len(ids) == 2

    def test_are_failures_only_where_that_is_asked_for(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Fail={"CREATE": "InvalidRequest no"})))
        assert told(cloud, StackName=name, Filters={"FailedEvents": True}) == ["PROVISIONING_ERROR One CREATE_FAILED"]

    def test_of_an_absent_operation_or_stack_are_refused(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError, match="does not exist"):
            cloud.cloudformation.describe_events(OperationId="none")
        with pytest.raises(ClientError, match="does not exist"):
            cloud.cloudformation.describe_events(StackName="none")


class TestARollback:
    def test_of_a_creation_is_an_operation_of_its_own(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Fail={"CREATE": "InvalidRequest no"})))
        assert operations(cloud, name) == [("CREATE_STACK", "FAILED"), ("ROLLBACK", "SUCCEEDED")]

    def test_of_an_update_is_one_too(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.update(name, template(One=thing("one", Size=2, Fail={"UPDATE": "InvalidRequest no"})))
        expected = [("CREATE_STACK", "SUCCEEDED"), ("UPDATE_STACK", "FAILED"), ("ROLLBACK", "SUCCEEDED")]
        assert operations(cloud, name) == expected

    def test_that_was_not_wanted_leaves_the_operation_failed(self, cloud: Cloud) -> None:
        failing = template(One=thing("one", Fail={"CREATE": "InvalidRequest no"}))
        name = cloud.create(failing, OnFailure="DO_NOTHING")
        assert operations(cloud, name) == [("CREATE_STACK", "FAILED")]


def test_the_operation_of_a_change_set_has_ended_with_it(cloud: Cloud) -> None:
    name = cloud.create(template(One=thing("one")))
    asked = {"StackName": name, "ChangeSetName": "same", "TemplateBody": json.dumps(template(One=thing("one")))}
    cloud.cloudformation.create_change_set(**asked)
    assert told(cloud, StackName=name, ChangeSetName="same") == [
        f"STACK_EVENT {name} IN_PROGRESS",
        f"STACK_EVENT {name} FAILED",
    ]
