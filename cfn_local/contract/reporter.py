"""pytest plugin for the contract suite: reports which test runs and how it ended.

It changes nothing, except that it ends the suite where continuing cannot help: when the handler
cannot be imported, or has hung three times.
"""

import json
import os
import urllib.request
from typing import Any

import pytest

from cfn_local.project.replies import CONTROL_URL, tell

_MOST_TIMEOUTS = 3


def pytest_collection_finish(session: pytest.Session) -> None:
    tell({"event": "collected", "count": len(session.items)})


def pytest_runtest_logstart(nodeid: str) -> None:
    # The local AWS labels the following invocations with the test.
    _ask("PUT", "/label", {"Label": _name(nodeid)})


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when != "call" and report.passed:
        return
    tell(
        {
            "event": "finished",
            "test": _name(report.nodeid),
            "outcome": report.outcome,
            "phase": report.when,
            "seconds": report.duration,
            "details": _details(report),
        }
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.failed and _is_hopeless():
        item.session.shouldstop = "the handler cannot run"
    return report


def _is_hopeless() -> bool:
    errors = [
        invocation["Payload"]["errorType"]
        for invocation in _ask("GET", "")["Invocations"]
        if invocation["FunctionError"]
    ]
    return "Runtime.ImportModuleError" in errors or errors.count("Sandbox.Timedout") >= _MOST_TIMEOUTS


def _ask(method: str, path: str, document: Any = None) -> Any:
    body = None if document is None else json.dumps(document).encode()
    request = urllib.request.Request(os.environ[CONTROL_URL] + path, body, method=method)  # noqa: S310
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        return json.load(answer)


def _details(report: pytest.TestReport) -> str:
    if report.skipped and isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return report.longreprtext


def _name(nodeid: str) -> str:
    return nodeid.rpartition("::")[2]
