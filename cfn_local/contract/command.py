"""`cfn-local test`: several projects side by side, one verdict."""

import os
import shlex
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from rich.console import Console

from cfn_local.contract import junit, report, suite
from cfn_local.contract.options import TestOptions
from cfn_local.contract.progress import Progress
from cfn_local.contract.result import ProjectResult
from cfn_local.gateway.local_aws import LocalAws

# Without a terminal, such as in the log of a CI system.
_WIDTH_OF_A_FILE = 80

_Ended = tuple[ProjectResult, LocalAws | None]


def test_projects(
    folders: Sequence[Path],
    options: TestOptions,
    *,
    side_by_side: int | None = None,
    keep: bool = False,
    junit_file: Path | None = None,
) -> int:
    """Test the projects and show the results. Return 0 only if all passed."""
    console = Console(width=None if os.isatty(1) else _WIDTH_OF_A_FILE)
    names = _names(folders)
    started = time.monotonic()
    with ExitStack() as kept:
        with Progress(console, names) as progress:
            ended = _side_by_side(
                [
                    partial(_run, name, folder, options, progress.of(name), kept if keep else None)
                    for name, folder in zip(names, folders, strict=True)
                ],
                side_by_side or os.cpu_count() or 1,
            )
        results = [result for result, _ in ended]
        report.show(console, results)
        if junit_file:
            junit.write(junit_file, results)
        good = sum(result.passed for result in results)
        seconds = time.monotonic() - started
        console.print(f"\n{good} of {len(results)} passed in {seconds:.1f} s", highlight=False)
        if keep:
            _wait_for_looks(console, [(result, aws) for result, aws in ended if aws and not result.passed])
    return 0 if good == len(results) else 1


def _side_by_side(runs: list[Callable[[ExitStack], _Ended]], most: int) -> list[_Ended]:
    """Run each with its own exit stack. Ctrl-C closes the stacks, which stops whatever is running."""
    stacks = [ExitStack() for _ in runs]
    with ThreadPoolExecutor(most) as pool:
        running = [pool.submit(run, stack) for run, stack in zip(runs, stacks, strict=True)]
        try:
            # Wake up regularly: simultaneous signals may be delivered to a thread that does not handle them.
            while wait(running, timeout=1).not_done:
                pass
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
    resources: ExitStack,
) -> _Ended:
    """Run one project and stop what it started, unless it failed and `kept` is there to keep it."""
    with resources:
        result, aws = suite.run(folder, options, progress, resources)
        result.name = name
        if kept is not None and not result.passed:
            kept.push(resources.pop_all())
    progress("passed" if result.passed else "failed")
    return result, aws


def _names(folders: Sequence[Path]) -> list[str]:
    """Return the folders' names, with as much of the parent path as makes them distinct."""
    depth = 1
    while True:
        names = ["/".join(folder.parts[-depth:]) for folder in folders]
        if len(set(names)) == len(names) or depth > max(len(folder.parts) for folder in folders):
            return names
        depth += 1


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
