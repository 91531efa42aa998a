"""CloudFormation's actions on stacks, as methods for moto's CloudFormationResponse."""

import inspect
from typing import Any

from botocore import xform_name

from cfn_local.engine.actions import nested_stacks
from cfn_local.engine.actions.accepted_parameters import NOT_HERE, TABLE, refusing
from cfn_local.engine.actions.change_set_actions import ChangeSetActions
from cfn_local.engine.actions.change_set_hook_actions import ChangeSetHookActions
from cfn_local.engine.actions.describing_stacks import DescribingStacks
from cfn_local.engine.actions.describing_templates import DescribingTemplates
from cfn_local.engine.actions.drift_actions import DriftActions
from cfn_local.engine.actions.operation_events import OperationEvents
from cfn_local.engine.actions.refactor_actions import RefactorActions
from cfn_local.engine.actions.rollback_actions import RollbackActions
from cfn_local.engine.actions.stack_operations import StackOperations
from cfn_local.engine.actions.stack_policy_actions import StackPolicyActions
from cfn_local.engine.actions.stack_set_actions import StackSetActions
from cfn_local.engine.hooks.results import HookResultActions
from cfn_local.services.seam import replace_method

_NAMES = {xform_name(name): name for name in TABLE}
_OURS = (
    StackOperations,
    RollbackActions,
    StackPolicyActions,
    DescribingStacks,
    DescribingTemplates,
    ChangeSetActions,
    ChangeSetHookActions,
    DriftActions,
    RefactorActions,
    HookResultActions,
    OperationEvents,
    StackSetActions,
)
# Some of these are moto's own, which do not work with this engine's stacks. They raise what moto raises for others.
_NOT_HERE = tuple(xform_name(name) for names in NOT_HERE.values() for name in names)


def install(response: type) -> None:
    """Replace the actions of moto's class. They run concurrently: the lock of its account guards a stack."""
    nested_stacks.install()
    for actions in _OURS:
        for name, action in vars(actions).items():
            if inspect.isfunction(action):
                replace_method(response, name, refusing(action, _NAMES[name]) if name in _NAMES else action)
    for name in _NOT_HERE:
        if hasattr(response, name):
            replace_method(response, name, _not_here)
    # moto uses these to shape the answers of its own models; ours already have that shape.
    response.RESPONSE_KEY_PATH_TO_TRANSFORMER = {}  # type: ignore[attr-defined]


def _not_here(_response: Any) -> None:
    raise NotImplementedError
