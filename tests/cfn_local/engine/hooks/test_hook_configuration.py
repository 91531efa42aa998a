"""A hook's configuration: what holds where it says nothing, and whom its filters let through."""

import itertools
from typing import Any

import pytest

from cfn_local.engine.hooks.configuration import HookConfiguration
from tests.cfn_local.engine.hooks.hook_stories import document

ROLE = "arn:aws:iam::123456789012:role/hook-role"
OTHER_ROLE = "arn:aws:iam::123456789012:role/other"


def configured(**members: Any) -> HookConfiguration:
    found = HookConfiguration.from_document(document(**members))
    assert found is not None
    return found


class TestNoConfiguration:
    @pytest.mark.parametrize(
        "nothing",
        [None, {}, {"CloudFormationConfiguration": {}}, {"CloudFormationConfiguration": {"HookConfiguration": {}}}],
    )
    def test_is_none(self, nothing: Any) -> None:
        assert HookConfiguration.from_document(nothing) is None


class TestAConfigurationThatSaysLittle:
    def test_runs_on_resources_alone_and_only_warns(self) -> None:
        wrapped = {"CloudFormationConfiguration": {"HookConfiguration": {"HookInvocationStatus": "ENABLED"}}}
        found = HookConfiguration.from_document(wrapped)

        assert found is not None
        assert found.target_operations == {"RESOURCE"}
        assert found.failure_mode == "WARN"
        assert found.properties == {}
        assert found.admits_target("AWS::S3::Bucket", "DELETE")
        assert found.admits_stack("any", None)

    @pytest.mark.parametrize(
        ("members", "is_enabled"),
        [
            ({"HookInvocationStatus": "ENABLED"}, True),
            ({"HookInvocationStatus": "DISABLED"}, False),
            ({"HookInvocationStatus": None, "TargetStacks": "ALL"}, True),
            ({"HookInvocationStatus": None, "TargetStacks": "NONE"}, False),
            ({"HookInvocationStatus": None}, False),
            ({"HookInvocationStatus": "DISABLED", "TargetStacks": "ALL"}, False),
        ],
    )
    def test_is_enabled_by_what_it_says_alone(self, members: dict[str, Any], is_enabled: bool) -> None:
        assert configured(**members).is_enabled == is_enabled


class TestTargetFilters:
    def admitted(self, filters: dict[str, Any]) -> set[tuple[str, str]]:
        names, actions = ("AWS::S3::Bucket", "AWS::SQS::Queue"), ("CREATE", "UPDATE", "DELETE")
        found = configured(TargetFilters=filters)
        return {asked for asked in itertools.product(names, actions) if found.admits_target(*asked)}

    @pytest.mark.parametrize(
        ("filters", "admitted"),
        [
            ({"Actions": ["CREATE"]}, {("AWS::S3::Bucket", "CREATE"), ("AWS::SQS::Queue", "CREATE")}),
            ({"TargetNames": ["AWS::S3::*"], "Actions": ["UPDATE"]}, {("AWS::S3::Bucket", "UPDATE")}),
            (
                {"TargetNames": ["AWS::?QS::Queue"], "InvocationPoints": ["PRE_PROVISION"]},
                {("AWS::SQS::Queue", action) for action in ("CREATE", "UPDATE", "DELETE")},
            ),
            (
                {
                    "Targets": [
                        {"TargetName": "AWS::S3::*", "Action": "CREATE", "InvocationPoint": "PRE_PROVISION"},
                        {"TargetName": "AWS::*::Queue", "Action": "DELETE", "InvocationPoint": "PRE_PROVISION"},
                    ]
                },
                {("AWS::S3::Bucket", "CREATE"), ("AWS::SQS::Queue", "DELETE")},
            ),
        ],
    )
    def test_let_through_what_matches_in_every_respect(
        self, filters: dict[str, Any], admitted: set[tuple[str, str]]
    ) -> None:
        assert self.admitted(filters) == admitted


class TestStackFilters:
    @pytest.mark.parametrize(
        ("names", "admitted"),
        [
            ({"Include": ["A", "B"]}, "AB"),
            ({"Exclude": ["B"]}, "ACD"),
            ({"Include": ["A", "B", "C"], "Exclude": ["A", "D"]}, "BC"),
            ({"Include": ["A", "B", "C"], "Exclude": ["A", "B", "C"]}, ""),
            ({"Include": ["*"], "Exclude": ["?"]}, ""),
        ],
    )
    def test_on_names_are_as_in_the_examples_of_the_user_guide(self, names: dict[str, Any], admitted: str) -> None:
        found = configured(StackFilters={"FilteringCriteria": "ALL", "StackNames": names})

        assert "".join(name for name in "ABCD" if found.admits_stack(name, ROLE)) == admitted

    @pytest.mark.parametrize("criteria", ["ALL", "ANY"])
    @pytest.mark.parametrize(("name", "role"), [*itertools.product(("web", "other"), (ROLE, OTHER_ROLE, None))])
    def test_on_names_and_roles_ask_for_both_or_for_either(self, criteria: str, name: str, role: str | None) -> None:
        found = configured(
            StackFilters={
                "FilteringCriteria": criteria,
                "StackNames": {"Include": ["web*"]},
                "StackRoles": {"Include": ["arn:*:iam::*:role/hook-role*"]},
            }
        )

        combine = all if criteria == "ALL" else any
        assert found.admits_stack(name, role) == combine([name == "web", role == ROLE])

    def test_that_exclude_roles_let_a_stack_without_a_role_through(self) -> None:
        found = configured(StackFilters={"FilteringCriteria": "ALL", "StackRoles": {"Exclude": [ROLE]}})

        assert found.admits_stack("web", None)
        assert not found.admits_stack("web", ROLE)

    def test_of_any_kind_that_name_nothing_let_all_through(self) -> None:
        assert configured(StackFilters={"FilteringCriteria": "ANY"}).admits_stack("web", None)
