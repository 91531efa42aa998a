"""Messages of the control protocol as JSON, and what is said of a document that is none."""

from dataclasses import dataclass
from typing import Any

import pytest

from cfn_local.gateway.control_protocol import (
    ClockAdvance,
    FaultsMet,
    FaultsToArm,
    FunctionDefinition,
    Invocation,
    Item,
    Items,
)
from cfn_local.gateway.faults import Effect, Fault, Lasting
from cfn_local.gateway.json_documents import from_json, to_json

FAULT = Fault("ssm:PutParameter", 2, Effect.DROPPED, Lasting.CALL, carried_out=True)


@pytest.mark.parametrize(
    ("message", "document"),
    [
        (ClockAdvance(1.5), {"Seconds": 1.5}),
        (FaultsMet(("a:B",), ((1, 0),), (2,)), {"Calls": ["a:B"], "Repeats": [[1, 0]], "Met": [2], "Unserved": []}),
        (
            FaultsToArm((FAULT,)),
            {
                "Faults": [
                    {
                        "Call": "ssm:PutParameter",
                        "Occurrence": 2,
                        "Effect": "Dropped",
                        "Lasting": "Call",
                        "CarriedOut": True,
                        "Status": 500,
                        "Code": "",
                        "Message": "",
                    }
                ]
            },
        ),
        (
            Items((Item("sqs", "Queue", "jobs", "cn-north-1", {"delay_seconds": "5f"}),)),
            {
                "Items": [
                    {
                        "Service": "sqs",
                        "Type": "Queue",
                        "Id": "jobs",
                        "Region": "cn-north-1",
                        "Attributes": {"delay_seconds": "5f"},
                        "IsDefault": False,
                    }
                ]
            },
        ),
        (
            Invocation("test_a", "Function", {"action": "CREATE"}, [1], None, "", ()),
            {
                "Label": "test_a",
                "Function": "Function",
                "Event": {"action": "CREATE"},
                "Payload": [1],
                "FunctionError": None,
                "Log": "",
                "Calls": [],
            },
        ),
    ],
)
def test_a_message_comes_back_from_its_document(message: Any, document: dict[str, Any]) -> None:
    assert to_json(message) == document
    assert from_json(type(message), document) == message


def test_what_has_a_default_may_be_left_out() -> None:
    document = {"Call": "ssm:PutParameter", "Occurrence": 1, "Effect": "Refused"}

    assert from_json(Fault, document) == Fault("ssm:PutParameter", 1, Effect.REFUSED)


@dataclass(frozen=True)
class Switch:
    is_on: bool


@pytest.mark.parametrize(
    ("kind", "document", "reason"),
    [
        (ClockAdvance, [], "The body is not a JSON object."),
        (ClockAdvance, {}, "Seconds is missing, or is not of the type number."),
        (ClockAdvance, {"Seconds": True}, "Seconds is missing, or is not of the type number."),
        (ClockAdvance, {"Seconds": "1"}, "Seconds is missing, or is not of the type number."),
        (Switch, {"IsOn": 1}, "IsOn is missing, or is not of the type bool."),
        (FunctionDefinition, {"Name": 1}, "Name is missing, or is not of the type str."),
        (FaultsToArm, {"Faults": {}}, "Faults is missing, or is not of the type list."),
        (FaultsToArm, {"Faults": [1]}, "The body is not a JSON object."),
        (FaultsMet, {"Calls": [], "Repeats": [[1]], "Met": []}, "Repeats has not 2 elements in each of its lists."),
        (Fault, {"Call": "a:B", "Occurrence": 1, "Effect": "Broken"}, "'Broken' is not a valid Effect"),
    ],
)
def test_a_document_that_is_no_message_is_refused_by_its_member(kind: type[Any], document: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        from_json(kind, document)
