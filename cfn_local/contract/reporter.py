"""A pytest plugin for the contract suite: tells which test runs and how it ended, and changes nothing."""

import json
import os
import urllib.request

import pytest

from cfn_local.contract.replies import tell

LABEL_URL = "CFN_LOCAL_LABEL_URL"


def pytest_collection_finish(session: pytest.Session) -> None:
    tell({"event": "collected", "count": len(session.items)})


def pytest_runtest_logstart(nodeid: str) -> None:
    name = _name(nodeid)
    tell({"event": "started", "test": name})
    # The local AWS notes for which test the invocations that now come are.
    body = json.dumps({"Label": name}).encode()
    request = urllib.request.Request(os.environ[LABEL_URL], body, method="PUT")  # noqa: S310
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).close()


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


def _details(report: pytest.TestReport) -> str:
    if report.skipped and isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return report.longreprtext


def _name(nodeid: str) -> str:
    return nodeid.rpartition("::")[2]
