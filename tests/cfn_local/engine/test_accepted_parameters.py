"""Nothing is accepted and ignored: every parameter of every action is honoured, refused or listed as without effect."""

import inspect
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore import xform_name

from cfn_local import engine
from cfn_local.engine import moto_parsing
from cfn_local.engine.actions.accepted_parameters import NOT_HERE, TABLE
from cfn_local.engine.actions.errors import NotSupportedHere

moto_parsing.leave_out()

from moto.cloudformation.responses import CloudFormationResponse  # noqa: E402

from cfn_local.engine import actions  # noqa: E402 - moto's CloudFormation is imported with it
from cfn_local.engine.actions.accepted_parameters import refusing  # noqa: E402
from cfn_local.registry import installation  # noqa: E402

MODEL = botocore.session.get_session().get_service_model("cloudformation")
OPERATIONS = {xform_name(name): name for name in MODEL.operation_names}
DONE_HERE = sorted(
    OPERATIONS[name]
    for owner in (*actions._OURS, *installation._ACTIONS)
    for name, action in vars(owner).items()
    if inspect.isfunction(action) and name in OPERATIONS
)


LACKING = [name for names in NOT_HERE.values() for name in names]


class TestActionsThatAreNotHere:
    def test_are_all_that_the_table_has_not(self) -> None:
        assert sorted([*TABLE, *LACKING]) == sorted(MODEL.operation_names)

    def test_are_listed_on_the_page_of_differences(self) -> None:
        page = Path(engine.__file__).with_name("DIFFERENCES.md").read_text("utf-8")
        assert [name for name in LACKING if f"`{name}`" not in page] == []

    def test_are_not_carried_out_by_moto(self) -> None:
        class Response(CloudFormationResponse):
            pass

        actions.install(Response)
        found = [xform_name(name) for name in LACKING if hasattr(Response, xform_name(name))]
        assert "stop_stack_set_operation" in found
        for name in found:
            with pytest.raises(NotImplementedError):
                getattr(Response, name)(object())


class TestTheTableOfParameters:
    def test_has_every_action_that_is_done_here(self) -> None:
        assert sorted(TABLE) == sorted([*DONE_HERE, "DescribeTypeRegistration", "RegisterType"])

    @pytest.mark.parametrize("action", sorted(TABLE))
    def test_has_each_parameter_of_the_model_once(self, action: str) -> None:
        accepted = TABLE[action]
        listed = [*accepted.honoured, *accepted.refused, *accepted.without_effect]
        assert sorted(listed) == sorted(MODEL.operation_model(action).input_shape.members)


class _Asked:
    def __init__(self, **parameters: Any) -> None:
        self._parameters = parameters

    def _get_param(self, name: str) -> Any:
        return self._parameters.get(name)


REFUSED = [(action, name) for action, accepted in TABLE.items() for name in accepted.refused]


class TestAParameterThatIsRefused:
    @pytest.mark.parametrize(("action", "name"), REFUSED)
    def test_is_refused_by_name_before_anything_is_done(self, action: str, name: str) -> None:
        done: list[Any] = []
        with pytest.raises(NotSupportedHere) as refused:
            refusing(done.append, action)(_Asked(**{name: {"Mode": "EXPRESS"}}))
        assert refused.value.message == f"The local CloudFormation does not support {name}."
        assert done == []

    @pytest.mark.parametrize(("action", "name"), REFUSED)
    @pytest.mark.parametrize("value", [None, False, [], {}])
    def test_is_taken_where_it_asks_for_nothing(self, action: str, name: str, value: Any) -> None:
        done: list[Any] = []
        refusing(done.append, action)(_Asked(**{name: value}))
        assert len(done) == 1

    def test_may_ask_for_what_happens_anyway(self) -> None:
        done: list[Any] = []
        refusing(done.append, "DeleteStack")(_Asked(DeletionMode="STANDARD", DeploymentConfig={"Mode": "STANDARD"}))
        assert len(done) == 1
