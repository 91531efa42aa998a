"""Hooks of proactive controls of AWS Control Tower, whose rules AWS publishes for Guard.

The rules are those in the package that cfn-guard's binary comes from; the message is that of a published record.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.engine.hooks.managed.execution_role import ExecutionRole
from cfn_local.engine.hooks.managed.guard_documents import guard_document
from cfn_local.engine.hooks.managed.guard_hook import SUCCESS, annotations_of
from cfn_local.runtime import cfn_guard
from cfn_local.runtime.cfn_guard import GuardError

_SECONDS_FOR_AN_ANSWER = 30
Model = dict[str, Any]


@dataclass(frozen=True)
class ControlTowerHook:
    """A hook of proactive controls of an account in a Region. The rules are AWS's own, so its role needs nothing."""

    account_id: str
    region: str
    role: ExecutionRole

    def invoke(self, event: Model) -> Model:
        """Return the answer of the hook. Its message has what each control that failed requires, and the fix."""
        try:
            rules = _texts(event["hookModel"]["ControlsToApply"])
            document = guard_document(event, self.account_id, self.region)
            evaluation = cfn_guard.evaluate_texts(rules, document, _SECONDS_FOR_AN_ANSWER)
        except TimeoutError as error:
            return {"errorType": "Sandbox.Timedout", "errorMessage": str(error)}
        except GuardError as error:
            return {"hookStatus": "FAILED", "errorCode": "InternalFailure", "message": str(error)}
        if not evaluation.failed_rules:
            return dict(SUCCESS)
        required = dict.fromkeys(check.custom_message for check in evaluation.failed_checks)
        return {
            "hookStatus": "FAILED",
            "errorCode": "NonCompliant",
            "message": f"ValidationError{''.join(each.rstrip() for each in required)}",
            "annotations": annotations_of(evaluation),
        }


def _texts(controls: str) -> dict[str, str]:
    """Return the rules of the controls in a list such as CT.S3.PR.11,CT.SQS.PR.1."""
    folder, found, unknown = cfn_guard.control_tower_rules(), dict[str, str](), []
    for control in filter(None, (each.strip() for each in controls.split(","))):
        file = _file(folder, control)
        if file is None:
            unknown.append(control)
        else:
            found[file.name] = file.read_text("utf-8")
    if unknown:
        raise GuardError(f"There are no rules of {', '.join(unknown)} in {cfn_guard.PACKAGE}.")
    return found


def _file(folder: Path, control: str) -> Path | None:
    name = f"{control.lower().replace('.', '-')}.guard"
    return next((file for file in folder.rglob("*.guard") if file.name == name), None)
