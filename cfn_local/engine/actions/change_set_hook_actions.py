"""DescribeChangeSetHooks: the hooks that would be asked about the resources of a change set when it is executed."""

from typing import Any

from moto.core.responses import ActionResult

from cfn_local.engine.actions.change_set_actions import change_set_of
from cfn_local.engine.actions.request import Request, page, parameter
from cfn_local.engine.change_sets import change_set_hooks
from cfn_local.engine.hooks import INVOCATION_POINT, ApplicableHook
from cfn_local.engine.stacks.change_set import Change


class ChangeSetHookActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def describe_change_set_hooks(self) -> ActionResult:
        stack, change_set = change_set_of(self)
        asked = parameter(self, "LogicalResourceId")
        hooks = [
            _planned_hook(one, hook)
            for one, hook in change_set_hooks.planned(stack, change_set)
            if asked in (None, one["LogicalResourceId"])
        ]
        found, token = page(self, hooks)
        return ActionResult(
            {
                "ChangeSetId": change_set.change_set_id,
                "ChangeSetName": change_set.name,
                "StackId": stack.stack_id,
                "StackName": stack.name,
                "Status": "UNAVAILABLE" if change_set.status == "FAILED" else "PLANNED",
                "Hooks": found,
                "NextToken": token,
            }
        )


def _planned_hook(change: Change, hook: ApplicableHook) -> dict[str, Any]:
    return {
        "InvocationPoint": INVOCATION_POINT,
        "FailureMode": hook.configuration.failure_mode,
        "TypeName": hook.version.type_name,
        "TypeVersionId": hook.version.version_id,
        "TargetDetails": {
            "TargetType": "RESOURCE",
            "ResourceTargetDetails": {
                "LogicalResourceId": change["LogicalResourceId"],
                "ResourceType": change["ResourceType"],
                "ResourceAction": change["Action"],
            },
        },
    }
