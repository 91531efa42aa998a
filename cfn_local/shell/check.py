"""`cfn-local check`: what stands in the way of templates, and the verdicts of hooks, before anything is created."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cfn_local.gateway.local_aws import LocalAwsClient, LocalAwsError
from cfn_local.runtime.cfn_guard import GuardError
from cfn_local.shell.check_formats import FORMATS
from cfn_local.shell.check_text import lines
from cfn_local.shell.checked import Checked
from cfn_local.shell.guard_files import guard_rules
from cfn_local.shell.surroundings import local_aws, region_of
from cfn_local.shell.template_files import template_files

EXIT_STOPPED = 1
EXIT_NOT_CHECKED = 2


def check(
    environ: Mapping[str, str],
    paths: Sequence[Path],
    parameters: Mapping[str, str],
    stack_name: str,
    form: str = "text",
    guard: Sequence[Path] = (),
) -> int:
    """Print the report. Return 1 if something stands in the way of a template, 2 if one cannot be checked.

    Guard rules in the files or folders `guard` count as hooks in FAIL mode.
    """
    try:
        region, rules = region_of(environ), guard_rules(guard)
    except (LocalAwsError, GuardError) as error:
        return _refused(str(error))
    files = template_files(paths)
    if not files:
        return _refused(f"There is no template below {', '.join(map(str, paths))}.")
    with _any_local_aws(environ) as aws:
        asked = _Asked(parameters, stack_name, region, rules)
        checked = [_checked(aws, file, asked) for file in files]
    report = FORMATS[form](checked) if form != "text" else "\n".join(lines(checked, region))
    sys.stdout.write(f"{report}\n")
    unknown = [name for name in parameters if all(one.found and name in one.found.unknown for one in checked)]
    if unknown:
        return _refused(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    if any(one.problem for one in checked):
        return EXIT_NOT_CHECKED
    return EXIT_STOPPED if any(one.obstructions for one in checked) else 0


def _refused(reason: str) -> int:
    sys.stderr.write(f"cfn-local check: {reason}\n")
    return EXIT_NOT_CHECKED


@contextmanager
def _any_local_aws(environ: Mapping[str, str]) -> Iterator[LocalAwsClient]:
    """The local AWS of the environment, or a fresh one."""
    try:
        running = LocalAwsClient.of(environ)
    except LocalAwsError:
        running = None
    if running is not None:
        yield running
        return
    sys.stderr.write("cfn-local check: This is a fresh local AWS, without hooks of yours.\n")
    with local_aws(environ) as (fresh, _):
        yield fresh


@dataclass(frozen=True)
class _Asked:
    """What is the same for all templates."""

    parameters: Mapping[str, str]
    stack_name: str
    region: str
    guard_rules: Mapping[str, str]


def _checked(aws: LocalAwsClient, file: Path, asked: _Asked) -> Checked:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Checked(str(file), "", problem=str(error))
    try:
        return Checked(str(file), text, aws.check(text, **vars(asked)))
    except LocalAwsError as error:
        return Checked(str(file), text, problem=str(error))
