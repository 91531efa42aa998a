"""The handler of one type version: its function and its log."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from cfn_local.registry.packages import HandlerCode
from cfn_local.runtime import image
from cfn_local.runtime.artifact import MAXIMUM_BYTES
from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER, FunctionCode, InvocationResult
from cfn_local.runtime.interpreter import interpreter_for
from cfn_local.runtime.unpacking import packed, unpack
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock

_MOST_LOG_ENTRIES = 1000
IMPORT = "IMPORT"


@dataclass(frozen=True)
class LogEntry:
    """The log of one invocation, in emulated time. `action` is the handler's, or the hook's invocation point."""

    time: datetime
    action: str
    text: str


@dataclass(frozen=True)
class KeptHandler:
    """A handler without its process and its log. `content` is an archive of its folder; None if it was closed."""

    name: str
    content: bytes | None
    code: str
    entry_point: str
    runtime: str
    region: str
    timeout_seconds: float
    own_environment: Mapping[str, str] | None


class Handler:
    """Invoked by CloudFormation in one warm worker. `deliver` receives each log entry with its event."""

    def __init__(
        self,
        workers: Workers,
        name: str,
        code: HandlerCode,
        folder: Path,
        region: str,
        timeout_seconds: float = SECONDS_FOR_AN_ANSWER,
        own_environment: Mapping[str, str] | None = None,
    ) -> None:
        self.log: deque[LogEntry] = deque(maxlen=_MOST_LOG_ENTRIES)
        self.deliver: Callable[[Any, LogEntry], None] | None = None
        self.workers = workers
        self._folder = folder
        self._code = code
        self._own_environment = own_environment
        self._runtime = code.runtime
        self._interpreter = interpreter_for(code.runtime)
        self._function = workers.function(
            FunctionCode(
                name,
                code.entry_point,
                image.search_path([code.folder], self._interpreter, code.runtime),
                self._interpreter.executable,
                timeout_seconds,
                region,
            ),
            own_environment,
        )

    def kept(self) -> KeptHandler:
        """Return all that `restored` needs to make the handler again, in another process too."""
        code, function = self._code, self._function.code
        content = packed(self._folder) if self._folder.is_dir() else None
        return KeptHandler(
            function.name,
            content,
            str(code.folder.relative_to(self._folder)),
            code.entry_point,
            code.runtime,
            function.region,
            function.timeout_seconds,
            self._own_environment,
        )

    @classmethod
    def restored(cls, workers: Workers, kept: KeptHandler) -> Handler:
        """Make a handler from what `kept` returned, with its code in a new folder and an empty log."""
        folder = workers.new_folder()
        if kept.content is None:  # closed: it is never invoked again
            folder.mkdir()
        else:
            unpack(BytesIO(kept.content), folder, MAXIMUM_BYTES)
        code = HandlerCode(folder / kept.code, kept.entry_point, kept.runtime)
        return cls(workers, kept.name, code, folder, kept.region, kept.timeout_seconds, kept.own_environment)

    def import_code(self) -> InvocationResult:
        """Start the worker, and wait until it has imported the handler or has failed to."""
        imported = self._function.import_handler()
        other = "" if self._interpreter.is_declared else self._other_interpreter()
        self._record(None, IMPORT, other + imported.log)
        return imported

    def invoke(self, event: Any) -> InvocationResult:
        """Invoke the handler and return Lambda's result."""
        result = self._function.invoke(event)
        action = event.get("action") or event.get("actionInvocationPoint") or ""
        self._record(event, action, result.log + _told(result))
        return result

    def rest(self) -> None:
        """Stop the worker if it is idle; the next invocation starts another."""
        self._function.rest()

    def close(self) -> None:
        """Stop the worker, even if it is busy, and remove the code."""
        self.workers.release(self._function)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _record(self, event: Any, action: str, text: str) -> None:
        if not text:
            return
        entry = LogEntry(clock.now(), action, text)
        self.log.append(entry)
        if self.deliver is not None and event is not None:
            self.deliver(event, entry)

    def _other_interpreter(self) -> str:
        return f"{self._runtime} is not installed; the handlers run under Python {self._interpreter.version}.\n"


def _told(result: InvocationResult) -> str:
    """Return Lambda's error, which the handler itself could not log."""
    if not result.function_error or not result.payload["errorType"].startswith(("Sandbox.", "Runtime.")):
        return ""
    return f"[ERROR]\t{result.payload['errorType']}: {result.payload['errorMessage']}\n"
