"""Where the handlers of private types run: processes of this local AWS, all ended with it."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from cfn_local.runtime import image
from cfn_local.runtime.function import Function, FunctionCode
from cfn_local.runtime.interpreter import Interpreter, interpreter_for

if TYPE_CHECKING:  # it imports cfn, which takes a while
    from cfn_local.registry.packages import HandlerCode


class HandlerHost:
    """Makes the functions of handlers. They see `environment`, and lie in folders below `folder`."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._environment = environment
        self._folder = folder
        self._functions: list[Function] = []
        self._is_stopped = False
        self._lock = Lock()

    def new_folder(self) -> Path:
        """A folder that nobody else uses, not made yet."""
        return self._folder / f"type-version-{uuid4()}"

    def function(
        self, name: str, code: "HandlerCode", region: str, timeout_seconds: float
    ) -> tuple[Function, Interpreter]:
        """The function of a type version, and the Python that runs it; AWS's clients in it are those of `region`."""
        interpreter = interpreter_for(code.runtime)
        function = Function(
            FunctionCode(
                name,
                code.entry_point,
                image.search_path([code.folder], interpreter, code.runtime),
                interpreter.executable,
                timeout_seconds,
                region,
            ),
            {
                **self._environment,
                "AWS_REGION": region,
                "AWS_DEFAULT_REGION": region,
                "AWS_LAMBDA_FUNCTION_NAME": name,
            },
        )
        with self._lock:
            self._functions.append(function)
            if self._is_stopped:
                function.stop()
        return function, interpreter

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
