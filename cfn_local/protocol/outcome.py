"""The outcome of an operation."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from cfn_local.protocol.replies import Annotation, Model


class Ending(StrEnum):
    """The way in which an operation ended."""

    ANSWERED = auto()  # by the handler, or by its last failure
    TIMED_OUT = auto()  # still IN_PROGRESS after the maximum time or number of callbacks
    CANCELLED = auto()


@dataclass(frozen=True)
class OperationOutcome:
    """The outcome of an operation: SUCCESS or FAILED.

    `model` is None if the handler returned none. `callbacks` counts the IN_PROGRESS responses, and `payloads` are all
    responses in order. `function_error` is Lambda's error if the last invocation ended in one. `identified` is the
    first model of a CREATE with the primary identifier: from then on there is something to delete.
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
    skips_stack: bool = False
    ending: Ending = Ending.ANSWERED

    @property
    def succeeded(self) -> bool:
        return self.status == "SUCCESS"
