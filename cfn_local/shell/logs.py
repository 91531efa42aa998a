"""`cfn-local logs`: shows the handler logs of a type in the local AWS of the environment."""

import sys
from collections.abc import Mapping

from cfn_local.gateway.local_aws import LocalAwsClient


def print_logs(environ: Mapping[str, str], type_name: str) -> int:
    """Print the logs, oldest first, each below its invocation. Raise LocalAwsError if the type is unknown."""
    entries = LocalAwsClient.of(environ).logs(type_name)
    if not entries:
        sys.stderr.write(f"The handlers of {type_name} have logged nothing.\n")
    for entry in entries:
        version = entry["TypeVersion"].rpartition("/")[2]
        sys.stdout.write(f"--- {entry['Time']} {entry['Action']} (version {version})\n")
        sys.stdout.write(entry["Text"].rstrip("\n") + "\n")
    return 0
