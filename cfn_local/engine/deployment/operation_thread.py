"""An operation on a stack runs beside the requests of clients, in a thread of its own."""

import logging
from collections.abc import Callable
from threading import Thread

from cfn_local.engine.stacks.stack import Stack

LOG = logging.getLogger(__name__)


def start(stack: Stack, operation: Callable[[], None], failed_status: str) -> None:
    """Run `operation` to its end. Should it break, which is a defect here, the stack ends in `failed_status`."""

    def run() -> None:
        try:
            operation()
        except Exception as error:
            LOG.exception("%s", stack.stack_id)
            message = f"The local CloudFormation failed inside: {type(error).__name__}: {error}"
            stack.set_status(failed_status, message)

    Thread(target=run, name=f"stack {stack.name}", daemon=True).start()
