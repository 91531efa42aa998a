"""What is to be done in an account, decided from what is registered: all cases of up to three versions."""

from itertools import product
from pathlib import Path

import pytest
from shipping.extension import Extension
from shipping.package import Package
from shipping.registration_plan import (
    DeleteStack,
    DeregisterType,
    DeregisterVersion,
    DisableHook,
    Keep,
    Register,
    RegisteredVersion,
    SetDefault,
    plan_removal,
    plan_submission,
)

THING = Extension(Path("thing"), "RESOURCE", "Example::Testing::Thing")
CHECK = Extension(Path("check"), "HOOK", "Example::Testing::Check")
PAIR = Extension(Path("pair"), "MODULE", "Example::Testing::Pair::MODULE")
PACKAGE = Package(THING, b"zip", "0123456789abcdef")
SAME, OTHER, UNKNOWN = PACKAGE.contents, "fedcba9876543210", None


def version(number: int, contents: str | None = SAME, *, is_default: bool = False) -> RegisteredVersion:
    return RegisteredVersion(f"{number:08}", f"arn:{number}", contents, is_default)


def every_registry() -> list[list[RegisteredVersion]]:
    """No version, and one to three of every content with every one of them as the default."""
    return [
        [version(number, contents, is_default=number == default) for number, contents in enumerate(held, 1)]
        for count in (1, 2, 3)
        for held in product((SAME, OTHER, UNKNOWN), repeat=count)
        for default in range(1, count + 1)
    ] + [[]]


def submission(versions: list[RegisteredVersion], *, set_default: bool):
    (step,) = plan_submission([PACKAGE], {THING.type_name: versions}, set_default=set_default)
    return step


class TestASubmission:
    @pytest.mark.parametrize("set_default", [False, True])
    def test_registers_exactly_where_no_version_is_this_package(self, set_default):
        registries = every_registry()
        assert len(registries) == 1 * 3 + 2 * 9 + 3 * 27 + 1
        for versions in registries:
            step = submission(versions, set_default=set_default)
            assert isinstance(step, Register) == all(one.contents != SAME for one in versions)

    def test_changes_the_default_only_when_asked_and_only_where_it_is_another(self):
        for versions in every_registry():
            default_is_same = any(one.is_default and one.contents == SAME for one in versions)
            is_there = any(one.contents == SAME for one in versions)
            assert not isinstance(submission(versions, set_default=False), SetDefault)
            expected = is_there and not default_is_same
            assert isinstance(submission(versions, set_default=True), SetDefault) == expected

    def test_keeps_the_default_before_another_version_of_the_same_package(self):
        versions = [version(1, is_default=True), version(2)]
        assert submission(versions, set_default=True) == Keep(THING, versions[0])

    def test_says_that_a_first_version_is_the_default_and_a_second_is_not(self):
        first = submission([], set_default=False)
        second = submission([version(1, OTHER, is_default=True)], set_default=False)
        assert str(first).endswith("package 0123456789abcdef, 3 bytes; the default")
        assert str(second).endswith("not the default: see --set-default")


class TestARemoval:
    def steps(self, registered, stacks=()):
        return plan_removal([THING, CHECK, PAIR], {**NOTHING, **registered}, list(stacks))

    def test_takes_every_version_once_and_the_default_last(self):
        for versions in filter(None, every_registry()):
            steps = self.steps({THING.type_name: versions})
            assert isinstance(steps[-1], DeregisterType)
            assert steps[-1].version.is_default
            assert [step.version for step in steps[:-1]] == [one for one in versions if not one.is_default]
            assert all(isinstance(step, DeregisterVersion) for step in steps[:-1])

    def test_disables_a_hook_before_anything_of_it_goes(self):
        versions = [version(1), version(2, is_default=True)]
        assert self.steps({CHECK.type_name: versions}) == [
            DisableHook(CHECK),
            DeregisterVersion(CHECK, versions[0]),
            DeregisterType(CHECK, versions[1]),
        ]

    def test_deletes_the_roles_when_no_type_is_left_that_has_them(self):
        stacks = ["mine", "example-testing-thing-execution-role", "awscommunity-log-delivery"]
        assert self.steps({THING.type_name: [version(1, is_default=True)]}, stacks) == [
            DeregisterType(THING, version(1, is_default=True)),
            DeleteStack("example-testing-thing-execution-role"),
            DeleteStack("awscommunity-log-delivery"),
        ]

    def test_keeps_the_delivery_of_logs_while_another_extension_has_a_role(self):
        stacks = ["example-testing-other-execution-role", "awscommunity-log-delivery"]
        assert self.steps({}, stacks) == []

    def test_of_what_is_not_there_is_nothing(self):
        assert self.steps({}) == []


NOTHING = {extension.type_name: [] for extension in (THING, CHECK, PAIR)}
