"""Custom resources in stacks: requests to a function or a topic, and what becomes of the responses."""

import json
import ssl
import urllib.error
import urllib.request
from shutil import which
from typing import Any

import pytest

from tests.cfn_local.engine.types.custom.provider_stories import Provided

COLOR = {"Color": {"Value": {"Fn::GetAtt": "Thing.Color"}}, "Id": {"Value": {"Ref": "Thing"}}}


class TestACreation:
    def test_asks_the_function_and_takes_id_and_data_from_its_response(self, providers: Provided) -> None:
        shade = {"Shade": {"Value": {"Fn::GetAtt": "Thing.Shade.Of.It"}}}
        stack = providers.stack({**COLOR, **shade}, Thing=providers.thing(Name="one", Color="blue"))

        assert providers.outputs(stack) == {"Color": "blue", "Id": "one", "Shade": "pale"}
        assert providers.events(stack) == [
            ("CREATE_IN_PROGRESS", ""),
            ("CREATE_IN_PROGRESS", "one"),
            ("CREATE_COMPLETE", "one"),
        ]

    def test_passes_every_primitive_as_text(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one", Flag=True, Sizes=[1, 2.5], Deep={"Off": False}))

        (request,) = providers.requests(stack)
        url, request_id = request.pop("ResponseURL"), request.pop("RequestId")
        assert request == {
            "RequestType": "Create",
            "ServiceToken": providers.function,
            "StackId": stack,
            "LogicalResourceId": "Thing",
            "ResourceType": "Custom::Thing",
            "ResourceProperties": {
                "ServiceToken": providers.function,
                "Name": "one",
                "Flag": "true",
                "Sizes": ["1", "2.5"],
                "Deep": {"Off": "false"},
            },
        }
        assert url.startswith(
            "https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/arn%3A"
        )
        assert request_id in url

    def test_passes_references_to_secrets_as_text(self, providers: Provided) -> None:
        secret = "{{resolve:secretsmanager:no-such-secret:SecretString:key}}"
        stack = providers.stack(Thing=providers.thing(Name="one", Password=secret))

        assert [one["ResourceProperties"]["Password"] for one in providers.requests(stack)] == [secret]

    def test_works_by_a_topic(self, providers: Provided) -> None:
        stack = providers.stack(COLOR, Thing=providers.thing(Name="one", ServiceToken=providers.topic))
        assert providers.outputs(stack) == {"Color": "red", "Id": "one"}

    def test_reaches_the_url_with_a_client_that_ignores_proxies(self, providers: Provided) -> None:
        stack = providers.stack(COLOR, Thing=providers.thing(Name="one", By="http.client"))
        assert providers.outputs(stack) == {"Color": "red", "Id": "one"}

    @pytest.mark.skipif(which("node") is None, reason="functions in Node.js need node, which is not installed")
    def test_asks_a_function_in_node(self, providers: Provided) -> None:
        code = """
            const response = require("cfn-response");
            exports.handler = (event, context) => {
              const { Name, Color } = event.ResourceProperties;
              response.send(event, context, response.SUCCESS, { Color }, Name);
            };"""
        role = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/" + providers.role}
        properties = {"Code": {"ZipFile": code}, "Handler": "index.handler", "Role": role, "Runtime": "nodejs20.x"}
        stack = providers.stack(
            COLOR,
            Function={"Type": "AWS::Lambda::Function", "Properties": {**properties, "Timeout": 60}},
            Thing=providers.thing(ServiceToken={"Fn::GetAtt": "Function.Arn"}, Name="one", Color="blue"),
        )
        assert providers.outputs(stack) == {"Color": "blue", "Id": "one"}

    def test_takes_the_other_name_of_the_type_and_a_version(self, providers: Provided) -> None:
        thing = {**providers.thing(Name="one"), "Type": "AWS::CloudFormation::CustomResource", "Version": "1.0"}
        stack = providers.stack(Thing=thing)
        assert providers.status(stack) == "CREATE_COMPLETE"
        assert providers.requests(stack)[0]["ResourceType"] == "AWS::CloudFormation::CustomResource"

    def test_fails_with_the_reason_of_the_response_and_is_then_deleted(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one", FailsOn="Create"))

        assert providers.status(stack) == "ROLLBACK_COMPLETE"
        create, delete = providers.requests(stack)
        assert providers.reason(stack, "CREATE_FAILED") == (
            "Received response status [FAILED] from custom resource. Message returned: The shop is closed. "
            f"(RequestId: {create['RequestId']})"
        )
        assert (delete["RequestType"], delete["PhysicalResourceId"]) == ("Delete", "one")

    def test_that_nobody_answers_times_out_on_the_emulated_clock(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(SilentOn="Create", ServiceTimeout=600))

        begun, ended = (one["Timestamp"] for one in providers.all_events(stack)[:2])
        assert 599 <= (ended - begun).total_seconds() < 900
        create, delete = providers.requests(stack)
        assert providers.reason(stack, "CREATE_FAILED").startswith(
            "CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId "
            f"[{create['RequestId']}]."
        )
        assert providers.reason(stack, "CREATE_FAILED").endswith(
            f"The function has ended; its log group is /aws/lambda/{providers.function.rsplit(':', 1)[-1]}."
        )
        # Nobody knows what the function has done, so it is told to delete it, by an ID of CloudFormation's own.
        assert delete["RequestType"] == "Delete"
        assert delete["PhysicalResourceId"].startswith(f"{stack.split('/')[1]}-Thing-")

    def test_says_how_a_function_that_did_not_answer_has_failed(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(By="http.client"))  # which wants a name
        assert "The function has ended with an error (KeyError: 'Name')" in providers.reason(stack, "CREATE_FAILED")

    def test_waits_an_hour_unless_told_otherwise(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(SilentOn="Create"))
        begun, ended = (one["Timestamp"] for one in providers.all_events(stack)[:2])
        assert 3599 <= (ended - begun).total_seconds() < 3900

    @pytest.mark.parametrize(
        ("token", "reason"),
        [
            ("nobody", "Invalid service token."),
            (
                "arn:aws:lambda:eu-west-1:123456789012:function:away",
                "Invalid service token: it must be in the Region of the stack, us-east-1.",
            ),
        ],
    )
    def test_needs_a_provider_in_the_region(self, providers: Provided, token: str, reason: str) -> None:
        stack = providers.stack(Thing=providers.thing(ServiceToken=token))
        assert providers.reason(stack, "CREATE_FAILED") == reason
        assert [status for status, _ in providers.events(stack)] == ["CREATE_IN_PROGRESS", "CREATE_FAILED"]

    def test_names_a_function_that_does_not_exist(self, providers: Provided) -> None:
        arn = "arn:aws:lambda:us-east-1:123456789012:function:gone"
        stack = providers.stack(Thing=providers.thing(ServiceToken=arn))
        assert providers.reason(stack, "CREATE_FAILED").startswith(f"Function not found: {arn}")

    def test_needs_a_service_token(self, providers: Provided) -> None:
        stack = providers.stack(Thing={"Type": "Custom::Thing", "Properties": {"Name": "one"}})
        told = providers.cloudformation.describe_events(StackName=stack, Filters={"FailedEvents": True})
        reasons = [one["ValidationStatusReason"] for one in told["OperationEvents"] if "ValidationName" in one]
        assert reasons == ["#: required key [ServiceToken] not found"]

    def test_fails_what_takes_an_attribute_that_the_response_lacks(self, providers: Provided) -> None:
        stack = providers.stack(
            Thing=providers.thing(Name="one"), Other=providers.thing(Name={"Fn::GetAtt": "Thing.Taste"})
        )
        assert providers.reason(stack, "CREATE_FAILED", "Other").startswith(
            "CustomResource attribute error: Vendor response doesn't contain Taste attribute in object"
        )

    def test_shows_no_secrets_in_events(self, providers: Provided) -> None:
        stack = providers.stack(
            Thing=providers.thing(Name="one", Color="s3cr3t", Secret=True),
            Other=providers.thing(Name={"Fn::GetAtt": "Thing.Color"}),
        )
        shown = json.loads(providers.all_events(stack, "Other")[-1]["ResourceProperties"])
        assert shown["Name"] == "****"
        assert providers.requests(stack)[1]["ResourceProperties"]["Name"] == "s3cr3t"


class TestAnUpdate:
    def test_gets_old_and_new_properties(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one", Size=1))
        providers.update(stack, Thing=providers.thing(Name="one", Size=2))

        update = providers.requests(stack)[1]
        token = providers.function
        assert update["RequestType"] == "Update"
        assert update["PhysicalResourceId"] == "one"
        assert update["OldResourceProperties"] == {"ServiceToken": token, "Name": "one", "Size": "1"}
        assert update["ResourceProperties"] == {"ServiceToken": token, "Name": "one", "Size": "2"}

    def test_that_brings_another_id_replaces_and_the_old_one_is_deleted_in_clean_up(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one"))
        providers.update(stack, Thing=providers.thing(Name="two"))

        assert providers.events(stack)[3:] == [
            ("UPDATE_IN_PROGRESS", "one"),
            ("UPDATE_IN_PROGRESS", "one"),
            ("UPDATE_COMPLETE", "two"),
            ("DELETE_IN_PROGRESS", "one"),
            ("DELETE_COMPLETE", "one"),
        ]
        delete = providers.requests(stack)[2]
        assert (delete["RequestType"], delete["PhysicalResourceId"]) == ("Delete", "one")
        assert delete["ResourceProperties"]["Name"] == "one"

    def test_that_fails_is_followed_by_one_back(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one"))
        providers.update(stack, Thing=providers.thing(Name="one", FailsOn="Update"))

        assert providers.status(stack) == "UPDATE_ROLLBACK_COMPLETE"
        back = providers.requests(stack)[2]
        assert back["RequestType"] == "Update"
        assert back["OldResourceProperties"]["FailsOn"] == "Update"
        assert "FailsOn" not in back["ResourceProperties"]

    def test_cannot_change_the_service_token(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one"))
        providers.update(stack, Thing=providers.thing(Name="one", ServiceToken=providers.topic))

        assert providers.status(stack) == "UPDATE_ROLLBACK_COMPLETE"
        assert providers.reason(stack, "UPDATE_FAILED") == "Modifying service token is not allowed."
        assert [one["RequestType"] for one in providers.requests(stack)] == ["Create"]


class TestADeletion:
    def test_asks_the_function(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one"))
        providers.delete(stack)

        assert providers.status(stack) == "DELETE_COMPLETE"
        delete = providers.requests(stack)[1]
        assert (delete["RequestType"], delete["PhysicalResourceId"]) == ("Delete", "one")

    def test_that_fails_leaves_the_stack(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one", FailsOn="Delete"))
        providers.delete(stack)
        assert providers.status(stack) == "DELETE_FAILED"


class TestTheResponseUrl:
    def test_takes_nothing_once_the_request_is_over(self, providers: Provided) -> None:
        stack = providers.stack(Thing=providers.thing(Name="one"))
        url = providers.requests(stack)[0]["ResponseURL"]

        assert _put(providers, url) == 403

    def test_takes_nothing_with_another_signature(self, providers: Provided) -> None:
        url = "https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/key?X-Amz-Signature=0"
        assert _put(providers, url) == 403


def _put(providers: Provided, url: str) -> int:
    """The status of a PUT to the URL, as any client behind the proxy makes it."""
    handlers: list[Any] = [urllib.request.ProxyHandler({"https": providers.aws.url})]
    context = ssl.create_default_context(cafile=str(providers.aws.certificate_authority))
    opener = urllib.request.build_opener(*handlers, urllib.request.HTTPSHandler(context=context))
    try:
        with opener.open(urllib.request.Request(url, b"{}", method="PUT")) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
