"""The run of an operation on a stack set: Region after Region, account after account, as its preferences say.

"How StackSets works" in the user guide: failures are counted in each Region, and where they exceed the tolerance, what
is left of it and later Regions are cancelled. Accounts of a Region are worked on one after the other.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Thread
from typing import Any

from cfn_local.engine.stack_sets.execution_roles import missing_trust
from cfn_local.engine.stack_sets.stack_set import Instance, Result, SetOperation, StackSet
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi

_MOST_SECONDS = 3600.0
_CANCELLED = "Cancelled since failure tolerance has exceeded"
_NO_UPDATES = "No updates are to be performed"
_DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
_MADE = (*_DONE, "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "ROLLBACK_COMPLETE", "CREATE_FAILED", "UPDATE_FAILED")


class InstanceFailedError(Exception):
    """The work on an instance failed. The message is its StatusReason."""


def begin(stack_set: StackSet, operation: SetOperation, instances: list[Instance]) -> None:
    """Run the operation in a thread, after those that began before it."""
    stack_set.operations.append(operation)
    operation.results = [Result(one.account_id, one.region, one.unit_id) for one in instances]
    work = _Run(stack_set, operation, {(one.account_id, one.region): one for one in instances})
    if stack_set.running() is operation:
        operation.status = "RUNNING"
    Thread(target=work.run, name=f"stack set {stack_set.name}", daemon=True).start()


@dataclass(frozen=True)
class _Run:
    stack_set: StackSet
    operation: SetOperation
    instances: dict[tuple[str, str], Instance]

    def run(self) -> None:
        """Always reach an end that the client can read."""
        turn, status = self.stack_set.turn, "FAILED"
        with turn:
            turn.wait_for(lambda: self.stack_set.running() is self.operation)
        try:
            self.operation.status = "RUNNING"
            status = "SUCCEEDED" if self._regions() else "FAILED"
        finally:
            with turn:
                self.operation.end(status)
                turn.notify_all()

    def _regions(self) -> bool:
        is_sequential = self.operation.preferences.get("RegionConcurrencyType", "SEQUENTIAL") == "SEQUENTIAL"
        has_stopped, is_done = False, True
        for region in self._order():
            results = [one for one in self.operation.results if one.region == region]
            if has_stopped:
                self._cancel(results)
                continue
            is_done &= self._accounts(results)
            has_stopped = is_sequential and not is_done
        return is_done

    def _order(self) -> list[str]:
        regions = dict.fromkeys(one.region for one in self.operation.results)
        first = [one for one in self.operation.preferences.get("RegionOrder") or () if one in regions]
        return list(dict.fromkeys([*first, *regions]))

    def _accounts(self, results: list[Result]) -> bool:
        """Work on the accounts of one Region; return whether the failures were tolerable."""
        tolerated, failures = self._tolerance(len(results)), 0
        for position, result in enumerate(results):
            self._instance(result)
            failures += result.status == "FAILED"
            if failures > tolerated:
                self._cancel(results[position + 1 :])
                return False
        return True

    def _cancel(self, results: list[Result]) -> None:
        """Cancel what has not run; an instance that was to be created or updated is OUTDATED."""
        for result in results:
            instance = self.instances[result.account_id, result.region]
            result.status, result.reason = "CANCELLED", _CANCELLED
            instance.detailed_status, instance.reason = "CANCELLED", _CANCELLED
            if self.operation.action in ("CREATE", "UPDATE"):
                instance.status = "OUTDATED"

    def _tolerance(self, accounts: int) -> int:
        preferences = self.operation.preferences
        if "FailureTolerancePercentage" in preferences:
            return accounts * int(preferences["FailureTolerancePercentage"]) // 100
        return int(preferences.get("FailureToleranceCount", 0))

    def _instance(self, result: Result) -> None:
        instance = self.instances[result.account_id, result.region]
        instance.last_operation_id, instance.detailed_status = self.operation.operation_id, "RUNNING"
        result.status = "RUNNING"
        try:
            self._require_trust(result.account_id)
            _WORK[self.operation.action](self, instance)
        except (InstanceFailedError, AwsTypeError) as error:
            result.status, result.reason = "FAILED", str(error)
            is_lost = self.operation.action == "DELETE" or not instance.stack_id
            instance.status = "INOPERABLE" if is_lost else "OUTDATED"
            instance.detailed_status, instance.reason = "FAILED", str(error)
            return
        result.status, instance.detailed_status, instance.reason = "SUCCEEDED", "SUCCEEDED", ""

    def _require_trust(self, account_id: str) -> None:
        """Raise InstanceFailedError if the roles do not let the operation reach the account, which it has to."""
        if self.stack_set.is_service_managed or self.operation.retains_stacks:
            return
        if why := missing_trust(self.stack_set, account_id):
            raise InstanceFailedError(why)

    def deploy(self, instance: Instance) -> None:
        api = LocalApi(instance.account_id, instance.region)
        stack = self._stack(instance)
        if stack is not None and stack.status in _MADE:
            try:
                api("cloudformation", "UpdateStack", StackName=instance.stack_id, **self._settings(instance))
            except AwsTypeError as error:
                if _NO_UPDATES not in str(error):
                    raise
                instance.status = "CURRENT"
                return
        else:
            name = f"StackSet-{self.stack_set.name}-{uuid.uuid4()}"
            made = api("cloudformation", "CreateStack", StackName=name, **self._settings(instance))
            instance.stack_id = made["StackId"]
        self._wait(instance, _DONE)
        instance.status = "CURRENT"

    def delete(self, instance: Instance) -> None:
        if instance.stack_id and not self.operation.retains_stacks:
            api = LocalApi(instance.account_id, instance.region)
            api("cloudformation", "DeleteStack", StackName=instance.stack_id)
            self._wait(instance, ("DELETE_COMPLETE",))
        del self.stack_set.instances[instance.account_id, instance.region]

    def detect_drift(self, instance: Instance) -> None:
        api = LocalApi(instance.account_id, instance.region)
        detection = api("cloudformation", "DetectStackDrift", StackName=instance.stack_id)["StackDriftDetectionId"]
        account = stack_account(instance.account_id, instance.region)
        stack = account.with_drift_detection(detection)
        assert stack is not None
        stack.drift_detections[detection].wait(_MOST_SECONDS)
        found = api("cloudformation", "DescribeStackDriftDetectionStatus", StackDriftDetectionId=detection)
        instance.drift_status, instance.drift_checked = found["StackDriftStatus"], found["Timestamp"]

    def _settings(self, instance: Instance) -> dict[str, Any]:
        values = {**self.stack_set.parameters, **instance.overrides}
        return {
            "TemplateBody": self.stack_set.body,
            "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()],
            "Capabilities": list(self.stack_set.settings.get("Capabilities") or ()),
            "Tags": [one for one in self.stack_set.settings.get("Tags") or () if not one["Key"].startswith("aws:")],
        }

    def _stack(self, instance: Instance) -> Any:
        account = stack_account(instance.account_id, instance.region)
        return account.find(instance.stack_id) if instance.stack_id else None

    def _wait(self, instance: Instance, wanted: tuple[str, ...]) -> None:
        stack = self._stack(instance)
        stack.wait_until_still(_MOST_SECONDS)
        if stack.status not in wanted:
            reasons = [one for one in _reasons(stack) if one] or [stack.status_reason or stack.status]
            raise InstanceFailedError(reasons[0])


def _reasons(stack: Any) -> Iterator[str]:
    """The first failure of the stack, in the words of StackSets."""
    for event in stack.events:
        if event.status.endswith("_FAILED") and event.type_name != "AWS::CloudFormation::Stack":
            yield (
                f"ResourceLogicalId:{event.logical_id}, ResourceType:{event.type_name}, "
                f"ResourceStatusReason:{event.reason}."
            )


_WORK: dict[str, Callable[[_Run, Instance], None]] = {
    "CREATE": _Run.deploy,
    "UPDATE": _Run.deploy,
    "DELETE": _Run.delete,
    "DETECT_DRIFT": _Run.detect_drift,
}
