"""What an operation comes to."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from cfn_local.protocol.replies import Annotation, Model


class Ending(StrEnum):
    """How an operation came to its end."""

    ANSWERED = auto()  # by the handler, or by its last failure to
    TIMED_OUT = auto()  # still IN_PROGRESS after all the time or callbacks that it may take
    CANCELLED = auto()


@dataclass(frozen=True)
class OperationOutcome:
    """The end of an operation: SUCCESS or FAILED.

    `model` is None where the handler gave none. `callbacks` counts the answers of IN_PROGRESS, and `payloads` are all
    that came, in their order. `function_error` is Lambda's error where the last invocation ended in one. `identified`
    is the first model of a CREATE with the primary identifier: from then on there is something to delete.
    """

    status: str
    model: Any = None
    models: tuple[Model, ...] = ()
    error_code: str = ""
    message: str = ""
    next_token: str | None = None
    callbacks: int = 0
    payloads: tuple[Any, ...] = ()
    function_error: str = ""
    annotations: tuple[Annotation, ...] = ()
    identified: Model | None = None
    ending: Ending = Ending.ANSWERED

    @property
    def succeeded(self) -> bool:
        return self.status == "SUCCESS"
