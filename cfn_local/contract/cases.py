"""Tests of one run of the suite, as its reporter reports them."""

from collections.abc import Callable
from typing import Any

from cfn_local.contract.result import CaseResult, Outcome


class Cases:
    """Collected cases; `progress` receives the position in the suite, such as `contract 3/13`."""

    def __init__(self, progress: Callable[[str], None]) -> None:
        self._progress = progress
        self.start("")

    def start(self, input_set: str) -> None:
        """Discard the tests of the previous input set."""
        self._input_set, self._collected = input_set, 0
        self.ended: list[CaseResult] = []

    def note(self, event: dict[str, Any]) -> None:
        """Record one event of the reporter."""
        if event["event"] == "collected":
            self._collected = event["count"]
        else:
            self.ended.append(self._case(event))
        self._progress(f"contract {len(self.ended)}/{self._collected}")

    @property
    def not_run(self) -> int:
        """Number of collected tests that have not ended."""
        return self._collected - len({case.name.partition(" ")[0] for case in self.ended})

    def _case(self, event: dict[str, Any]) -> CaseResult:
        outcome = Outcome(event["outcome"])
        is_in_fixture = outcome is Outcome.FAILED and event["phase"] != "call"
        name = f"{event['test']} ({event['phase']})" if is_in_fixture else event["test"]
        return CaseResult(name, self._input_set, outcome, event["seconds"], event["details"])
