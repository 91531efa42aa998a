"""A function whose handler is imported before anybody invokes it, and whose worker comes and goes."""

from pathlib import Path
from textwrap import indent
from threading import Thread
from typing import Any

import pytest

from cfn_local.runtime import function as function_module
from cfn_local.runtime.function import InvocationResult
from tests.cfn_local.runtime.function_stories import Made

PID = "import os\nprint('imported')\ndef handler(event, context):\n    return os.getpid()\n"
STOPPED = {"errorType": "Runtime.ExitError", "errorMessage": "The function has been stopped or replaced"}


class TestImportingTheHandler:
    def test_gives_what_that_logs_and_once_only(self, function: Made) -> None:
        made = function(PID)

        assert made.import_handler() == InvocationResult(None, "imported\n")
        assert made.import_handler() == InvocationResult(None, "")
        assert made.invoke({}).log == ""

    def test_gives_the_error_that_it_ends_with_each_time(self, function: Made) -> None:
        made = function("import no_such_package\n")

        for _ in range(2):
            failed = made.import_handler()
            assert failed.function_error == "Unhandled"
            assert failed.payload == {
                "errorType": "Runtime.ImportModuleError",
                "errorMessage": "ModuleNotFoundError: No module named 'no_such_package'",
            }
            assert failed.log.endswith("No module named 'no_such_package'\n")

    def test_is_no_longer_possible_when_it_is_stopped(self, function: Made) -> None:
        made = function(PID)
        made.stop()

        assert made.import_handler().payload == STOPPED

    def test_ends_at_once_when_it_is_stopped_while_its_worker_starts(
        self, function: Made, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made, start = function(PID), function_module._Worker

        def stop_and_start(*arguments: Any) -> Any:
            made.stop()
            return start(*arguments)

        monkeypatch.setattr(function_module, "_Worker", stop_and_start)

        assert made.import_handler().payload["errorType"] == "Runtime.ExitError"


class TestRest:
    def test_ends_an_idle_worker_and_the_next_invocation_has_another(self, function: Made) -> None:
        made = function(PID)
        first = made.invoke({}).payload

        made.rest()
        again = made.invoke({})

        assert again.payload != first
        assert again.log == "imported\n"

    def test_does_nothing_before_there_is_a_worker(self, function: Made) -> None:
        made = function(PID)

        made.rest()

        assert isinstance(made.invoke({}).payload, int)

    def test_leaves_a_worker_alone_that_is_at_work(self, function: Made, tmp_path: Path) -> None:
        gate = tmp_path / "gate"
        waiting = f"import os, time\nwhile not os.path.exists({str(gate)!r}):\n    time.sleep(0.01)\n"
        made = function(f"def handler(event, context):\n{indent(waiting, '    ')}    return 'done'\n")
        made.import_handler()
        answers: list[InvocationResult] = []
        working = Thread(target=lambda: answers.append(made.invoke({})))
        working.start()
        while not made._lock.locked():
            pass

        made.rest()
        gate.touch()
        working.join()

        assert answers == [InvocationResult("done", "")]
