"""The answers that were recorded on AWS, in September 2026, in 2023 and by users of the API in its early years."""

import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.cloud_control.control_stories import GROUP, QUEUE, Control, refusal, replacing
from tests.cfn_local.engine.stacks.stack_stories import THING

UUID = "[0-9a-f-]{36}"
OTHER = "Example::Testing::Immutable"


def refused(control: Control, action: str, **asked: Any) -> tuple[str, str]:
    with pytest.raises(ClientError) as error:
        getattr(control.client, action)(**asked)
    return refusal(error)


class TestAType:
    def test_that_does_not_exist(self, control: Control) -> None:
        assert refused(control, "list_resources", TypeName="Example::Testing::Nothing") == (
            "TypeNotFoundException",
            "The type 'Example::Testing::Nothing' cannot be found.",
        )

    def test_whose_handler_is_missing(self, control: Control) -> None:
        handlers = {name: {"permissions": []} for name in ("create", "read", "delete")}
        control.cloud.register(OTHER, handlers=handlers, tagging={"taggable": False})
        code = "UnsupportedActionException"
        words = f"Resource type {OTHER} does not support {{}} action"
        assert refused(control, "list_resources", TypeName=OTHER) == (code, words.format("LIST"))
        identifier = control.created({"Name": "fixed"}, OTHER)
        with pytest.raises(ClientError) as error:
            control.patch(identifier, replacing("Size", 2), type_name=OTHER)
        assert refusal(error) == (code, words.format("UPDATE"))

    @pytest.mark.parametrize("name", ["AWS::CloudFormation::CustomResource", "AWS::CloudFormation::WaitCondition"])
    def test_that_only_stacks_have(self, control: Control, name: str) -> None:
        assert refused(control, "get_resource", TypeName=name, Identifier="x") == (
            "UnsupportedActionException",
            f"The resource {name} is not yet supported via Cloud Control API",
        )

    def test_that_is_not_here_says_what_can_be_done(self, control: Control) -> None:
        name = "AWS::Lex::Bot"
        assert refused(control, "get_resource", TypeName=name, Identifier="x") == (
            "UnsupportedActionException",
            f"The local CloudFormation does not have the resource type {name}. With "
            f"`cfn-local up --stand-ins={name}` (or exec), a stand-in takes its place.",
        )

    def test_whose_list_needs_a_model(self, control: Control) -> None:
        assert refused(control, "list_resources", TypeName="AWS::EKS::Nodegroup") == (
            "InvalidRequestException",
            "Missing or invalid ResourceModel property in AWS::EKS::Nodegroup list handler request input."
            "Required property: (#: required key [ClusterName] not found)",
        )


class TestAReading:
    def test_of_a_missing_resource(self, control: Control) -> None:
        code, message = refused(control, "get_resource", TypeName=THING, Identifier="thing-0")
        assert code == "ResourceNotFoundException"
        assert re.fullmatch(
            f"{THING} Handler returned status FAILED: There is no such thing. "
            rf"\(HandlerErrorCode: NotFound, RequestToken: {UUID}\)",
            message,
        )

    def test_by_an_identifier_with_too_few_parts(self, control: Control) -> None:
        assert refused(control, "get_resource", TypeName="AWS::ApiGateway::Stage", Identifier="prod") == (
            "ValidationException",
            "Identifier prod is not valid for identifier [/properties/RestApiId, /properties/StageName]",
        )


