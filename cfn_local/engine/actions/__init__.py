"""CloudFormation's actions on stacks, as methods for moto's CloudFormationResponse."""

import inspect
from typing import Any

from botocore import xform_name

from cfn_local.engine.actions import nested_stacks
from cfn_local.engine.actions.accepted_parameters import TABLE, refusing
from cfn_local.engine.actions.change_set_actions import ChangeSetActions
from cfn_local.engine.actions.describing_stacks import DescribingStacks
from cfn_local.engine.actions.describing_templates import DescribingTemplates
from cfn_local.engine.actions.drift_actions import DriftActions
from cfn_local.engine.actions.stack_operations import StackOperations
from cfn_local.engine.hooks.results import HookResultActions
from cfn_local.services.seam import replace_method

_NAMES = {xform_name(name): name for name in TABLE}
_OURS = (
    StackOperations,
    DescribingStacks,
    DescribingTemplates,
    ChangeSetActions,
    DriftActions,
    HookResultActions,
)
# moto's own actions that do not work with this engine's stacks. They raise what moto raises for actions it lacks.
_NOT_HERE = (
    *("create_stack_set", "update_stack_set", "delete_stack_set", "describe_stack_set", "list_stack_sets"),
    *("create_stack_instances", "update_stack_instances", "delete_stack_instances", "list_stack_instances"),
    *("describe_stack_instance", "list_stack_set_operations", "stop_stack_set_operation"),
    *("describe_stack_set_operation", "list_stack_set_operation_results"),
    *("get_stack_policy", "set_stack_policy", "cancel_update_stack"),
)


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
