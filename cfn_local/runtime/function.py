"""A function of the local Lambda: one warm worker process that handles one invocation at a time."""

import json
import logging
import os
import signal
import subprocess
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import IO, Any

from cfn_local import partitions
from cfn_local.environment import ACCOUNT_ID, REGION
from cfn_local.runtime import worker

LOG = logging.getLogger(__name__)

# The time that CloudFormation waits for a handler's response.
SECONDS_FOR_AN_ANSWER = 60
SECONDS_FOR_IMPORT = 60
_SECONDS_FOR_LOG = 2
LATEST = "$LATEST"
# From the end of a process's streams to its exit.
_SECONDS_TO_END = 2
# -I ignores the user's Python settings and -S this environment's packages: the artifact must bring its own. -u
# preserves the log in a crash, and -X utf8 matches Lambda's locale.
_FLAGS = ("-I", "-S", "-u", "-X", "utf8")
IN_PYTHON = (*_FLAGS, worker.__file__)
IN_NODE = str(Path(worker.__file__).with_suffix(".js"))


@dataclass(frozen=True)
class FunctionCode:
    """The code of a function: the dotted `entry_point`, found along `search_path`, run by the `interpreter`.

    The rest is what Lambda knows about the function and passes with each invocation.
    """

    name: str
    entry_point: str
    search_path: Sequence[str]
    interpreter: str
    timeout_seconds: float = SECONDS_FOR_AN_ANSWER
    region: str = REGION
    account_id: str = ACCOUNT_ID
    version: str = LATEST
    memory_megabytes: int = 512
    # The arguments of the interpreter: its flags, and the program that runs the function.
    worker: Sequence[str] = IN_PYTHON

    @property
    def arn(self) -> str:
        """Return the ARN of the function, and of its version if that is published."""
        qualifier = "" if self.version == LATEST else f":{self.version}"
        return partitions.arn("lambda", self.region, self.account_id, f"function:{self.name}{qualifier}")


@dataclass(frozen=True)
class InvocationResult:
    """The result of one invocation: the payload, Lambda's function error if any, and the log."""

    payload: Any
    log: str
    function_error: str | None = None


class Function:
    """Starts its worker at the first invocation, and a new one after a crash or a time-out."""

    def __init__(self, code: FunctionCode, environment: Mapping[str, str]) -> None:
        self.code = code
        self._environment = environment
        self._worker: _Worker | None = None
        self._is_stopped = False
        self._lock = Lock()

    def warm_up(self) -> None:
        """Start the worker now rather than at the first invocation. Raise OSError if its interpreter does not start."""
        with self._lock:
            self._live_worker()

    def import_handler(self) -> InvocationResult:
        """Wait until the worker has imported its handler. Return what it logged, and its error if the import failed."""
        return self._ask(lambda worker: worker.import_handler())

    def invoke(self, event: Any) -> InvocationResult:
        """Wait for earlier invocations, then invoke the function. Wait no longer than the code's time-out."""
        return self._ask(lambda worker: worker.invoke(event))

    def rest(self) -> None:
        """Stop the worker unless it is busy; the next invocation starts another."""
        if self._lock.acquire(blocking=False):
            try:
                if self._worker is not None:
                    self._worker.kill()
            finally:
                self._lock.release()

    def crash(self) -> None:
        """Kill the worker. Callers that wait for its response are told; the next invocation starts another."""
        if self._worker is not None:
            self._worker.kill()

    def stop(self) -> None:
        """Stop the worker for good, even if it is busy."""
        self._is_stopped = True
        if self._worker is not None:
            self._worker.kill()

    def _ask(self, ask: "Callable[[_Worker], InvocationResult]") -> InvocationResult:
        with self._lock:
            if self._is_stopped:
                return _STOPPED
            try:
                live = self._live_worker()
            except OSError as error:  # its interpreter is gone, or no more processes are available
                return _failure("Runtime.InvalidEntrypoint", f"The handler does not start: {error}")
            return ask(live)

    def _live_worker(self) -> "_Worker":
        if self._worker is None or not self._worker.is_alive:
            self._worker = _Worker(self.code, self._environment)
            if self._is_stopped:  # stopped meanwhile by `stop`, which did not see this worker yet
                self._worker.kill()
        return self._worker


