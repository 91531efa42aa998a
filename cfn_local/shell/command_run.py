"""`cfn-local exec`: runs one command of the user's in the environment of a local AWS that lives as long as it does."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from cfn_local.shell.permissions import unjudged
from cfn_local.shell.stand_ins import told_of
from cfn_local.shell.surroundings import local_aws

# As in shells.
EXIT_NOT_EXECUTABLE = 126
EXIT_NOT_FOUND = 127
EXIT_OF_SIGNAL = 128

_PASSED_ON = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)
_FROM_THE_TERMINAL = (signal.SIGINT, signal.SIGQUIT)


def run_command(
    environ: Mapping[str, str], command: Sequence[str], stand_ins: Sequence[str] = (), *, enforce_iam: bool = False
) -> int:
    """Run `command` and return its exit status; 128 plus the signal's number if a signal ended it.

    At the end, tell what was stood in for, and whose permissions could not be judged.
    """
    choices = local_aws(environ, stand_ins=stand_ins, enforce_iam=enforce_iam)
    with choices as (aws, surrounding), _signals_passed_on() as started:
        try:
            started.append(subprocess.Popen(command, env=surrounding))  # noqa: S603
        except OSError as error:
            sys.stderr.write(f"cfn-local exec: {command[0]}: {error.strerror}\n")
            return EXIT_NOT_FOUND if isinstance(error, FileNotFoundError) else EXIT_NOT_EXECUTABLE
        status = started[0].wait()
        told = [*told_of(aws), *unjudged(aws)]
        sys.stderr.writelines(f"cfn-local exec: {line}\n" if line[0] != " " else f"{line}\n" for line in told)
    return EXIT_OF_SIGNAL - status if status < 0 else status


@contextmanager
def _signals_passed_on() -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Forward signals to the process in the list. A terminal sends its Ctrl-C to both of us."""
    started: list[subprocess.Popen[bytes]] = []

    def pass_on(number: int, _frame: Any) -> None:
        if not started:
            raise KeyboardInterrupt
        if number not in _FROM_THE_TERMINAL or not sys.stdin.isatty():
            started[0].send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in _PASSED_ON}
    try:
        yield started
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
