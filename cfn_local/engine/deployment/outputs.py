"""The outputs of a stack, and the exports among them."""

from cfn_local.engine.deployment.convergence import Convergence
from cfn_local.engine.deployment.problem import Problem
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.template import Output, TemplateError


def put(stack: Stack, converging: Convergence) -> list[Problem]:
    """Give the stack its outputs, unless one of them cannot be had or hurts another stack."""
    account = stack_account(stack.account_id, stack.region)
    try:
        made = converging.outputs()
        with account.lock:
            problems = _conflicts(stack, made)
            if not problems:
                stack.outputs, stack.imports = made, converging.imports()
    except TemplateError as error:
        problems = [str(error)]
    return [Problem("output", "", problem) for problem in problems]


def _conflicts(stack: Stack, made: list[Output]) -> list[str]:
    account = stack_account(stack.account_id, stack.region)
    exported = account.exports()
    new = {output.export_name: output.value for output in made if output.export_name}
    taken = [
        f"Export with name {name} is already exported by stack {exported[name][1].name}. Rollback requested by user."
        for name in new
        if name in exported and exported[name][1] is not stack
    ]
    in_use = [
        f"{'Cannot update export' if name in new else 'Cannot delete export'} {name} as it is in use by "
        f"{', '.join(importer.name for importer in account.importers(name))}."
        for name, (value, owner) in exported.items()
        if owner is stack and new.get(name) != value and account.importers(name)
    ]
    return taken + in_use
