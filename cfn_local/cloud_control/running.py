"""The thread in which a request's operation runs, on the emulated clock, while its caller asks how far it is."""

import logging
from collections.abc import Callable
from threading import Thread

from cfn_local.cloud_control.control_requests import ControlRequest
from cfn_local.engine.types.resource_type import ResourceFailedError
from cfn_local.services import emulated_wait

LOG = logging.getLogger(__name__)


def start(request: ControlRequest, operation: Callable[[], str]) -> None:
    """Run `operation`, which returns the identifier of its resource, in a thread. The request tells how it ends."""
    emulated_wait.begin()

    def run() -> None:
        try:
            with emulated_wait.as_worker():
                _carry_out(request, operation)
        finally:
            emulated_wait.end()

    Thread(target=run, name=f"request {request.first.token}", daemon=True).start()


def _carry_out(request: ControlRequest, operation: Callable[[], str]) -> None:
    try:
        identifier = operation()
    except ResourceFailedError as failure:
        if request.cancelled.is_set() and not failure.code:
            request.was_cancelled()
        else:
            request.failed(failure.code or "InternalFailure", failure.reason)
    except Exception as error:
        LOG.exception("%s", request.first.token)
        text = f"The local CloudFormation failed inside: {type(error).__name__}: {error}"
        request.failed("InternalFailure", text)
    else:
        request.succeeded(identifier)
