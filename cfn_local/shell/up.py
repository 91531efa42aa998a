"""`cfn-local up`: a local AWS for use from any shell, until it is stopped."""

import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.shell.permissions import unjudged
from cfn_local.shell.stand_ins import allowed, told_of
from cfn_local.shell.surroundings import local_aws

# Runs in any POSIX shell, even one with AWS settings that differ from those of `up`.
_UNSET = (
    'for name in $(env | sed -n "s/^\\(AWS_[A-Za-z0-9_]*\\|BOTO_[A-Za-z0-9_]*\\)=.*/\\1/p"); do unset "$name"; done'
)


def up(
    environ: Mapping[str, str],
    port: int,
    stand_ins: Sequence[str] = (),
    *,
    enforce_iam: bool = False,
    state: Path | None = None,
) -> int:
    """Serve until a signal arrives. Once everything is ready, print all that a shell needs to standard output.

    Standard error tells which types may be stood in for and, at the end, which were. With `state` the account is that
    of the file, if it exists, and is written to it at the end.
    """
    try:
        with local_aws(environ, port, stand_ins, enforce_iam=enforce_iam) as (aws, surrounding):
            aws.describe()
            with _kept(aws, state):
                sys.stdout.write(exports(environ, surrounding))
                sys.stdout.flush()
                notice = f"{allowed(stand_ins)}\n" if stand_ins else ""
                sys.stderr.write(f"{notice}Ready at {aws.url}. The lines above lead a shell here; Ctrl-C stops it.\n")
                try:
                    aws.wait()
                finally:
                    sys.stderr.writelines(f"{line}\n" for line in [*told_of(aws), *unjudged(aws)])
    except KeyboardInterrupt:
        return 0
    sys.stderr.write("The local AWS has ended by itself.\n")
    return 1


@contextmanager
def _kept(aws: LocalAws, state: Path | None) -> Iterator[None]:
    """Go on with the account in the file, if it exists, and write the account there when a signal ends the block."""
    if state is not None and state.exists():
        aws.read_account(state)
    try:
        yield
    except KeyboardInterrupt:
        if state is not None:
            aws.write_account(state)
        raise


def exports(environ: Mapping[str, str], surrounding: Mapping[str, str]) -> str:
    """Return shell lines that turn an environment like `environ` into `surrounding`."""
    unset = sorted(environ.keys() - surrounding.keys())
    changed = sorted(name for name, value in surrounding.items() if environ.get(name) != value or _leads_to_aws(name))
    lines = [_UNSET, *(f"unset {name}" for name in unset)]
    return "\n".join([*lines, *(f"export {name}={shlex.quote(surrounding[name])}" for name in changed)]) + "\n"


def _leads_to_aws(name: str) -> bool:
    return name.startswith(("AWS_", "BOTO_"))
