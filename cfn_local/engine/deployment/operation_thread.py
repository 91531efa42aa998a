"""The thread in which an operation on a stack runs, concurrently with clients' requests."""

import logging
from collections.abc import Callable
from threading import Thread

from cfn_local.engine.stacks.stack import Stack

LOG = logging.getLogger(__name__)


def start(stack: Stack, operation: Callable[[], None], failed_status: str) -> None:
    """Run `operation` in a thread. If it raises, which is a defect here, the stack ends in `failed_status`."""

    def run() -> None:
        try:
            operation()
        except Exception as error:
            LOG.exception("%s", stack.stack_id)
            message = f"The local CloudFormation failed inside: {type(error).__name__}: {error}"
            stack.set_status(failed_status, message)

    Thread(target=run, name=f"stack {stack.name}", daemon=True).start()
