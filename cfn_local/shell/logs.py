"""`cfn-local logs`: what the handlers of a type have logged in the local AWS that the environment leads to."""

import sys
from collections.abc import Mapping

from cfn_local.gateway.local_aws import LocalAwsClient


def print_logs(environ: Mapping[str, str], type_name: str) -> int:
    """Print them, oldest first, each under a line that names its invocation. LocalAwsError without such a type."""
    entries = LocalAwsClient.of(environ).logs(type_name)
    if not entries:
        sys.stderr.write(f"The handlers of {type_name} have logged nothing.\n")
    for entry in entries:
        version = entry["TypeVersion"].rpartition("/")[2]
        sys.stdout.write(f"--- {entry['Time']} {entry['Action']} (version {version})\n")
        sys.stdout.write(entry["Text"].rstrip("\n") + "\n")
    return 0
