"""What stacks and templates tell of themselves."""

import itertools
import json
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.services import clock
from tests.cfn_local.engine.stacks.stack_stories import THING, Cloud, message_of, service_role, template, thing

BODY = {
    "Description": "Two things.",
    "Parameters": {
        "Label": {"Type": "String", "Default": "a", "Description": "What it says."},
        "Password": {"Type": "String", "NoEcho": True, "Default": "secret"},
    },
    **template({"Id": {"Value": {"Ref": "One"}, "Description": "Its ID."}}, One=thing("one"), Two=thing("two")),
}


class TestAStack:
    def test_tells_all_that_was_given_for_it(self, cloud: Cloud) -> None:
        name = cloud.create(
            BODY,
            Parameters=[{"ParameterKey": "Label", "ParameterValue": "b"}],
            Tags=[{"Key": "Team", "Value": "blue"}],
            Capabilities=["CAPABILITY_IAM"],
            RoleARN=service_role("deployer"),
            TimeoutInMinutes=30,
            EnableTerminationProtection=True,
        )
        stack = cloud.stack(name)
        expected = {
            "StackName": name,
            "Description": "Two things.",
            "StackStatus": "CREATE_COMPLETE",
            "Parameters": [
                {"ParameterKey": "Label", "ParameterValue": "b"},
                {"ParameterKey": "Password", "ParameterValue": "****"},
            ],
            "Tags": [{"Key": "Team", "Value": "blue"}],
            "Capabilities": ["CAPABILITY_IAM"],
            "RoleARN": "arn:aws:iam::123456789012:role/deployer",
            "TimeoutInMinutes": 30,
            "EnableTerminationProtection": True,
            "DisableRollback": False,
            "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
            "Outputs": [{"OutputKey": "Id", "OutputValue": cloud.physical_id(name, "One"), "Description": "Its ID."}],
        }
        assert {member: stack[member] for member in expected} == expected

    def test_is_listed_with_its_status(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.delete(name)
        listed = cloud.cloudformation.list_stacks(StackStatusFilter=["DELETE_COMPLETE"])["StackSummaries"]
        assert listed[0]["StackName"] == name
        assert "DeletionTime" in listed[0]
        assert name not in [one["StackName"] for one in cloud.cloudformation.describe_stacks()["Stacks"]]

    def test_tells_its_events_a_page_at_a_time_the_latest_first(self, cloud: Cloud) -> None:
        name = cloud.create(template(**{f"Topic{number}": {"Type": "AWS::SNS::Topic"} for number in range(40)}))
        pages = list(cloud.cloudformation.get_paginator("describe_stack_events").paginate(StackName=name))
        assert [len(page["StackEvents"]) for page in pages] == [100, 22]
        assert pages[0]["StackEvents"][0]["LogicalResourceId"] == name
        assert pages[1]["StackEvents"][-1]["ResourceStatusReason"] == "User Initiated"

    def test_has_each_event_at_a_time_of_its_own_by_which_clients_sort(self, cloud: Cloud) -> None:
        with clock.stopped():
            name = cloud.create(template(**{f"Number{number}": thing(str(number)) for number in range(5)}))
        stack = cloud.account.find(name)
        assert stack is not None
        times = [event.timestamp for event in stack.events]
        steps = {later - earlier for earlier, later in itertools.pairwise(times)}
        assert steps == {timedelta(milliseconds=1)}

    def test_tells_of_a_resource_by_its_logical_or_physical_id(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one"), Two=thing("two")))
        physical_id = cloud.physical_id(name, "Two")
        for asked in ({"PhysicalResourceId": physical_id}, {"StackName": name, "LogicalResourceId": "Two"}):
            found = cloud.cloudformation.describe_stack_resources(**asked)["StackResources"]
            assert {(one["LogicalResourceId"], one["ResourceType"]) for one in found} >= {("Two", THING)}
        listed = cloud.cloudformation.list_stack_resources(StackName=name)["StackResourceSummaries"]
        assert [one["PhysicalResourceId"] for one in listed if one["LogicalResourceId"] == "Two"] == [physical_id]

    def test_of_another_name_does_not_exist(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError) as unknown:
            cloud.stack("nobody")
        assert message_of(unknown) == "Stack with id nobody does not exist"


class TestATemplate:
    def test_is_given_back_as_it_was_sent(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        body = "Resources:\n  One:  # a thing\n    Type: Example::Testing::Thing\n    Properties: {Name: one}\n"
        cloud.cloudformation.create_stack(StackName=name, TemplateBody=body)
        cloud.wait(name)
        assert cloud.cloudformation.get_template(StackName=name)["TemplateBody"] == body

    def test_may_come_from_s3(self, cloud: Cloud) -> None:
        cloud.s3.put_object(Bucket="packages", Key="folder/a template.json", Body=json.dumps(BODY))
        for url in (
            "https://packages.s3.amazonaws.com/folder/a%20template.json",
            "https://packages.s3.us-east-1.amazonaws.com/folder/a%20template.json",
            "https://s3.amazonaws.com/packages/folder/a%20template.json",
            "https://s3.us-east-1.amazonaws.com/packages/folder/a%20template.json",
        ):
            assert cloud.cloudformation.validate_template(TemplateURL=url)["Description"] == "Two things."

    @pytest.mark.parametrize("url", ["https://packages.s3.amazonaws.com/none", "https://nobody.s3.amazonaws.com/none"])
    def test_that_is_not_in_s3_is_refused(self, cloud: Cloud, url: str) -> None:
        with pytest.raises(ClientError, match=r"S3 error: The specified (key|bucket) does not exist"):
            cloud.cloudformation.validate_template(TemplateURL=url)

    @pytest.mark.parametrize("padding", ["# " + " " * 51_200, "# " + "é" * 25_600], ids=["characters", "bytes"])
    def test_that_is_too_long_for_a_request_is_refused(self, cloud: Cloud, padding: str) -> None:
        body = f"Resources: {{One: {{Type: {THING}, Properties: {{Name: one}}}}}}\n"

        cloud.cloudformation.validate_template(TemplateBody=body + "# é")
        with pytest.raises(ClientError, match="Member must have length less than or equal to 51200"):
            cloud.cloudformation.validate_template(TemplateBody=body + padding)

    def test_tells_its_parameters_and_what_it_needs_acknowledged(self, cloud: Cloud) -> None:
        role = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "named", "AssumeRolePolicyDocument": {}}}
        body = {**BODY, "Resources": {"Role": role}, "Outputs": {}}
        for describe in (cloud.cloudformation.validate_template, cloud.cloudformation.get_template_summary):
            told = describe(TemplateBody=json.dumps(body))
            assert told["Capabilities"] == ["CAPABILITY_NAMED_IAM"]
            first, second = told["Parameters"]
            assert (first["ParameterKey"], first["DefaultValue"], first["Description"], first["NoEcho"]) == (
                "Label",
                "a",
                "What it says.",
                False,
            )
            assert (second["ParameterKey"], second["NoEcho"]) == ("Password", True)

    @pytest.mark.parametrize(
        ("properties", "given", "needed"),
        [
            ({}, [], "CAPABILITY_IAM"),
            ({"RoleName": "named"}, ["CAPABILITY_IAM"], "CAPABILITY_NAMED_IAM"),
        ],
    )
    def test_with_roles_is_refused_unless_that_is_acknowledged(
        self, cloud: Cloud, properties: dict[str, Any], given: list[str], needed: str
    ) -> None:
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}, **properties}}
        with pytest.raises(ClientError, match="InsufficientCapabilities") as refused:
            cloud.create(template(Role=role), Capabilities=given)
        assert message_of(refused) == f"Requires capabilities : [{needed}]"

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ("nonsense", "Template format error: unsupported structure."),
            ('{"Resources": {}}', "Template format error: At least one Resources member must be defined."),
            (
                json.dumps(template(One=thing("one", depends_on=["Two"]), Two=thing("two", depends_on=["One"]))),
                "Circular dependency between resources: [One, Two]",
            ),
            (
                json.dumps(template(One=thing({"Ref": "Nobody"}))),
                "Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the "
                "template",
            ),
        ],
    )
    def test_that_is_malformed_is_refused(self, cloud: Cloud, body: str, message: str) -> None:
        with pytest.raises(ClientError, match="ValidationError") as refused:
            cloud.cloudformation.create_stack(StackName="malformed", TemplateBody=body)
        assert message_of(refused) == message
