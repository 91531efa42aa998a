"""A function answers as Lambda answers: what its handler gives, or its error."""

import os
import select
import sys
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfn_local import environment
from cfn_local.runtime import function as function_module
from cfn_local.runtime import image
from cfn_local.runtime.function import Function, FunctionCode, InvocationResult
from cfn_local.runtime.interpreter import interpreter_for
from tests.cfn_local.runtime.function_stories import Made

ECHO = "def handler(event, context):\n    return event\n"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


class TestAnAnswer:
    def test_is_what_the_handler_returns(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        folder = tmp_path_factory.mktemp("echo")
        (folder / "handlers.py").write_text(ECHO)
        echo = Function(FunctionCode("Function", "handlers.handler", [str(folder)], sys.executable), {})

        @settings(deadline=None, max_examples=50)
        @given(JSON)
        def is_the_event(event: object) -> None:
            assert echo.invoke(event) == InvocationResult(payload=event, log="")

        try:
            is_the_event()
        finally:
            echo.stop()

    def test_of_a_megabyte_comes_whole(self, function: Made) -> None:
        assert function(ECHO).invoke("x" * 2**20).payload == "x" * 2**20

    def test_that_is_not_json_is_lambdas_marshal_error(self, function: Made) -> None:
        outcome = function("def handler(event, context):\n    return {1, 2}\n").invoke({})

        assert outcome.function_error == "Unhandled"
        assert outcome.payload == {
            "errorType": "Runtime.MarshalError",
            "errorMessage": "Unable to marshal response: Object of type set is not JSON serializable",
        }

    def test_knows_the_function_and_the_time_that_is_left(self, function: Made) -> None:
        outcome = function(
            "def handler(event, context):\n"
            "    left = context.get_remaining_time_in_millis()\n"
            "    return [context.function_name, context.invoked_function_arn, 590_000 < left <= 600_000]\n"
        ).invoke({})

        assert outcome.payload == ["Function", "arn:aws:lambda:us-east-1:123456789012:function:Function", True]


class TestAnError:
    def test_raised_by_the_handler_is_told_with_its_traceback_in_the_log(self, function: Made) -> None:
        outcome = function("def handler(event, context):\n    raise KeyError('lost')\n").invoke({})

        assert outcome.function_error == "Unhandled"
        assert outcome.payload == {"errorType": "KeyError", "errorMessage": "'lost'"}
        assert "line 2, in handler" in outcome.log
        assert outcome.log.endswith("KeyError: 'lost'\n")

    def test_of_sys_exit_is_one_like_any_other(self, function: Made) -> None:
        failing = function("import sys\ndef handler(event, context):\n    sys.exit(event)\n")

        assert failing.invoke("enough").payload == {"errorType": "SystemExit", "errorMessage": "enough"}

    @pytest.mark.parametrize(
        ("dying", "message"),
        [
            ("os._exit(3)", "The handler's process ended with status 3"),
            ("os.kill(os.getpid(), 9)", "The handler's process ended by SIGKILL"),
        ],
    )
    def test_of_a_process_that_dies_says_how(self, function: Made, dying: str, message: str) -> None:
        source = (
            f"import os\ndef handler(event, context):\n    print('so far')\n    if event: {dying}\n    return 'alive'\n"
        )
        dying_function = function(source)

        assert dying_function.invoke(True) == InvocationResult(
            {"errorType": "Runtime.ExitError", "errorMessage": message}, "so far\n", "Unhandled"
        )
        assert dying_function.invoke(False).payload == "alive"

    def test_of_a_hang_ends_the_process_and_what_it_started(self, function: Made, tmp_path: Path) -> None:
        source = (
            "import os, subprocess, time\n"
            "def handler(event, context):\n"
            "    if event == 'hang':\n"
            "        child = subprocess.Popen(['sleep', '1000'])\n"
            "        print(os.getpid(), child.pid)\n"
            "        time.sleep(1000)\n"
            "    return os.getpid()\n"
        )
        hanging = function(source, timeout_seconds=5)
        outcome = hanging.invoke("hang")

        assert outcome.payload == {
            "errorType": "Sandbox.Timedout",
            "errorMessage": "Task timed out after 5 seconds",
        }
        processes = [int(process_id) for process_id in outcome.log.split()]
        assert len(processes) == 2
        assert all(_has_ended(process_id) for process_id in processes)
        assert hanging.invoke("again").payload not in processes


def _has_ended(process_id: int) -> bool:
    """Whether it has ended or does so at once: what is killed beside the handler is not waited for by anybody."""
    try:
        process = os.pidfd_open(process_id)
    except ProcessLookupError:
        return True
    try:
        return select.select([process], [], [], 10)[0] == [process]
    finally:
        os.close(process)


class TestAHandlerThatDoesNotImport:
    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ("import no_such_package\n", "ModuleNotFoundError: No module named 'no_such_package'"),
            ("1 / 0\n", "ZeroDivisionError: division by zero"),
            ("raise SystemExit('no')\n", "SystemExit: no"),
            ("resource = None\n", "AttributeError: module 'handlers' has no attribute 'handler'"),
        ],
    )
    def test_says_why_each_time(self, function: Made, source: str, message: str) -> None:
        failing = function(source)

        for _ in range(2):
            outcome = failing.invoke({})
            assert outcome.payload == {"errorType": "Runtime.ImportModuleError", "errorMessage": message}
            assert "Traceback" in outcome.log

    def test_says_that_the_module_is_not_there(self, function: Made) -> None:
        outcome = function(ECHO, entry_point="no_such_module.handler").invoke({})

        assert outcome.payload["errorMessage"] == "ModuleNotFoundError: No module named 'no_such_module'"

    def test_for_it_hangs_is_ended(self, function: Made, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(function_module, "SECONDS_FOR_IMPORT", 0.5)
        outcome = function("import time\ntime.sleep(1000)\n").invoke({})

        assert outcome.payload == {
            "errorType": "Sandbox.Timedout",
            "errorMessage": "Import of the handler timed out after 0.5 seconds",
        }


class TestAWorker:
    def test_stays_warm_from_one_invocation_to_the_next(self, function: Made) -> None:
        counting = function("seen = []\ndef handler(event, context):\n    seen.append(event)\n    return seen\n")
        counting.invoke(1)

        assert counting.invoke(2).payload == [1, 2]

    def test_that_died_while_idle_is_replaced(self, function: Made) -> None:
        source = "import os\ndef handler(event, context):\n    return os.getpid()\n"
        idle = function(source)
        first = idle.invoke({}).payload
        os.kill(first, 9)
        assert idle._worker is not None
        idle._worker._process.wait()

        assert idle.invoke({}).payload not in (None, first)

    def test_ends_at_once_when_its_function_is_stopped_whatever_it_does(self, function: Made, tmp_path: Path) -> None:
        started = tmp_path / "started"
        os.mkfifo(started)
        hanging = function(
            "import time\ndef handler(event, context):\n    open(event, 'w').close()\n    time.sleep(1000)\n",
            timeout_seconds=900,
        )
        outcomes: list[InvocationResult] = []
        invoking = Thread(target=lambda: outcomes.append(hanging.invoke(str(started))))
        invoking.start()
        started.read_text()
        hanging.stop()
        invoking.join(timeout=600)

        assert [outcome.payload["errorType"] for outcome in outcomes] == ["Runtime.ExitError"]
        assert hanging.invoke({}).payload["errorMessage"] == "The function has been stopped or replaced"

    @pytest.mark.parametrize("version", ["3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"])
    def test_runs_on_every_python_that_lambda_has(self, function: Made, version: str) -> None:
        interpreter = interpreter_for(f"python{version}")
        if not interpreter.is_declared:
            pytest.skip(f"Python {version} is not on this machine")
        source = "import sys\ndef handler(event, context):\n    return '%d.%d' % sys.version_info[:2]\n"

        made = function(source, interpreter=interpreter.executable, more_paths=(image.runtime_packages(),))
        assert made.invoke({}) == InvocationResult(version, "")


class TestWhatAHandlerCanImport:
    FIND = "import importlib\ndef handler(event, context):\n    return importlib.import_module(event).__file__\n"

    def test_has_boto3_from_the_lambda_runtime(self, function: Made) -> None:
        runtime = image.runtime_packages()

        found = function(self.FIND, more_paths=(runtime,)).invoke("boto3").payload
        assert found == str(runtime / "boto3/__init__.py")

    @pytest.mark.parametrize("package", ["moto", "cfn_local", "pytest", "rpdk.core", "yaml"])
    def test_has_nothing_of_our_own_environment(self, function: Made, package: str) -> None:
        outcome = function(self.FIND, more_paths=(image.runtime_packages(),)).invoke(package)

        assert outcome.payload["errorType"] == "ModuleNotFoundError"

    def test_prefers_what_the_artifact_brings_to_what_the_runtime_has(self, function: Made, tmp_path: Path) -> None:
        (tmp_path / "boto3").mkdir()
        (tmp_path / "boto3/__init__.py").write_text("")

        found = function(self.FIND, more_paths=(image.runtime_packages(),)).invoke("boto3").payload
        assert found == str(tmp_path / "boto3/__init__.py")

    def test_is_not_led_by_the_users_python_settings(self, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "leaked.py").write_text("")
        (tmp_path / "handlers.py").write_text(self.FIND)
        code = FunctionCode("Function", "handlers.handler", [str(tmp_path)], sys.executable)
        led = Function(code, {**environment.of_system(os.environ), "PYTHONPATH": str(elsewhere)})
        try:
            assert led.invoke("leaked").payload["errorType"] == "ModuleNotFoundError"
        finally:
            led.stop()

    def test_reads_and_writes_utf8_whatever_the_users_locale(self, tmp_path: Path) -> None:
        (tmp_path / "handlers.py").write_text(
            "import sys\ndef handler(event, context):\n    return sys.flags.utf8_mode\n"
        )
        code = FunctionCode("Function", "handlers.handler", [str(tmp_path)], sys.executable)
        of_a_locale = Function(code, {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
        try:
            assert of_a_locale.invoke({}).payload == 1
        finally:
            of_a_locale.stop()

    def test_shares_parsed_service_models_between_sessions(self, function: Made) -> None:
        source = (
            "import botocore.session\n"
            "def handler(event, context):\n"
            "    loaders = [botocore.session.Session().get_component('data_loader') for _ in range(2)]\n"
            "    models = [loader.load_service_model('sts', 'service-2') for loader in loaders]\n"
            "    return [models[0] is models[1], models[0]['metadata']['endpointPrefix']]\n"
        )

        assert function(source, more_paths=(image.runtime_packages(),)).invoke({}).payload == [True, "sts"]

    @pytest.mark.parametrize(
        "loaders",
        [
            "",
            "class Closed(type):\n    def __setattr__(cls, name, value):\n        raise TypeError(name)\n"
            "class Loader(metaclass=Closed):\n    def load_data(self):\n        pass\n",
        ],
    )
    def test_may_be_a_botocore_that_is_not_made_as_ours_is(self, tmp_path: Path, function: Made, loaders: str) -> None:
        (tmp_path / "botocore").mkdir()
        (tmp_path / "botocore/__init__.py").write_text("")
        (tmp_path / "botocore/loaders.py").write_text(loaders)
        source = "import botocore.loaders\ndef handler(event, context):\n    return 'an answer'\n"

        assert function(source).invoke({}).payload == "an answer"

    def test_may_be_an_old_botocore_whose_loader_lacks_a_method(self, tmp_path: Path, function: Made) -> None:
        (tmp_path / "botocore").mkdir()
        (tmp_path / "botocore/__init__.py").write_text("")
        loader = (
            "class Loader:\n    search_paths = []\n    def load_service_model(self, name):\n        return [name]\n"
        )
        (tmp_path / "botocore/loaders.py").write_text(loader)
        source = (
            "from botocore.loaders import Loader\n"
            "def handler(event, context):\n"
            "    return Loader().load_service_model('sqs') is Loader().load_service_model('sqs')\n"
        )

        assert function(source).invoke({}).payload is True
