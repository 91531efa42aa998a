"""The role of the tracked account, held against what the tracker itself would give its function."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from awscommunity_glue_jobtracker.names import Names
from awscommunity_glue_jobtracker.policies import function_policy, trust

from cfn_local.registry.module_fragments import read_fragment

RESOURCES = read_fragment(Path(__file__).resolve().parents[2] / "modules/glue-tracked-account/fragments")["Resources"]


def actions(statements: list[Mapping[str, Any]]) -> dict[str, set[str]]:
    """The actions of each statement, by its Sid; of one that depends on a condition, as it is when that holds."""
    held = [one["Fn::If"][1] if "Fn::If" in one else one for one in statements]
    return {one["Sid"]: {one["Action"]} if isinstance(one["Action"], str) else set(one["Action"]) for one in held}


def tracker_policy() -> list[Mapping[str, Any]]:
    names = Names("account", "aws", "us-east-1", "123456789012")
    policy = function_policy(names, "topic", {"Sender": "glue@example.com"}, "key", looks_up_prices=False)
    return list(policy["Statement"])


class TestTheRole:
    ROLE = RESOURCES["Role"]["Properties"]

    def test_allows_what_the_trackers_own_role_allows(self) -> None:
        (policy,) = self.ROLE["Policies"]
        assert actions(policy["PolicyDocument"]["Statement"]) == actions(tracker_policy())

    def test_trusts_whom_the_trackers_own_role_trusts(self) -> None:
        assert self.ROLE["AssumeRolePolicyDocument"] == trust()

    def test_lies_under_the_path_that_the_execution_role_may_pass(self) -> None:
        assert self.ROLE["Path"] == "/awscommunity/glue-job-tracker/"

    def test_has_a_boundary_that_takes_nothing_of_it_away(self) -> None:
        boundary = RESOURCES["Boundary"]["Properties"]["PolicyDocument"]["Statement"]
        bounded = {
            action
            for one in boundary
            for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"])
        }
        assert bounded == set().union(*actions(tracker_policy()).values())
