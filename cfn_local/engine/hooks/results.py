"""The results of hooks per account and Region: ListHookResults and GetHookResult."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from moto.cloudformation.models import cloudformation_backends
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult

from cfn_local.engine.hooks.hook_event import HookEvent
from cfn_local.engine.hooks.selection import ApplicableHook
from cfn_local.engine.hooks.target import INVOCATION_POINT, HookTarget, ResourceTarget, TargetType
from cfn_local.engine.hooks.verdict import Verdict
from cfn_local.protocol.replies import Annotation
from cfn_local.registry.errors import InvalidRequest
from cfn_local.services import clock, pagination

_PAGE_SIZE = 100
# "Currently, only CHANGE_SET and CLOUD_CONTROL are supported filter options."
_TARGET_TYPES_TO_FILTER_BY = (TargetType.CHANGE_SET, TargetType.CLOUD_CONTROL)
IN_PROGRESS = "HOOK_IN_PROGRESS"


class HookResultNotFound(ServiceException):
    code = "HookResultNotFound"


@dataclass(frozen=True)
class HookResult:
    """One invocation of a hook, callbacks included, with `status` and `reason` as in a StackEvent."""

    result_id: str
    type_name: str
    type_version_id: str
    type_arn: str
    original_type_name: str | None
    failure_mode: str
    status: str
    reason: str
    invoked_at: datetime
    target: HookTarget
    annotations: tuple[Annotation, ...] = ()

    @classmethod
    def of(cls, hook: ApplicableHook, target: HookTarget) -> "HookResult":
        """The result of an invocation that begins now."""
        return cls(
            result_id=str(uuid.uuid4()),
            type_name=hook.version.type_name,
            type_version_id=hook.version.version_id,
            type_arn=hook.version.type_arn,
            original_type_name=hook.version.original_type_name,
            failure_mode=hook.configuration.failure_mode,
            status=IN_PROGRESS,
            reason="Invoking hook",
            invoked_at=clock.now(),
            target=target,
        )

    def as_event(self) -> HookEvent:
        return HookEvent(self.type_name, self.status, self.reason, self.failure_mode, self.result_id)

    def ended_with(self, verdict: Verdict) -> "HookResult":
        reason = verdict.reason(self.failure_mode)
        return replace(self, status=verdict.status, reason=reason, annotations=verdict.annotations)

    def as_members(self) -> dict[str, Any]:
        """The members that ListHookResults and GetHookResult share."""
        return {
            "HookResultId": self.result_id,
            "InvocationPoint": INVOCATION_POINT,
            "FailureMode": self.failure_mode,
            "TypeName": self.type_name,
            "TypeVersionId": self.type_version_id,
            "TypeArn": self.type_arn,
            "Status": self.status,
            "HookStatusReason": self.reason,
        }


class HookResults:
    """The results of one account in one Region."""

    def __init__(self) -> None:
        self._by_id: dict[str, HookResult] = {}

    def put(self, result: HookResult) -> None:
        """Keep the result, and replace an earlier one of the same invocation."""
        self._by_id[result.result_id] = result

    def get(self, result_id: str) -> HookResult | None:
        return self._by_id.get(result_id)

    def latest_first(self) -> list[HookResult]:
        return list(self._by_id.values())[::-1]


def results_of(account_id: str, region: str) -> HookResults:
    """The results of this account and Region, kept on moto's own backend so that a reset of moto clears them."""
    kept: HookResults = cloudformation_backends[account_id][region].__dict__.setdefault("hook_results", HookResults())
    return kept


class HookResultActions:
    """Methods for moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def list_hook_results(self) -> ActionResult:
        """List all results, those of a hook (and a status), or those of a change set or Cloud Control request."""
        names = ("TargetType", "TargetId", "TypeArn", "Status")
        asked = {name: self._get_param(name) for name in names if self._get_param(name)}
        results = _found(results_of(self.current_account, self.region), asked)
        try:
            page, token = pagination.page(results, _PAGE_SIZE, self._get_param("NextToken"))
        except pagination.InvalidTokenError as error:
            raise InvalidRequest(f"The NextToken '{error}' is not one of ListHookResults.") from error
        filtered: dict[str, Any] = {name: asked[name] for name in ("TargetType", "TargetId") if name in asked}
        summaries = [_summary(result, is_of_one_target=bool(filtered)) for result in page]
        return ActionResult({**filtered, "HookResults": summaries, "NextToken": token})

    def get_hook_result(self) -> ActionResult:
        result_id = self._get_param("HookResultId") or ""
        result = results_of(self.current_account, self.region).get(result_id)
        if result is None:
            raise HookResultNotFound(f"The Hook result '{result_id}' cannot be found.")
        return ActionResult(
            {
                **result.as_members(),
                "OriginalTypeName": result.original_type_name,
                "InvokedAt": result.invoked_at,
                "Target": _target_of(result.target),
                "Annotations": list(result.annotations),
            }
        )


def _found(results: HookResults, asked: dict[str, str]) -> list[HookResult]:
    _check(asked)
    found = [result for result in results.latest_first() if all(_is(result)[name] == asked[name] for name in asked)]
    if "TargetId" in asked and not found:
        raise HookResultNotFound("The specified target doesn't have any requested Hook invocations.")
    return found


def _is(result: HookResult) -> dict[str, str]:
    """What ListHookResults filters by."""
    return {
        "TargetType": result.target.type,
        "TargetId": result.target.identifier,
        "TypeArn": result.type_arn,
        "Status": result.status,
    }


def _check(asked: dict[str, str]) -> None:
    """Refuse combinations of parameters that the API's documentation does not allow."""
    if ("TargetType" in asked) != ("TargetId" in asked):
        raise InvalidRequest("TargetType and TargetId must be specified together.")
    if "TargetId" in asked and asked.keys() & {"TypeArn", "Status"}:
        raise InvalidRequest("TargetType and TargetId cannot be combined with TypeArn or Status.")
    if "Status" in asked and "TypeArn" not in asked:
        raise InvalidRequest("Status can only be used in combination with TypeArn.")
    if asked.get("TargetType", "CHANGE_SET") not in _TARGET_TYPES_TO_FILTER_BY:
        raise InvalidRequest(f"TargetType must be one of {', '.join(_TARGET_TYPES_TO_FILTER_BY)}.")


def _summary(result: HookResult, *, is_of_one_target: bool) -> dict[str, Any]:
    target = result.target
    found = {**result.as_members(), "TargetType": target.type, "TargetId": target.identifier}
    if is_of_one_target:
        return found
    execution_target = target.stack.stack_id if target.stack else target.identifier
    return {**found, "InvokedAt": result.invoked_at, "HookExecutionTarget": execution_target}


def _target_of(target: HookTarget) -> dict[str, str] | None:
    """The target of a resource; the API's model has no others."""
    if target.document is not None:
        return None
    return {
        "TargetType": TargetType.RESOURCE,
        "TargetTypeName": target.name,
        "TargetId": target.logical_id,
        "Action": "IMPORT" if isinstance(target, ResourceTarget) and target.is_imported else target.operation,
    }
