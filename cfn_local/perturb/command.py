"""`cfn-local perturb`: tests projects one by one and combines the results."""

import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from cfn_local.contract.progress import Progress, distinct_names
from cfn_local.perturb import junit, page, report
from cfn_local.perturb.extension import Settings
from cfn_local.perturb.result import Choice
from cfn_local.perturb.trial import try_project

# Without a terminal, such as in the log of a CI system.
_WIDTH_OF_A_FILE = 80


def perturb_projects(
    folders: Sequence[Path],
    settings: Settings,
    choice: Choice,
    junit_file: Path | None = None,
    page_file: Path | None = None,
) -> int:
    """Test the projects and show the findings. Return 0 only if every project has cases and no findings."""
    console = Console(width=None if os.isatty(1) else _WIDTH_OF_A_FILE)
    results = []
    names = distinct_names(folders)
    with Progress(console, names) as progress:
        for name, folder in zip(names, folders, strict=True):
            shown = progress.of(name)
            results.append((folder, try_project(folder, settings, choice, shown)))
            shown("done")
    report.show(console, results)
    if junit_file:
        junit.write(junit_file, results)
    if page_file:
        page.write(page_file, results)
    return 0 if all(result.passed for _, result in results) else 1
