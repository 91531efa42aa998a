"""Confirmation and error reporting shared by the scripts that change an account."""

import argparse
import sys
from collections.abc import Callable, Sequence

from botocore.exceptions import BotoCoreError, ClientError

from shipping.aws import Account, AwsError
from shipping.registration_plan import Keep, Step
from shipping.verbs.package import REFUSALS

EXIT_REFUSED = 1


def run(verb: str, work: Callable[[], int]) -> int:
    """Run `work` and return the exit status; errors of AWS or of packages are printed in a line, not as a traceback."""
    try:
        return work()
    except (*REFUSALS, AwsError, BotoCoreError, ClientError) as error:
        print(f"{verb}: {error}", file=sys.stderr)
        return EXIT_REFUSED


def is_agreed(account: Account, steps: Sequence[Step], options: argparse.Namespace) -> bool:
    """Show the plan, and ask whether to continue if there is a terminal to ask."""
    print(f"Account {account.account_id}, Region {account.region}:")
    for step in steps:
        print(f"  {step}")
    if not steps:
        print("  There is nothing to do.")
    if options.dry_run or all(isinstance(step, Keep) for step in steps):
        print("Nothing is changed.")
        return False
    if options.yes:
        return True
    if not sys.stdin.isatty():
        raise AwsError("There is nobody to ask: say --yes to go on, or --dry-run for the plan alone.")
    return input("Go on? [y/N] ").strip().lower() in ("y", "yes")


def tell(line: str) -> None:
    print(line, flush=True)
