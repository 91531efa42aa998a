"""Any life of a group: operations, faults and others' doings in any order, against a model of the promise.

When it fails, hypothesis shortens the life to the few steps that it takes, and tells each of them with what came of it.
"""

import os
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from cfn_local.services import clock
from tests.odcr_group.proof import account
from tests.odcr_group.proof.cloudformation import CloudFormation
from tests.odcr_group.proof.faults import Fault
from tests.odcr_group.proof.promises import NOTHING, Watch, bystanders_are_untouched, shares_of, what_others_have
from tests.odcr_group.proof.stories import CONDITIONS

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
LIVES = settings(
    max_examples=3000 if NIGHTLY else 25,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
SECONDS_UNTIL_ALL_IS_SEEN = 600

ZONES = st.lists(st.sampled_from([f"us-east-1{letter}" for letter in "abcdf"]), min_size=2, max_size=4, unique=True)
MODELS = st.fixed_dictionaries(
    {
        "InstanceType": st.just("t3.micro"),
        "MinimumInstanceCount": st.integers(1, 9),
        "FailureTolerance": st.integers(0, 1),
        "AvailabilityZones": ZONES,
        "Tags": st.sampled_from([[], [{"Key": "team", "Value": "web"}], [{"Key": "site", "Value": "a"}]]),
    },
    optional={"EndDate": st.sampled_from(["2098-01-01T00:00:00Z", "2099-01-01T00:00:00Z"])},
)
# How many calls later it happens, and what.
FAULTS = st.lists(st.tuples(st.integers(0, 14), st.sampled_from(Fault)), max_size=3)


class LifeOfAGroup(RuleBasedStateMachine):
    """CloudFormation with one resource in a stack, which it rolls back and cleans up as it does."""

    def __init__(self) -> None:
        super().__init__()
        account.start_anew()
        self.others = what_others_have(account.buy_for_others())
        self.cloudformation = CloudFormation()
        self.watch = Watch(bystanders=frozenset(self.others), arns=self.cloudformation.arns)
        self.cloudformation.watch = self.watch
        self.model: dict[str, Any] | None = None
        self.leaving = ExitStack()
        self.leaving.enter_context(self.cloudformation.in_front())

    def teardown(self) -> None:
        """At the end of any life, what CloudFormation knows is deleted, and nothing is billed."""
        try:
            if self.model:
                self.delete([])
        finally:
            self.leaving.close()

    @rule(conditions=st.sampled_from(sorted(CONDITIONS)))
    def aws_becomes(self, conditions: str) -> None:
        account.apply(CONDITIONS[conditions])

    @rule(seconds=st.sampled_from([30, 300, 4000]))
    def time_passes(self, seconds: int) -> None:
        clock.advance(seconds)

    @precondition(lambda self: self.model is None)
    @rule(model=MODELS, faults=FAULTS)
    def create(self, model: dict[str, Any], faults: list[tuple[int, Fault]]) -> None:
        self.cloudformation.known = None
        self.model = model
        if not self._run("CREATE", model, faults):
            self.delete([])

    @precondition(lambda self: self.model)
    @rule(model=MODELS, faults=FAULTS, faults_of_rollback=FAULTS)
    def update(self, model: dict[str, Any], faults: list[tuple[int, Fault]], faults_of_rollback: Any) -> None:
        assert self.model
        before, arn = self.model, {"Arn": self._arn()}
        if self._run("UPDATE", {**model, **arn}, faults):
            self.model = model
        elif not self._run("UPDATE", {**before, **arn}, faults_of_rollback):
            assert self._run("UPDATE", {**before, **arn}, []), "continuing the rollback fails undisturbed"

    @precondition(lambda self: self.model)
    @rule(nth=st.integers(0, 3))
    def somebody_cancels(self, nth: int) -> None:
        own = [r for r in self.watch.own() if r.state == "active"]
        for r in own[nth : nth + 1]:
            r.cancelled = clock.now()
            self.watch.old = {zone: s for zone, s in self.watch.old.items() if zone != r.attributes.zone_name}
            note(f"  somebody cancels the one in {r.attributes.zone_name}")

    @precondition(lambda self: self.model)
    @rule(faults=FAULTS)
    def delete(self, faults: list[tuple[int, Fault]]) -> None:
        if self.cloudformation.known:
            self.watch.old = self.watch.new = NOTHING
            model = {"Arn": self._arn()}
            assert self._run("DELETE", model, faults) or self._run("DELETE", model, []), "delete fails undisturbed"
        self.model = None
        clock.advance(SECONDS_UNTIL_ALL_IS_SEEN)
        self.watch.nothing_is_billed()
        bystanders_are_untouched(self.others)

    def _arn(self) -> str:
        assert self.cloudformation.known
        return str(self.cloudformation.known["Arn"])

    def _run(self, action: str, model: dict[str, Any], faults: list[tuple[int, Fault]]) -> bool:
        """Whether it succeeds, with nothing but what was asked for."""
        next_call = len(self.cloudformation.made)
        self.cloudformation.faults = {next_call + later: fault for later, fault in faults}
        asked = NOTHING if action == "DELETE" else shares_of(model)
        self.watch.new = asked
        answer = self.cloudformation.run(action, model)
        for fault, made in self.cloudformation.met:
            note(f"  {made}: {fault}")
        note(f"  {self.cloudformation.answers[-1]}")
        if answer["status"] == "SUCCESS":
            self.watch.old = asked
            if action != "DELETE":
                self.watch.is_exactly(model)
            return True
        if action == "UPDATE":
            self.watch.failed()
        return action == "DELETE" and answer["errorCode"] == "NotFound"


class TestAnyLifeOfAGroup:
    @pytest.mark.usefixtures("local_aws")
    def test_the_promise_is_kept_and_in_the_end_nothing_is_billed(self) -> None:
        with clock.stopped():  # what is seen late would be seen sooner on a busy machine
            run_state_machine_as_test(LifeOfAGroup, settings=LIVES)

    @pytest.mark.usefixtures("local_aws")
    @given(at=st.integers(0, 11))
    @settings(LIVES, max_examples=12)
    def test_what_ec2_adjusts_to_after_a_failed_update_counts_as_asked_for(self, at: int) -> None:
        small = {"InstanceType": "t3.micro", "MinimumInstanceCount": 1, "FailureTolerance": 0, "Tags": []}
        two, four = (
            {**small, "AvailabilityZones": [f"us-east-1{letter}" for letter in zones]} for zones in ("ab", "abcd")
        )
        with clock.stopped():
            life = LifeOfAGroup()
            life.create(two, [])
            life.aws_becomes("pending")
            life.update(four, [], [])
            life.update({**four, "EndDate": "2098-01-01T00:00:00Z"}, [(at, Fault.QUOTA)], [])
            life.teardown()
