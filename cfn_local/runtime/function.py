"""A function of the local Lambda: one warm worker process that answers one invocation at a time."""

import json
import logging
import subprocess
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import IO, Any

from cfn_local.runtime import worker

LOG = logging.getLogger(__name__)

# CloudFormation waits this long for the answer of a handler.
SECONDS_FOR_AN_ANSWER = 60
SECONDS_FOR_IMPORT = 60
_SECONDS_FOR_LOG = 2


@dataclass(frozen=True)
class FunctionCode:
    """What a function runs: the dotted `entry_point`, found along `search_path`, under the Python `interpreter`."""

    name: str
    entry_point: str
    search_path: Sequence[str]
    interpreter: str
    timeout_seconds: float = SECONDS_FOR_AN_ANSWER


@dataclass(frozen=True)
class Outcome:
    """What one invocation gave: the payload, Lambda's function error if any, and what the handler logged."""

    payload: Any
    log: str
    function_error: str | None = None


class Function:
    """Starts its worker at the first invocation, and a fresh one after a crash or a time-out."""

    def __init__(self, code: FunctionCode, environment: Mapping[str, str]) -> None:
        self.code = code
        self._environment = environment
        self._worker: _Worker | None = None
        self._lock = Lock()

    def warm_up(self) -> None:
        """Start the worker now rather than at the first invocation."""
        with self._lock:
            self._worker = self._worker or _Worker(self.code, self._environment)

    def invoke(self, event: Any) -> Outcome:
        with self._lock:
            if self._worker is None:
                self._worker = _Worker(self.code, self._environment)
            outcome = self._worker.invoke(event)
            if not self._worker.is_usable:
                self._worker = None
            return outcome

    def stop(self) -> None:
        with self._lock:
            if self._worker is not None:
                self._worker.kill()
                self._worker = None


class _Worker:
    def __init__(self, code: FunctionCode, environment: Mapping[str, str]) -> None:
        self._code = code
        self._answers: Queue[str] = Queue()
        self._log: Queue[str] = Queue()
        # -I keeps the user's Python settings and -S this environment's packages out: the artifact must bring its own.
        self._process = subprocess.Popen(  # noqa: S603
            [code.interpreter, "-I", "-S", worker.__file__, code.entry_point, *code.search_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            cwd=Path(code.search_path[0]),
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        for stream, lines in ((self._process.stdout, self._answers), (self._process.stderr, self._log)):
            assert stream is not None
            Thread(target=_drain, args=(stream, lines), daemon=True).start()
        self._started = False
        self.is_usable = True

    def invoke(self, event: Any) -> Outcome:
        if not self._started:
            outcome = self._await_import()
            if outcome is not None:
                return outcome
        request = {
            "event": event,
            "functionName": self._code.name,
            "timeoutSeconds": self._code.timeout_seconds,
            "requestId": str(uuid.uuid4()),
        }
        self._send(request)
        return self._await(self._code.timeout_seconds, "Task")

    def kill(self) -> None:
        self.is_usable = False
        self._process.kill()
        self._process.wait()

    def _await_import(self) -> Outcome | None:
        """None once the entry point is imported, else what Lambda answers when it cannot be."""
        outcome = self._await(SECONDS_FOR_IMPORT, "Import of the handler")
        if outcome.function_error is None:
            self._started = True
            return None
        self.kill()
        return outcome

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            LOG.info("the worker of %s has ended", self._code.name)

    def _await(self, seconds: float, what: str) -> Outcome:
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            self.kill()
            return self._failure("Sandbox.Timedout", f"{what} timed out after {seconds:g} seconds")
        if not line:
            self.kill()
            code = self._process.returncode
            return self._failure("Runtime.ExitError", f"The handler's process ended with status {code}")
        answer = json.loads(line)
        if "importError" in answer:
            return self._failure("Runtime.ImportModuleError", answer["importError"])
        return Outcome(answer.get("payload"), self._read_log(), answer.get("functionError"))

    def _failure(self, error_type: str, message: str) -> Outcome:
        return Outcome({"errorType": error_type, "errorMessage": message}, self._read_log(), "Unhandled")

    def _read_log(self) -> str:
        """What the handler wrote up to the end of this invocation, or of its process."""
        text = ""
        while not text.endswith(worker.END_OF_LOG + "\n"):
            try:
                line = self._log.get(timeout=_SECONDS_FOR_LOG)
            except Empty:  # a child of the handler outlives it and holds the stream open
                return text
            if not line:
                return text
            text += line
        return text.removesuffix(worker.END_OF_LOG + "\n")


def _drain(stream: IO[str], lines: Queue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")
