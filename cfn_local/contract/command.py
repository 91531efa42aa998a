"""`cfn-local test`: several projects side by side, one verdict."""

import os
import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rich.console import Console

from cfn_local.contract import junit, report, suite
from cfn_local.contract.options import TestOptions
from cfn_local.contract.progress import Progress, distinct_names
from cfn_local.contract.result import ProjectResult
from cfn_local.contract.watching import Watch
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.project.waiting import wait_for_all

# Without a terminal, such as in the log of a CI system.
_WIDTH_OF_A_FILE = 80

_SECONDS_BETWEEN_LOOKS = 0.2

_Ended = tuple[ProjectResult, LocalAws | None]


def test_projects(
    folders: Sequence[Path],
    options: TestOptions,
    *,
    side_by_side: int | None = None,
    keep: bool = False,
    junit_file: Path | None = None,
    watch: bool = False,
) -> int:
    """Test the projects and show the results. Return 0 only if all passed; to `watch` never ends by itself."""
    console = Console(width=None if os.isatty(1) else _WIDTH_OF_A_FILE)
    with ExitStack() as kept:
        session = _Session(console, options, side_by_side or os.cpu_count() or 1, kept if keep else None, junit_file)
        projects = dict(zip(distinct_names(folders), folders, strict=True))
        shared = [file for file in (options.setup, options.typeconfig) if file]
        changes = Watch(projects, shared, partial(time.sleep, _SECONDS_BETWEEN_LOOKS))
        ended = session.test(projects)
        if keep:
            _wait_for_looks(console, [(result, aws) for result, aws in ended if aws and not result.passed])
        if watch:
            session.watch(projects, changes)
    return 0 if all(result.passed for result in session.results.values()) else 1


@dataclass
class _Session:
    """Tests projects, at `most` side by side, and keeps the last result of each by name."""

    console: Console
    options: TestOptions
    most: int
    kept: ExitStack | None
    junit_file: Path | None
    results: dict[str, ProjectResult] = field(default_factory=dict)
    _warm: dict[str, LocalAws] = field(default_factory=dict)

    def test(self, projects: Mapping[str, Path]) -> list[_Ended]:
        """Test these projects and show their results."""
        started = time.monotonic()
        with Progress(self.console, list(projects)) as progress:
            runs = [self._run_of(name, folder, progress.of(name)) for name, folder in projects.items()]
            ended = _side_by_side(runs, self.most)
        results = [result for result, _ in ended]
        self.results |= {result.name: result for result in results}
        report.show(self.console, results)
        if self.junit_file:
            junit.write(self.junit_file, list(self.results.values()))
        good = sum(result.passed for result in results)
        seconds = time.monotonic() - started
        self.console.print(f"\n{good} of {len(results)} passed in {seconds:.1f} s", highlight=False)
        return ended

    def watch(self, projects: Mapping[str, Path], changes: Watch) -> None:
        """Test a project again whenever a file of it is saved, on a local AWS that is started before."""
        try:
            self._warm_up(projects)
            while True:
                changed = {name: projects[name] for name in changes.next()}
                self.test(changed)
                self._warm_up(changed)
        finally:
            for aws in self._warm.values():
                aws.stop()

    def _warm_up(self, projects: Mapping[str, Path]) -> None:
        started = {name: suite.warm_up(folder, self.options) for name, folder in projects.items()}
        self._warm |= {name: aws for name, aws in started.items() if aws}
        self.console.print("Waiting for changes; Ctrl-C stops.", highlight=False)

    def _run_of(self, name: str, folder: Path, progress: Callable[[str], None]) -> Callable[[ExitStack], _Ended]:
        return partial(_run, name, folder, self.options, progress, self.kept, self._warm.pop(name, None))


def _side_by_side(runs: list[Callable[[ExitStack], _Ended]], most: int) -> list[_Ended]:
    """Run each with its own exit stack. Ctrl-C closes the stacks, which stops whatever is running."""
    stacks = [ExitStack() for _ in runs]
    with ThreadPoolExecutor(most) as pool:
        running = [pool.submit(run, stack) for run, stack in zip(runs, stacks, strict=True)]
        try:
            wait_for_all(running)
            return [one.result() for one in running]
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            for stack in stacks:
                stack.close()
            raise


def _run(
    name: str,
    folder: Path,
    options: TestOptions,
    progress: Callable[[str], None],
    kept: ExitStack | None,
    warm: LocalAws | None,
    resources: ExitStack,
) -> _Ended:
    """Run one project and stop what it started, unless it failed and `kept` is there to keep it."""
    with resources:
        result, aws = suite.run(folder, options, progress, resources, warm)
        result.name = name
        if kept is not None and not result.passed:
            kept.push(resources.pop_all())
    progress("passed" if result.passed else "failed")
    return result, aws


def _wait_for_looks(console: Console, failed: list[tuple[ProjectResult, LocalAws]]) -> None:
    """Keep the local AWS of every failed project running until the user is done."""
    for result, aws in failed:
        console.print(
            f"\nThe local AWS of {result.name} is still up. To look at it, in another shell:", highlight=False
        )
        for name, value in sorted(aws.environment({}).items()):
            console.print(f"export {name}={shlex.quote(value)}", highlight=False, soft_wrap=True)
    if failed:
        console.print("\nPress Ctrl-C to stop.")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            console.print("stopped")
