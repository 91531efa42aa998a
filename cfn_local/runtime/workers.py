"""The worker processes of one local AWS: every function that runs here is created here and stopped with it."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from uuid import uuid4

from cfn_local.runtime.function import Function, FunctionCode


class Workers:
    """Owns all functions. Their processes get `environment`; their unpacked code is in `folder`."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._environment = environment
        self._folder = folder
        self._functions: list[Function] = []
        self._is_stopped = False
        self._lock = Lock()

    def new_folder(self) -> Path:
        """Return the path of a new folder, not created yet."""
        return self._folder / f"function-{uuid4()}"

    def function(self, code: FunctionCode, own_environment: Mapping[str, str] | None = None) -> Function:
        """Return a function that has not started yet. Its AWS clients use its Region."""
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
        """Stop the function for good."""
        function.stop()
        with self._lock:
            self._functions.remove(function)

    def stop(self) -> None:
        """Stop all functions, including any created later."""
        with self._lock:
            self._is_stopped = True
            for function in self._functions:
                function.stop()