class TestACreation:
    def test_of_what_exists_fails_later(self, control: Control) -> None:
        control.created({"LogGroupName": "/twice"}, GROUP)
        code, message = control.failed(control.begin({"LogGroupName": "/twice"}, GROUP))
        assert (code, message) == (
            "AlreadyExists",
            "Resource of type 'AWS::Logs::LogGroup' with identifier '/twice' already exists.",
        )

    @pytest.mark.parametrize(
        ("desired", "problem"),
        [
            ({"Name": "a", "Weight": 1}, "#: extraneous key [Weight] is not permitted"),
            ({"Name": True}, "#/Name: expected type: String, found: Boolean"),
            ({"Name": "a", "Size": "3"}, "#/Size: expected type: Integer, found: String"),
            ({"Name": "a", "Size": 3.5}, "#/Size: expected type: Integer, found: BigDecimal"),
        ],
    )
    def test_with_a_bad_model_is_refused_at_once(self, control: Control, desired: Any, problem: str) -> None:
        with pytest.raises(ClientError) as error:
            control.begin(desired)
        assert refusal(error) == ("ValidationException", f"Model validation failed ({problem})")

    def test_shows_its_identifier_at_once_if_the_model_holds_it(self, control: Control) -> None:
        begun = control.begin({"LogGroupName": "/known"}, GROUP)
        assert begun["ProgressEvent"]["Identifier"] == "/known"
        control.ended(begun)


class TestAPatch:
    def refused(self, control: Control, *operations: dict[str, Any]) -> tuple[str, str]:
        identifier = control.created({"Name": "patched", "Size": 2})
        with pytest.raises(ClientError) as error:
            control.patch(identifier, *operations)
        return refusal(error)

    def test_of_what_is_fixed(self, control: Control) -> None:
        assert self.refused(control, replacing("Name", "other")) == (
            "NotUpdatableException",
            "Invalid patch update: createOnlyProperties [/properties/Name] cannot be updated",
        )
        assert self.refused(control, replacing("Color", "blue")) == (
            "ValidationException",
            "Invalid patch update: readOnlyProperties [/properties/Color] cannot be updated",
        )

    def test_whose_test_does_not_hold(self, control: Control) -> None:
        test = {"op": "test", "path": "/Size", "value": 9}
        assert self.refused(control, test) == ("ValidationException", "[TEST Operation] value mismatch")

    def test_that_makes_the_model_invalid(self, control: Control) -> None:
        assert self.refused(control, {"op": "add", "path": "/Weight", "value": 1}) == (
            "ValidationException",
            "Model validation failed (#: extraneous key [Weight] is not permitted)",
        )

    def test_of_a_missing_resource(self, control: Control) -> None:
        with pytest.raises(ClientError) as error:
            control.patch("thing-0", replacing("Size", 2))
        assert refusal(error)[0] == "ResourceNotFoundException"

    def test_that_cannot_be_carried_out_names_its_operation(self, control: Control) -> None:
        assert self.refused(control, {"op": "remove", "path": "/Label"}) == (
            "ValidationException",
            "[REMOVE Operation] can't remove a non-existent object 'Label'",
        )
        assert self.refused(control, {"path": "/Label"}) == (
            "ValidationException",
            "Operation 0 of the PatchDocument: Operation does not contain 'op' member",
        )

    def test_of_several_operations_is_carried_out_in_order(self, control: Control) -> None:
        identifier = control.created({"Name": "several", "Parts": ["a"]})
        operations = [
            {"op": "test", "path": "/Parts/0", "value": "a"},
            {"op": "add", "path": "/Parts/-", "value": "b"},
            {"op": "move", "from": "/Parts/0", "path": "/Label"},
        ]
        control.ended(control.patch(identifier, *operations))
        found = control.properties(identifier)
        assert (found["Parts"], found["Label"]) == (["b"], "a")

    def test_loses_what_is_write_only_unless_it_adds_it_again(self, control: Control) -> None:
        identifier = control.created({"Name": "hidden", "Secret": "s", "Size": 1})
        control.ended(control.patch(identifier, replacing("Size", 2)))
        assert "Secret" not in control.cloud.things()[identifier]
        control.ended(control.patch(identifier, {"op": "add", "path": "/Secret", "value": "t"}))
        assert control.cloud.things()[identifier]["Secret"] == "t"


class TestADeletion:
    def test_of_a_missing_resource_fails_later(self, control: Control) -> None:
        begun = control.client.delete_resource(TypeName=THING, Identifier="thing-0")
        assert control.failed(begun) == ("NotFound", "There is no such thing.")
        begun = control.client.delete_resource(TypeName=QUEUE, Identifier="https://none")
        assert control.failed(begun)[0] == "NotFound"
