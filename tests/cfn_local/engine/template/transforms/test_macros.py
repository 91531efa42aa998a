"""Macros: what their functions are asked, and what becomes of their answers."""

from typing import Any

import pytest

from tests.cfn_local.engine.template.template_stories import refusal
from tests.cfn_local.engine.template.transforms.transform_stories import (
    TOPIC,
    Account,
    parameter,
    returning,
    shown,
    transformed,
)

PLAIN = {"Resources": {"Topic": TOPIC}}


class TestARequestToAMacro:
    def test_has_the_template_the_parameters_of_both_and_where_it_runs(self) -> None:
        account = Account(macros={"Same": returning(lambda it, _: it)})
        parameters = {"Name": {"Type": "String"}, "Names": {"Type": "CommaDelimitedList", "Default": "a, b"}}
        use = {"Name": "Same", "Parameters": {"Input": {"Ref": "Name"}, "Inputs": {"Ref": "Names"}, "Number": 5}}
        sections = {"Parameters": parameters, "Resources": {"P": parameter({"Ref": "Name"})}}
        transformed({"Transform": [use], **sections}, account, {"Name": "ann"})
        (request,) = account.requests
        del request["requestId"]

        assert request == {
            "accountId": "123456789012",
            "fragment": sections,
            "params": {"Input": "ann", "Inputs": ["a", "b"], "Number": 5},
            "region": "eu-west-1",
            "templateParameterValues": {"Name": "ann", "Names": ["a", "b"]},
            "transformId": "123456789012::Same",
        }

    def test_has_what_stands_beside_fn_transform(self) -> None:
        account = Account(macros={"Fifo": returning(lambda it, _: {**it, "FifoTopic": True})})
        properties = {"TopicName": "t.fifo", "Fn::Transform": "Fifo"}
        found = shown({"Resources": {"Topic": {**TOPIC, "Properties": properties}}}, account)

        assert account.requests[0]["fragment"] == {"TopicName": "t.fifo"}
        assert found["Resources"]["Topic"]["Properties"] == {"TopicName": "t.fifo", "FifoTopic": True}

    def test_may_be_answered_with_a_text_in_the_place_of_a_value(self) -> None:
        account = Account(macros={"Upper": returning(lambda _, params: params["Text"].upper())})
        use = {"Fn::Transform": {"Name": "Upper", "Parameters": {"Text": "loud"}}}

        assert shown({"Resources": {"P": parameter(use)}}, account)["Resources"]["P"] == parameter("LOUD")


class TestAMacroThatFails:
    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            (None, "Received malformed response from transform 123456789012::Broken"),
            ({"status": "success", "fragment": {}}, "Received malformed response from transform 123456789012::Broken"),
            ({"requestId": True, "fragment": {}}, "Received malformed response from transform 123456789012::Broken"),
            ({"requestId": True, "status": "success"},
             "Received malformed response from transform 123456789012::Broken"),
            ({"requestId": True, "status": "failed", "errorMessage": "it rains"},
             "Transform 123456789012::Broken failed with: it rains"),
            ({"requestId": True, "status": "failed"},
             "Transform 123456789012::Broken failed without an error message."),
        ],
    )  # fmt: skip
    def test_fails_with_its_reason(self, answer: Any, message: str) -> None:
        def broken(request: Any) -> Any:
            return {**answer, "requestId": request["requestId"]} if answer and "requestId" in answer else answer

        assert refusal(transformed, {"Transform": "Broken", **PLAIN}, Account(macros={"Broken": broken})) == message

    def test_does_not_exist(self) -> None:
        assert refusal(transformed, {"Transform": "Nobody", **PLAIN}) == (
            "No transform named 123456789012::Nobody found."
        )
