"""The `cfn-local` command."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from cfn_local.contract.command import test_projects
from cfn_local.contract.options import Options
from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER

# As shells tell a Ctrl-C.
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, and give the exit status."""
    parser = argparse.ArgumentParser(
        prog="cfn-local",
        description="A local AWS CloudFormation for registry extensions: no AWS account, no Docker.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_test(verbs)
    own, passed_on = _split(list(sys.argv[1:] if arguments is None else arguments))
    chosen = parser.parse_args(own)
    options = Options(
        from_source=chosen.source,
        setup=_absolute(chosen.setup),
        seed=chosen.seed,
        typeconfig=_absolute(chosen.typeconfig),
        handler_timeout=chosen.handler_timeout,
        suite_arguments=tuple(passed_on),
    )
    for file in (options.setup, options.typeconfig):
        if file is not None and not file.is_file():
            parser.error(f"{file} is not a file")
    if chosen.junit and not chosen.junit.resolve().parent.is_dir():
        parser.error(f"{chosen.junit.resolve().parent} is not a folder")
    # Who stops a job does so with SIGTERM; nothing may stay behind then either.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _test(chosen, options)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _test(chosen: argparse.Namespace, options: Options) -> int:
    return test_projects(
        [folder.resolve() for folder in chosen.projects],
        options,
        side_by_side=chosen.jobs,
        keep=chosen.keep,
        junit_file=chosen.junit,
    )


def _add_test(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    test = verbs.add_parser(
        "test",
        help="run the contract suite of cfn on extension projects",
        description="Run the real cfn's validate, generate and contract suite on each project, against a fresh local "
        "AWS in which its handlers run from the artifact that would ship.",
        epilog="What follows -- goes to the suite's pytest, for example: -- -k contract_create",
    )
    test.add_argument("projects", nargs="*", type=Path, default=[Path()], metavar="PROJECT", help="default: .")
    test.add_argument("--source", action="store_true", help="run the handlers from src/, not from the artifact")
    test.add_argument(
        "--typeconfig", type=Path, metavar="FILE", help="the type configuration; default: found by content"
    )
    test.add_argument("--setup", type=Path, metavar="TEMPLATE", help="a stack to make first; default: test/setup.yml")
    test.add_argument("--seed", metavar="COMMAND", help="a command to run against the local AWS before the tests")
    test.add_argument("--junit", type=Path, metavar="FILE", help="write the results as JUnit XML too")
    test.add_argument("--keep", action="store_true", help="leave the local AWS of what failed up, to look at")
    test.add_argument("--jobs", type=_count, metavar="N", help="projects side by side; default: one per processor")
    test.add_argument(
        "--handler-timeout",
        type=_seconds,
        default=SECONDS_FOR_AN_ANSWER,
        metavar="SECONDS",
        help="how long a handler may take to answer; default: %(default)s, as on AWS",
    )


def _count(text: str) -> int:
    return int(_above_zero(int(text)))


def _seconds(text: str) -> float:
    return _above_zero(float(text))


def _above_zero(number: float) -> float:
    if number <= 0:
        raise argparse.ArgumentTypeError("must be above zero")
    return number


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands before `--`, and what stands after it."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def _absolute(path: Path | None) -> Path | None:
    return path.resolve() if path else None


if __name__ == "__main__":
    sys.exit(main())
