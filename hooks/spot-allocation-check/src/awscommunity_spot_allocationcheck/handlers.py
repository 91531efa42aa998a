"""The hook's one handler, for create and update: judge, look up what could change the verdict, judge again, answer."""

import logging
from collections.abc import MutableMapping
from functools import partial
from typing import Any

from cloudformation_cli_python_lib.hook import Hook
from cloudformation_cli_python_lib.interface import (
    BaseHookHandlerRequest,
    HandlerErrorCode,
    HookAnnotation,
    HookAnnotationSeverityLevel,
    HookAnnotationStatus,
    HookInvocationPoint,
    OperationStatus,
    ProgressEvent,
)

from . import TYPE_NAME, aws
from .properties import mapping
from .settings import Settings
from .verdict import Verdict, judge
from .wording import Remark, message_of, remarks_of

LOG = logging.getLogger(__name__)
TARGET = "AWS::AutoScaling::AutoScalingGroup"

hook = Hook(TYPE_NAME, Settings)  # type: ignore[arg-type]  # of a BaseModel it only uses _deserialize
test_entrypoint = hook.test_entrypoint


@hook.handler(HookInvocationPoint.CREATE_PRE_PROVISION)
@hook.handler(HookInvocationPoint.UPDATE_PRE_PROVISION)
def judge_group(
    session: Any, request: BaseHookHandlerRequest, _context: MutableMapping[str, Any], settings: Settings
) -> ProgressEvent:
    """Return SUCCESS or NonCompliant for the raw properties of a group; UnsupportedTarget for other types."""
    target = request.hookContext
    if target.targetName != TARGET:
        return ProgressEvent.failed(HandlerErrorCode.UnsupportedTarget, f"{TYPE_NAME} judges {TARGET} only.")
    proposed, current = (
        mapping(mapping(target.targetModel).get(name)) for name in ("resourceProperties", "previousResourceProperties")
    )
    judged = partial(judge, proposed, current, settings)
    verdict = judged({})
    if verdict.questions:
        verdict = judged(aws.look_up(session, verdict.questions))
    LOG.info("%s: %s", target.targetLogicalId, "rejected" if verdict.is_rejected else "passed")
    return _answer(verdict, settings)


def _answer(verdict: Verdict, settings: Settings) -> ProgressEvent:
    return ProgressEvent(
        status=OperationStatus.FAILED if verdict.is_rejected else OperationStatus.SUCCESS,
        errorCode=HandlerErrorCode.NonCompliant if verdict.is_rejected else None,
        message=message_of(verdict, settings),
        annotations=[_annotation(remark) for remark in remarks_of(verdict)],
    )


def _annotation(remark: Remark) -> HookAnnotation:
    # The support library calls .name on status and severity, so that strings would fail.
    return HookAnnotation(
        annotationName=remark.rule,
        status=HookAnnotationStatus[remark.status],
        statusMessage=remark.message,
        remediationMessage=remark.remediation or None,
        remediationLink=remark.link,
        severityLevel=_severity(remark),
    )


def _severity(remark: Remark) -> HookAnnotationSeverityLevel | None:
    if remark.is_warning:
        return HookAnnotationSeverityLevel.MEDIUM
    return HookAnnotationSeverityLevel.HIGH if remark.status == "FAILED" else None
