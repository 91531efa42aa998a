"""Nothing is accepted and ignored: every parameter of every action is honoured or listed as without effect."""

import ast
import inspect

import botocore.session
import pytest
from botocore import xform_name

from cfn_local.cloud_control import actions
from cfn_local.cloud_control.accepted_parameters import TABLE
from cfn_local.cloud_control.actions import CloudControlResponse

MODEL = botocore.session.get_session().get_service_model("cloudcontrol")
TEXTS = {node.value for node in ast.walk(ast.parse(inspect.getsource(actions))) if isinstance(node, ast.Constant)}


def test_every_action_of_the_model_is_here() -> None:
    assert sorted(TABLE) == sorted(MODEL.operation_names)
    assert [name for name in TABLE if xform_name(name) not in vars(CloudControlResponse)] == []


@pytest.mark.parametrize("action", sorted(TABLE))
def test_every_parameter_of_the_model_is_listed_once_and_the_honoured_ones_are_read(action: str) -> None:
    accepted = TABLE[action]
    listed = [*accepted.honoured, *accepted.refused, *accepted.without_effect]
    assert sorted(listed) == sorted(MODEL.operation_model(action).input_shape.members)
    assert set(accepted.honoured) <= TEXTS
