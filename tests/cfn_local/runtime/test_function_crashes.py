"""A worker that is made to die at its work, and clients that do not wait and are shared by its invocations."""

import os
import sys
import threading
from pathlib import Path

from cfn_local import environment
from cfn_local.runtime import image
from cfn_local.runtime.function import Function, FunctionCode
from cfn_local.runtime.worker import SHARE_CLIENTS, SKIP_WAITS
from tests.cfn_local.runtime.function_stories import Made

HANGING = """
import time

def handler(event, context):
    if event:
        open(event, "w").close()
        time.sleep(3600)
    return "done"
"""
WAITING = """
from botocore import endpoint

def handler(event, context):
    endpoint.time.sleep(3600)
    return "at once"
"""
SHARING = """
import boto3
from botocore.config import Config

KEPT = []

def handler(event, context):
    session = boto3.Session(event["key"], "secret", region_name="us-east-1")
    client = session.client(event.get("service", "sqs"), config=Config(read_timeout=event.get("read_timeout", 20)))
    if event.get("registers"):
        client.meta.events.register("before-sign", lambda **_: None)
    KEPT.append(client)
    return id(client)
"""


class TestACrash:
    def test_ends_the_invocation_without_an_answer_and_the_next_one_starts_anew(
        self, function: Made, tmp_path: Path
    ) -> None:
        at_work = tmp_path / "at-work"
        os.mkfifo(at_work)
        hanging = function(HANGING)
        outcomes = []
        invoked = threading.Thread(target=lambda: outcomes.append(hanging.invoke(str(at_work))))
        invoked.start()
        at_work.read_text()

        hanging.crash()
        invoked.join()

        assert [outcome.payload["errorType"] for outcome in outcomes] == ["Runtime.ExitError"]
        assert hanging.invoke(None).payload == "done"

    def test_of_a_function_that_was_never_invoked_is_none(self, function: Made) -> None:
        idle = function(HANGING)

        idle.crash()

        assert idle.invoke(None).payload == "done"


class TestAProcessThatDies:
    def test_while_it_starts_says_the_last_that_it_wrote(self, function: Made) -> None:
        dying = function("import os, sys\nprint('no bread', file=sys.stderr)\nos._exit(3)\n")

        outcome = dying.invoke(None)
        assert outcome.payload["errorMessage"] == (
            "The handler's process ended while it started, with status 3: no bread"
        )
        assert outcome.log == "no bread\n"

    def test_of_a_signal_says_which(self, function: Made) -> None:
        dying = function("import os\ndef handler(event, context):\n    os.kill(os.getpid(), 11)\n")

        assert dying.invoke(None).payload["errorMessage"] == "The handler's process ended by SIGSEGV"


class TestClientsThatSkipTheirWaits:
    def test_do_not_sleep_before_a_retry(self, tmp_path: Path) -> None:
        (tmp_path / "handlers.py").write_text(WAITING)
        paths = [str(tmp_path), str(image.runtime_packages())]
        code = FunctionCode("Function", "handlers.handler", paths, sys.executable, timeout_seconds=600)
        waiting = Function(code, {**environment.of_system({"PATH": "/usr/bin:/bin"}), SKIP_WAITS: "1"})

        assert waiting.invoke(None).payload == "at once"
        waiting.stop()


class TestClientsThatAreShared:
    def test_are_those_of_the_same_arguments_and_credentials_that_nobody_has_changed(self, tmp_path: Path) -> None:
        (tmp_path / "handlers.py").write_text(SHARING)
        paths = [str(tmp_path), str(image.runtime_packages())]
        code = FunctionCode("Function", "handlers.handler", paths, sys.executable, timeout_seconds=600)
        sharing = Function(code, {**environment.of_system({"PATH": "/usr/bin:/bin"}), SHARE_CLIENTS: "1"})
        first = {"key": "a"}

        def client(**event: object) -> object:
            return sharing.invoke({**first, **event}).payload

        known = client()
        others = [client(key="b"), client(service="sns"), client(read_timeout=5)]
        assert (client(), known in others, len(set(others))) == (known, False, 3)

        assert client(registers=True) == known
        assert client() != known
        sharing.stop()
