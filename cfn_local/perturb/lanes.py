"""Local AWSs side by side, each with handlers of its own, among which the cases of a project are shared out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Event, Lock

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.perturb.extension import Extension
from cfn_local.project import loading
from cfn_local.project.waiting import wait_for_all

# Starting another local AWS takes as long as about so many cases.
_CASES_THAT_PAY = 20


@dataclass
class Lanes:
    """At most `most` lanes: the first is `extension`, the others start when they are needed and end with `running`."""

    extension: Extension
    most: int
    running: ExitStack
    _others: dict[int, Extension] = field(default_factory=dict)
    _starting: Lock = field(default_factory=Lock)

    def run(self, cases: int, run_next: Callable[[Extension], bool]) -> None:
        """Call `run_next` in every lane until it returns False. An exception in one ends all, and is raised here."""
        lanes = max(1, min(self.most, cases // _CASES_THAT_PAY))
        is_over = Event()

        def follow(lane: int) -> None:
            try:
                extension = self._lane(lane)
                while not is_over.is_set() and run_next(extension):
                    pass
            except BaseException:
                is_over.set()
                raise

        with ThreadPoolExecutor(lanes) as pool:
            following = [pool.submit(follow, lane) for lane in range(lanes)]
            try:
                wait_for_all(following)
            finally:
                is_over.set()
            for one in following:
                one.result()

    def _lane(self, number: int) -> Extension:
        if number == 0:
            return self.extension
        if number not in self._others:
            aws = LocalAws(soon=loading.services_of(self.extension.schema))
            with self._starting:
                self.running.enter_context(aws)
            self._others[number] = self.extension.in_another(aws)
        return self._others[number]
