"""A process that runs commands of the unmodified cfn CLI one after the other, so that it is imported once."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, TextIO

from cfn_local.project.replies import DESCRIPTOR


@dataclass(frozen=True)
class Finished:
    """The exit status of one cfn command, and what it printed."""

    status: int
    output: str


class CfnProcess:
    """Runs in `folder` with `environment`. `on_event` is called with what the contract suite reports as it runs."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], on_event: Callable[[dict[str, Any]], None]
    ) -> None:
        self._further_environment: Mapping[str, str] = {}
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "cfn_local.project.cfn_driver"],
            cwd=folder,
            env={**environment, DESCRIPTOR: str(writing)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(writing,),
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # a Ctrl-C is for cfn-local, which then ends this process
        )
        os.close(writing)
        self._replies: TextIO = os.fdopen(reading, encoding="utf-8")
        self._on_event = on_event
        self._output: list[str] = []
        Thread(target=self._collect, daemon=True).start()

    def __enter__(self) -> "CfnProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._replies.close()

    def add_environment(self, environment: Mapping[str, str]) -> None:
        """Add environment variables for all further commands."""
        self._further_environment = environment

    def run(self, *arguments: str) -> Finished:
        """Run `cfn` with `arguments` and wait for it."""
        assert self._process.stdin is not None
        command = {"arguments": arguments, "environment": dict(self._further_environment)}
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        for line in self._replies:
            reply = json.loads(line)
            if "status" in reply:
                return Finished(reply["status"], reply["output"])
            self._on_event(reply)
        self._process.wait()
        return Finished(self._process.returncode or 1, "".join(self._output))

    def _collect(self) -> None:
        assert self._process.stdout is not None
        self._output.extend(self._process.stdout)
