"""What the verbs that work on an account have in common: asking before anything is changed."""

import argparse
import sys
from collections.abc import Callable, Sequence

from botocore.exceptions import BotoCoreError, ClientError

from shipping.aws import Account, AwsError
from shipping.registration_plan import Keep, Step
from shipping.verbs.package import REFUSALS

EXIT_REFUSED = 1


def run(verb: str, work: Callable[[], int]) -> int:
    """The exit status of `work`; what AWS or the packages refuse is told in a line, not as a traceback."""
    try:
        return work()
    except (*REFUSALS, AwsError, BotoCoreError, ClientError) as error:
        print(f"{verb}: {error}", file=sys.stderr)
        return EXIT_REFUSED


def is_agreed(account: Account, steps: Sequence[Step], options: argparse.Namespace) -> bool:
    """Show the plan, and ask whether to go on where there is somebody to ask."""
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
