"""Which hooks are asked before an operation."""

from dataclasses import replace
from typing import Any

import pytest

from cfn_local.engine.hooks.selection import applicable_hooks
from tests.cfn_local.engine.hooks.hook_stories import BUCKET, Hook, Hooks, document, on, succeeds


def asked(hooks: Hooks, operation: str = "CREATE", type_name: str = "AWS::S3::Bucket") -> list[str]:
    target = replace(BUCKET, operation=operation, type_name=type_name)
    return [hook.version.type_name for hook in applicable_hooks(hooks, target)]


class TestAHook:
    @pytest.mark.parametrize("operation", ["CREATE", "UPDATE", "DELETE"])
    @pytest.mark.parametrize("declared", ["preCreate", "preUpdate", "preDelete"])
    def test_is_asked_before_the_operations_that_its_schema_declares(self, operation: str, declared: str) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", succeeds, handlers=on("AWS::S3::Bucket", handlers=(declared,)))

        assert (asked(hooks, operation) == ["Example::Bucket::Hook"]) == (operation == declared[3:].upper())

    @pytest.mark.parametrize(
        ("target_name", "is_asked"),
        [
            ("AWS::S3::Bucket", True),
            ("AWS::S3::*", True),
            ("AWS::?3::*", True),
            ("AWS::*::*", True),
            ("*", True),
            ("AWS::S3::BucketPolicy", False),
            ("AWS::SQS::*", False),
        ],
    )
    def test_is_asked_about_the_types_that_its_schema_targets(self, target_name: str, is_asked: bool) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", succeeds, handlers=on("AWS::EC2::VPC", target_name))

        assert bool(asked(hooks)) == is_asked

    @pytest.mark.parametrize(
        "configured",
        [
            {"HookInvocationStatus": "DISABLED"},
            {"TargetOperations": ["STACK", "CLOUD_CONTROL"]},
            {"TargetFilters": {"Actions": ["DELETE"]}},
            {"StackFilters": {"FilteringCriteria": "ALL", "StackNames": {"Exclude": ["web"]}}},
        ],
    )
    def test_is_not_asked_where_its_configuration_keeps_it_away(self, configured: dict[str, Any]) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", succeeds, **configured)

        assert asked(hooks) == []

    def test_without_a_configuration_is_not_asked(self) -> None:
        assert asked(Hooks([Hook("Example::Bucket::Hook", {"handlers": on("*")}, succeeds)])) == []

    def test_whose_schema_declares_no_handlers_is_not_asked(self) -> None:
        hooks = Hooks([Hook("Example::Bucket::Hook", {}, succeeds)], {"Example::Bucket::Hook": document()})

        assert asked(hooks) == []

    def test_is_asked_in_the_order_of_names(self) -> None:
        hooks = Hooks()
        for name in ("Example::Z::Hook", "Example::A::Hook", "Example::M::Hook"):
            hooks.add(name, succeeds)

        assert asked(hooks) == ["Example::A::Hook", "Example::M::Hook", "Example::Z::Hook"]
