"""Create a refactor: find what it would do, or why it cannot be done."""

import logging
from threading import Thread

from cfn_local.engine.refactoring import eligibility
from cfn_local.engine.refactoring.placement import RefactorRefusedError
from cfn_local.engine.refactoring.planning import NewSettings, plan
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.stack_account import StackAccount
from cfn_local.engine.stacks.stack_refactor import StackRefactor
from cfn_local.engine.template import TemplateError

LOG = logging.getLogger(__name__)


def begin(account: StackAccount, refactor: StackRefactor) -> None:
    """Start to validate the refactor."""
    Thread(target=_run, args=(account, refactor), name=f"refactor {refactor.refactor_id}", daemon=True).start()


def wanted_settings(refactor: StackRefactor) -> NewSettings:
    """The settings that the stacks are to have. Raises RefactorRefusedError if they cannot be refactored to them."""
    problems = [problem for one in refactor.definitions for problem in eligibility.problems(one)]
    found = []
    for one in refactor.definitions:
        try:
            found.append((one, eligibility.settings_of(one)))
        except TemplateError as error:
            problems.append(f"{one.stack.stack_id}: {error}")
    if problems:
        raise RefactorRefusedError(problems)
    return found


def _run(account: StackAccount, refactor: StackRefactor) -> None:
    try:
        wanted = wanted_settings(refactor)
        with account.lock:
            planned = plan(refactor, wanted)
            _add_new_stacks(account, refactor)
        refactor.was_created(tuple(one.as_move() for one in planned.moves))
    except RefactorRefusedError as error:
        refactor.was_refused(str(error))
    except Exception as error:
        LOG.exception("refactor %s", refactor.refactor_id)
        refactor.was_refused(f"The local CloudFormation failed inside: {type(error).__name__}: {error}")


def _add_new_stacks(account: StackAccount, refactor: StackRefactor) -> None:
    """Let clients find the new stacks, unless another request has made one of the same name meanwhile."""
    new = [one.stack for one in refactor.definitions if one.is_new and one.stack.stack_id not in account.stacks]
    if taken := [stack.name for stack in new if account.find(stack.name) is not None]:
        raise RefactorRefusedError([f"Stack {name} exists already." for name in taken])
    for stack in new:
        account.stacks[stack.stack_id] = stack
        stack.set_status(stack_status.REVIEW_IN_PROGRESS, "User Initiated")
