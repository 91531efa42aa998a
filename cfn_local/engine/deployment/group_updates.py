"""Updates of Auto Scaling groups as their UpdatePolicy says. Messages are AWS's own where known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from cfn_local.engine.deployment.creation_policies import (
    GROUP,
    Expected,
    RollingUpdate,
    ignores_unmodified_sizes,
    rolling_update,
    seconds_of,
    will_replace,
)
from cfn_local.engine.deployment.signals import Signalled, booted
from cfn_local.engine.template import ResourceDeclaration
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.resource_type import Desired, LiveResource, ResourceFailedError
from cfn_local.services import emulated_wait

# "UpdatePolicy attribute": a change of one of these makes the instances of a group obsolete.
_LAUNCHES = (
    *("AvailabilityZones", "LaunchConfigurationName", "LaunchTemplate", "MixedInstancesPolicy", "VPCZoneIdentifier"),
)
_SIZES = ("DesiredCapacity", "MaxSize", "MinSize")


def replaces(declaration: ResourceDeclaration, before: Desired, after: Desired) -> bool:
    """Whether the update replaces the group by a new one."""
    return declaration.type == GROUP and will_replace(declaration) and _makes_obsolete(before, after)


def with_sizes_left_alone(
    declaration: ResourceDeclaration, live: LiveResource, before: Desired, after: Desired, api: LocalApi
) -> Desired:
    """`after` with the present sizes of the group where the template does not change them and the policy says so."""
    if declaration.type != GROUP or not ignores_unmodified_sizes(declaration):
        return after
    now = _group(live, api)
    kept = {
        name: now[name]
        for name in _SIZES
        if name in after.properties and after.properties[name] == before.properties.get(name)
    }
    return replace(after, properties={**after.properties, **kept})


def roll(
    signalled: Signalled,
    declaration: ResourceDeclaration,
    live: LiveResource,
    changes: tuple[Desired, Desired],
    obsolete: list[str],
) -> None:
    """Replace the obsolete instances of an updated group in batches, if its policy says so."""
    policy = rolling_update(declaration) if declaration.type == GROUP else None
    if policy is None or not obsolete or not _makes_obsolete(*changes):
        return
    rolling = _Rolling(signalled, policy, live, LocalApi(signalled.stack.account_id, signalled.stack.region))
    try:
        rolling.run(obsolete)
    except AwsTypeError as error:
        raise ResourceFailedError(str(error), code=error.error_code, live=live) from error


def _makes_obsolete(before: Desired, after: Desired) -> bool:
    return any(before.properties.get(name) != after.properties.get(name) for name in _LAUNCHES)


def _group(live: LiveResource, api: LocalApi) -> dict[str, Any]:
    found = api("autoscaling", "DescribeAutoScalingGroups", AutoScalingGroupNames=[live.physical_id])
    group: dict[str, Any] = found["AutoScalingGroups"][0]
    return group


@dataclass(frozen=True)
class _Rolling:
    """One rolling update of a group."""

    signalled: Signalled
    policy: RollingUpdate
    live: LiveResource
    api: LocalApi

    def run(self, obsolete: list[str]) -> None:
        group = _group(self.live, self.api)
        if self.policy.in_service >= group["MaxSize"]:
            text = "MinInstancesInService must be less than the autoscaling group's MaxSize"
            raise ResourceFailedError(text, live=self.live)
        self._tell(self._beginning(len(obsolete)))
        with self._suspended(group), self._room(group):
            for start in range(0, len(obsolete), self.policy.batch_size):
                batch = obsolete[start : start + self.policy.batch_size]
                self._replace(batch, round(100 * (start + len(batch)) / len(obsolete)))

    def _beginning(self, count: int) -> str:
        waiting = (
            f" Waiting on resource signals with a timeout of {self.policy.pause_time} when new instances are added to "
            "the autoscaling group."
        )
        return (
            f"Rolling update initiated. Terminating {count} obsolete instance(s) in batches of "
            f"{self.policy.batch_size}, while keeping at least {self.policy.in_service} instance(s) in service."
            f"{waiting if self.policy.waits_for_signals else ''}"
        )

    def _replace(self, batch: list[str], percent: int) -> None:
        before = set(self._instances())
        self._tell(f"Terminating instance(s) [{','.join(batch)}]; replacing with {len(batch)} new instance(s).")
        for instance_id in batch:
            self.api(
                "autoscaling",
                "TerminateInstanceInAutoScalingGroup",
                InstanceId=instance_id,
                ShouldDecrementDesiredCapacity=False,
            )
        self._tell(f"Successfully terminated instance(s) [{','.join(batch)}] (Progress {percent}%).")
        self._settle([one for one in self._instances() if one not in before])

    def _settle(self, new: list[str]) -> None:
        """Wait for the signals of new instances, or as long as the policy says."""
        booted(self.signalled, new)
        if not self.policy.waits_for_signals:
            emulated_wait.wait(seconds_of(self.policy.pause_time), until=self.signalled.cancelled.is_set)
            return
        self._tell(
            f"New instance(s) added to autoscaling group - Waiting on {len(new)} resource signal(s) with a timeout of "
            f"{self.policy.pause_time}."
        )
        self.signalled.resource.signals.clear()
        self.signalled.wait(Expected(len(new), self.policy.pause_time, self.policy.percent), new, self.live)

    @contextmanager
    def _suspended(self, group: dict[str, Any]) -> Iterator[None]:
        """Suspend the processes that the policy names, and resume those that ran before."""
        already = {one["ProcessName"] for one in group["SuspendedProcesses"]}
        processes = [name for name in self.policy.suspended if name not in already]
        named = {"AutoScalingGroupName": self.live.physical_id, "ScalingProcesses": processes}
        if processes:
            self.api("autoscaling", "SuspendProcesses", **named)
        try:
            yield
        finally:
            if processes:
                self.api("autoscaling", "ResumeProcesses", **named)

    @contextmanager
    def _room(self, group: dict[str, Any]) -> Iterator[None]:
        """Enlarge the group for the time of the update if too few instances would be in service."""
        needed = min(self.policy.in_service + self.policy.batch_size, group["MaxSize"])
        if needed <= group["DesiredCapacity"]:
            yield
            return
        self._tell(f"Temporarily setting autoscaling group MinSize and DesiredCapacity to {needed}.")
        before = set(self._instances())
        self._resize(needed, needed)
        self._settle([one for one in self._instances() if one not in before])
        try:
            yield
        finally:
            self._resize(group["MinSize"], group["DesiredCapacity"])

    def _resize(self, least: int, desired: int) -> None:
        named = {"AutoScalingGroupName": self.live.physical_id}
        self.api("autoscaling", "UpdateAutoScalingGroup", **named, MinSize=least, DesiredCapacity=desired)

    def _instances(self) -> list[str]:
        return [one["InstanceId"] for one in _group(self.live, self.api)["Instances"]]

    @property
    def _tell(self) -> Callable[[str], None]:
        stack, resource = self.signalled.stack, self.signalled.resource
        return lambda reason: stack.set_resource_status(resource, "UPDATE_IN_PROGRESS", reason)
