"""A request works out what a template comes to once, and hands it down."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local.engine.template import Scope
from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing


@pytest.fixture
def scopes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Scope]]:
    """Every scope that is made from now on."""
    made: list[Scope] = []
    make = Scope.__init__

    def made_and_counted(self: Scope, *arguments: Any, **named: Any) -> None:
        made.append(self)
        make(self, *arguments, **named)

    monkeypatch.setattr(Scope, "__init__", made_and_counted)
    yield made


_ONE = template({"Color": {"Value": {"Fn::GetAtt": "A.Color"}}}, A=thing("a"), B=thing("b", Label={"Ref": "A"}))
_TWO = template({"Color": {"Value": {"Fn::GetAtt": "A.Color"}}}, A=thing("c"), B=thing("b", Label={"Ref": "A"}))


class TestTheScopeOfARequest:
    def test_is_made_once_to_create_a_stack(self, cloud: Cloud, scopes: list[Scope]) -> None:
        cloud.create(_ONE)
        assert len(scopes) == 1

    def test_is_made_once_to_update_a_stack(self, cloud: Cloud, scopes: list[Scope]) -> None:
        name = cloud.create(_ONE)
        scopes.clear()
        cloud.update(name, _TWO)
        assert len(scopes) == 1

    def test_is_made_once_to_update_a_stack_and_roll_back(self, cloud: Cloud, scopes: list[Scope]) -> None:
        name = cloud.create(_ONE)
        scopes.clear()
        cloud.update(name, template(A=thing("c"), B=thing("b", Fail={"UPDATE": "InternalFailure"})))
        assert cloud.stack(name)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
        assert len(scopes) == 1

    def test_is_made_once_for_a_change_set_and_once_for_its_execution(self, cloud: Cloud, scopes: list[Scope]) -> None:
        name = cloud.create(_ONE)
        scopes.clear()
        cloud.cloudformation.create_change_set(StackName=name, ChangeSetName="c", TemplateBody=json.dumps(_TWO))
        assert len(scopes) == 1
        cloud.cloudformation.execute_change_set(StackName=name, ChangeSetName="c")
        cloud.wait(name)
        assert len(scopes) == 2

    def test_is_not_needed_to_delete_a_stack(self, cloud: Cloud, scopes: list[Scope]) -> None:
        name = cloud.create(_ONE)
        scopes.clear()
        cloud.delete(name)
        assert scopes == []
