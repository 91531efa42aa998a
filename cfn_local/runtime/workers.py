"""The worker processes of one local AWS: every function that runs here is made here, and ends with it."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from uuid import uuid4

from cfn_local.runtime.function import Function, FunctionCode


class Workers:
    """Owns all functions. Their processes see `environment`; code that is laid out for them is below `folder`."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._environment = environment
        self._folder = folder
        self._functions: list[Function] = []
        self._is_stopped = False
        self._lock = Lock()

    def new_folder(self) -> Path:
        """A folder that nobody else uses, not made yet."""
        return self._folder / f"function-{uuid4()}"

    def function(self, code: FunctionCode, own_environment: Mapping[str, str] | None = None) -> Function:
        """A function that has not started yet. AWS's clients in it are those of its Region."""
        function = Function(
            code,
            {
                **self._environment,
                "AWS_REGION": code.region,
                "AWS_DEFAULT_REGION": code.region,
                "AWS_LAMBDA_FUNCTION_NAME": code.name,
                **(own_environment or {}),
            },
        )
        with self._lock:
            self._functions.append(function)
            if self._is_stopped:
                function.stop()
        return function

    def release(self, function: Function) -> None:
        """End it for good."""
        function.stop()
        with self._lock:
            self._functions.remove(function)

    def stop(self) -> None:
        """End all of them, and all that are still to come."""
        with self._lock:
            self._is_stopped = True
            for function in self._functions:
                function.stop()