class _Worker:
    def __init__(self, code: FunctionCode, environment: Mapping[str, str]) -> None:
        self._code = code
        self._answers: Queue[str] = Queue()
        self._log: Queue[str] = Queue()
        self._process = subprocess.Popen(  # noqa: S603
            [code.interpreter, *code.worker, code.entry_point, *code.search_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            cwd=Path(code.search_path[0]),
            start_new_session=True,  # so that processes that the handler starts can be killed with it
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        for stream, lines in ((self._process.stdout, self._answers), (self._process.stderr, self._log)):
            assert stream is not None
            Thread(target=_drain, args=(stream, lines), daemon=True).start()
        self._has_imported = False

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def import_handler(self) -> InvocationResult:
        """Return what the import logged, or its error; nothing if that has been returned before."""
        if self._has_imported:
            return InvocationResult(None, "")
        imported = self._await(SECONDS_FOR_IMPORT, "Import of the handler")
        if imported.function_error:
            self.kill()
        self._has_imported = not imported.function_error
        return imported

    def invoke(self, event: Any) -> InvocationResult:
        imported = self.import_handler()
        if imported.function_error:
            return imported
        self._send(
            {
                "event": event,
                "function": {
                    "name": self._code.name,
                    "arn": self._code.arn,
                    "version": self._code.version,
                    "memoryMegabytes": self._code.memory_megabytes,
                    "timeoutSeconds": self._code.timeout_seconds,
                },
                "requestId": str(uuid.uuid4()),
            }
        )
        outcome = self._await(self._code.timeout_seconds, "Task")
        return replace(outcome, log=imported.log + outcome.log)

    def kill(self) -> None:
        """Kill the process and those that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):  # ValueError: closed by `kill`
            LOG.info("the worker of %s has ended", self._code.name)

    def _await(self, seconds: float, what: str) -> InvocationResult:
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            self.kill()
            return _failure("Sandbox.Timedout", f"{what} timed out after {seconds:g} seconds", self._read_log())
        if not line:
            return self._ended()
        answer = json.loads(line)
        if "importError" in answer:
            return _failure("Runtime.ImportModuleError", answer["importError"], self._read_log())
        return InvocationResult(answer.get("payload"), self._read_log(), answer.get("functionError"))

    def _ended(self) -> InvocationResult:
        """Return what is known of a process that exited by itself or closed its response stream."""
        try:
            status: int | None = self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            status = None
        self.kill()
        log = self._read_log()
        return _failure("Runtime.ExitError", _ending(status, log, has_imported=self._has_imported), log)

    def _read_log(self) -> str:
        """Return what the handler wrote until the end of this invocation, or of its process."""
        text: list[str] = []
        while True:
            try:
                line = self._log.get(timeout=_SECONDS_FOR_LOG)
            except Empty:  # a child of the handler in another session holds the stream open
                return "".join(text)
            text.append(line.removesuffix(worker.END_OF_LOG + "\n"))
            if not line or line.endswith(worker.END_OF_LOG + "\n"):
                return "".join(text)


def _failure(error_type: str, message: str, log: str = "") -> InvocationResult:
    return InvocationResult({"errorType": error_type, "errorMessage": message}, log, "Unhandled")


_STOPPED = _failure("Runtime.ExitError", "The function has been stopped or replaced")


def _ending(status: int | None, log: str, *, has_imported: bool) -> str:
    """Describe `status` as `subprocess` returns it: negative for a signal, None if the process had to be killed."""
    if status is None:
        how = "its answers, and had to be killed"
    else:
        how = f"with status {status}" if status >= 0 else f"by {signal.Signals(-status).name}"
    last = next((line.strip() for line in reversed(log.splitlines()) if line.strip()), "")
    if has_imported:
        return f"The handler's process ended {how}"
    return f"The handler's process ended while it started, {how}{f': {last}' if last else ''}"


def _drain(stream: IO[str], lines: Queue[str]) -> None:
    with stream:
        for line in stream:
            lines.put(line)
    lines.put("")
