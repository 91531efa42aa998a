"""The environment of the user's own commands when they run against a local AWS."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from cfn_local.environment import REGION
from cfn_local.gateway.local_aws import LocalAws, LocalAwsError
from cfn_local.partitions import is_region
from cfn_local.shell.package_indexes import PipSettings, pip_settings, with_package_indexes

# The services that a session with CloudFormation calls first; all others are loaded on demand.
_SOON = ("cloudformation", "s3", "iam")


@contextmanager
def local_aws(
    environ: Mapping[str, str], port: int = 0, stand_ins: Iterable[str] = (), *, enforce_iam: bool = False
) -> Iterator[tuple[LocalAws, dict[str, str]]]:
    """Run a fresh local AWS until the `with` block ends; yield the environment for it: `environ` with changes."""
    region = region_of(environ)
    # The thread ends before anybody waits: with one running, simultaneous signals may not wake the waiter.
    with ThreadPoolExecutor(1) as meanwhile:
        settings = meanwhile.submit(pip_settings, environ)
        starting = LocalAws(port, _SOON, stand_ins, enforce_iam=enforce_iam)
    with starting as aws:
        yield aws, _environment(aws, environ, settings.result(), region)


def region_of(environ: Mapping[str, str]) -> str:
    """Return the Region that the user's environment chooses. Raise LocalAwsError if AWS does not have it."""
    chosen = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or REGION
    if not is_region(chosen):
        raise LocalAwsError(f"AWS has no Region {chosen}; set AWS_REGION to one that it has.")
    return chosen


def _environment(aws: LocalAws, environ: Mapping[str, str], settings: PipSettings, region: str) -> dict[str, str]:
    local = aws.environment(environ, region)
    surrounding = with_package_indexes(local, environ, settings, aws.certificate_authority.parent)
    # `cfn` and `aws` may be installed beside `cfn-local`, outside the shell's search path.
    beside = str(Path(sys.executable).parent)
    return {**surrounding, "PATH": os.pathsep.join(filter(None, [environ.get("PATH"), beside]))}
