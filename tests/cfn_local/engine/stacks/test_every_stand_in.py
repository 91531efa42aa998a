"""Every type of AWS's bundled schemas as a stand-in: created, updated, replaced and deleted."""

from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local.engine.types.stand_in.making import Making
from cfn_local.engine.types.stand_in.origin import Origin
from cfn_local.engine.types.stand_in.store import store_of
from cfn_local.engine.types.stand_in.switch import NEVER
from cfn_local.registry import provider_schemas
from cfn_local.schemas import validation
from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, REGION, Cloud
from tests.cfn_local.engine.types.stand_in import models_from_schemas

NAMES = [name for name in provider_schemas.type_names(REGION, "AWS::*") if name not in NEVER]
AT_ONCE = 100
Bodies = dict[str, dict[str, Any]]


def schema_of(type_name: str) -> dict[str, Any]:
    schema = provider_schemas.schema(type_name, REGION)
    assert schema is not None
    return schema


def logical_id(type_name: str) -> str:
    return type_name.replace("::", "")


def models(names: list[str]) -> Bodies:
    found = {name: models_from_schemas.model(schema_of(name)) for name in names}
    return {name: model for name, model in found.items() if model is not None}


def updated(bodies: Bodies) -> Bodies:
    """Other models of the types that can be updated in place."""
    made = {
        name: models_from_schemas.changed(schema_of(name), body, replaces=False)
        for name, body in bodies.items()
        if "update" in schema_of(name).get("handlers", {"update": {}})
    }
    return {name: found[0] for name, found in made.items() if found is not None}


def replacing(bodies: Bodies) -> Bodies:
    """Models with another value of what can only be set at creation, where AWS would give the new one another name."""
    made = {name: models_from_schemas.changed(schema_of(name), body, replaces=True) for name, body in bodies.items()}
    return {
        name: found[0]
        for name, found in made.items()
        if found is not None and reference(name, bodies[name]) != reference(name, found[0])
    }


def reference(type_name: str, model: dict[str, Any]) -> str:
    seed = str(sorted(model))
    return Making(schema_of(type_name), model, Origin(ACCOUNT, REGION, "s", "l", seed + str(model))).reference


def template(bodies: Bodies) -> dict[str, Any]:
    resources = {logical_id(name): {"Type": name, "Properties": body} for name, body in bodies.items()}
    return {"Metadata": {"cfn-local": {"StandIns": list(bodies)}}, "Resources": resources}


def physical_ids(cloud: Cloud, stack: str) -> dict[str, str]:
    listed = cloud.cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    every = [one for page in listed for one in page["StackResourceSummaries"]]
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in every}


def failures(cloud: Cloud, stack: str) -> Iterator[str]:
    for event in cloud.all_events(stack):
        if event["ResourceStatus"].endswith("_FAILED") and "cancelled" not in event["ResourceStatusReason"]:
            yield f"{event['ResourceType']}: {event['ResourceStatusReason']}"


def live(cloud: Cloud, names: list[str]) -> None:
    """Take the types through their lives, all in one stack."""
    bodies = models(names)
    capabilities: dict[str, Any] = {"Capabilities": ["CAPABILITY_NAMED_IAM"]}
    stack = cloud.create(template(bodies), **capabilities)
    assert list(failures(cloud, stack)) == []
    created = physical_ids(cloud, stack)
    problems = {
        name: validation.problems_of_answer(model, schema_of(name), action="READ")
        for (name, _), model in store_of(ACCOUNT, REGION).models.items()
        if name in bodies
    }
    assert {name: found for name, found in problems.items() if found} == {}

    in_place = updated(bodies)
    bodies |= in_place
    cloud.update(stack, template(bodies), **capabilities)
    assert list(failures(cloud, stack)) == []
    assert physical_ids(cloud, stack) == created

    others = replacing(bodies)
    bodies |= others
    cloud.update(stack, template(bodies), **capabilities)
    assert list(failures(cloud, stack)) == []
    now = physical_ids(cloud, stack)
    assert sorted(one for one in now if now[one] != created[one]) == sorted(map(logical_id, others))

    cloud.delete(stack)
    assert list(store_of(ACCOUNT, REGION).models) == []


class TestAModelFromTheSchemaOfEveryType:
    @pytest.fixture(autouse=True)
    def _leaves_nothing(self) -> Iterator[None]:
        yield
        store_of(ACCOUNT, REGION).models.clear()

    def test_a_sample_is_created_updated_replaced_and_deleted(self, empty_cloud: Cloud) -> None:
        live(empty_cloud, NAMES[7::60])

    @pytest.mark.nightly
    @pytest.mark.parametrize("first", range(0, len(NAMES), AT_ONCE))
    def test_every_one_is_created_updated_replaced_and_deleted(self, empty_cloud: Cloud, first: int) -> None:
        live(empty_cloud, NAMES[first : first + AT_ONCE])

    @pytest.mark.nightly
    def test_is_found_for_every_type(self) -> None:
        assert sorted(set(NAMES) - models(NAMES).keys()) == []
