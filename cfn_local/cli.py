"""The `cfn-local` command. Each verb imports what it runs, so that none waits for the imports of the others."""

import argparse
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from cfn_local.engine.types.stand_in.switch import ALL
from cfn_local.gateway.local_aws import LocalAwsError
from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER
from cfn_local.services import signal_mode

# The exit status that shells use for Ctrl-C.
EXIT_INTERRUPTED = 130
_AFTER_THE_DASHES = "after_the_dashes"
_STAND_INS = "--stand-ins"
_PYTHON = "run the handlers on this Python, such as 3.12; default: the declared one, where this machine has it"

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="cfn-local",
        description="A local AWS CloudFormation for extensions and templates: no AWS account, no Docker.",
    )
    parser.add_argument("--version", action="version", version=f"cfn-local {version('cfn-local')}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for add in (_add_test, _add_perturb, _add_up, _add_exec, _add_logs, _add_check, _add_expand, _add_cache):
        add(verbs)
    own, passed_on = _split(list(sys.argv[1:] if arguments is None else arguments))
    chosen = parser.parse_args(own, argparse.Namespace(**{_AFTER_THE_DASHES: passed_on}))
    run: Callable[[argparse.Namespace], int] = chosen.run
    # Job control sends SIGTERM and a closing terminal SIGHUP; these must clean up as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup ignores it
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        return run(chosen)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except LocalAwsError as error:
        sys.stderr.write(f"cfn-local {chosen.verb}: {error}\n")
        return 1


def _add_test(verbs: Verbs) -> None:
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
    test.add_argument("--watch", action="store_true", help="test a project again whenever a file of it is saved")
    test.add_argument("--python", type=_version, metavar="VERSION", help=_PYTHON)
    test.add_argument("--jobs", type=_count, metavar="N", help="projects side by side; default: one per processor")
    test.add_argument(
        "--handler-timeout",
        type=_seconds,
        default=SECONDS_FOR_AN_ANSWER,
        metavar="SECONDS",
        help="how long a handler may take to answer; default: %(default)s, as on AWS",
    )

    def run(chosen: argparse.Namespace) -> int:
        for file in (chosen.setup, chosen.typeconfig):
            if file is not None and not file.is_file():
                test.error(f"{file.resolve()} is not a file")
        if chosen.junit and not chosen.junit.resolve().parent.is_dir():
            test.error(f"{chosen.junit.resolve().parent} is not a folder")
        if chosen.keep and chosen.watch:
            test.error("--keep waits for you, and --watch for your files: take one of them")
        return _test(chosen)

    test.set_defaults(run=run)


def _test(chosen: argparse.Namespace) -> int:
    from cfn_local.contract.command import test_projects
    from cfn_local.contract.options import TestOptions

    options = TestOptions(
        from_source=chosen.source,
        setup=_absolute(chosen.setup),
        seed=chosen.seed,
        typeconfig=_absolute(chosen.typeconfig),
        handler_timeout=chosen.handler_timeout,
        python=chosen.python,
        suite_arguments=tuple(getattr(chosen, _AFTER_THE_DASHES)),
    )
    return test_projects(
        [folder.resolve() for folder in chosen.projects],
        options,
        side_by_side=chosen.jobs,
        keep=chosen.keep,
        watch=chosen.watch,
        junit_file=chosen.junit,
    )


def _add_perturb(verbs: Verbs) -> None:
    perturb = verbs.add_parser(
        "perturb",
        help="find where a resource leaks, lies, sticks or forgets",
        description="Drive the handlers of each resource project through its inputs, disturb every AWS call of every "
        "operation in every way that it can fail, and what is between them, and judge what is left, answered and done "
        "twice.",
    )
    perturb.add_argument("projects", nargs="*", type=Path, default=[Path()], metavar="PROJECT", help="default: .")
    perturb.add_argument("--only", action="append", default=[], metavar="CASE", help="cases by name, with * and ?")
    perturb.add_argument("--budget", type=_seconds, metavar="SECONDS", help="run a sample of so long; default: all")
    perturb.add_argument("--pairs", action="store_true", help="then also two perturbations in one sequence")
    perturb.add_argument("--models", type=_count, metavar="N", help="with N further models from the schema")
    perturb.add_argument(
        "--order", type=int, metavar="N", help="run the cases in another order, the same for the same N"
    )
    perturb.add_argument("--jobs", type=_count, metavar="N", help="cases side by side; default: one per processor")
    perturb.add_argument("--shard", type=_shard, default=(1, 1), metavar="I/N", help="the I-th of N parts of the cases")
    perturb.add_argument("--typeconfig", type=Path, metavar="FILE", help="the type configuration")
    perturb.add_argument("--setup", type=Path, metavar="TEMPLATE", help="a stack to make first")
    perturb.add_argument("--seed", metavar="COMMAND", help="a command to run against the local AWS before each case")
    perturb.add_argument("--python", type=_version, metavar="VERSION", help=_PYTHON)
    perturb.add_argument("--junit", type=Path, metavar="FILE", help="write the findings as JUnit XML too")
    perturb.add_argument("--html", type=Path, metavar="FILE", help="write the findings as a page with pictures too")
    perturb.add_argument(
        "--handler-timeout",
        type=_seconds,
        default=SECONDS_FOR_AN_ANSWER,
        metavar="SECONDS",
        help="how long a handler may take to answer; default: %(default)s, as on AWS",
    )

    def run(chosen: argparse.Namespace) -> int:
        for file in (chosen.setup, chosen.typeconfig):
            if file is not None and not file.is_file():
                perturb.error(f"{file.resolve()} is not a file")
        for file in (chosen.junit, chosen.html):
            if file and not file.resolve().parent.is_dir():
                perturb.error(f"{file.resolve().parent} is not a folder")
        return _perturb(chosen)

    perturb.set_defaults(run=run)


def _perturb(chosen: argparse.Namespace) -> int:
    from cfn_local.perturb.command import perturb_projects
    from cfn_local.perturb.extension import Settings
    from cfn_local.perturb.result import Choice

    settings = Settings(
        setup=_absolute(chosen.setup),
        seed=chosen.seed,
        typeconfig=_absolute(chosen.typeconfig),
        handler_timeout=chosen.handler_timeout,
        python=chosen.python,
    )
    choice = Choice(
        tuple(chosen.only),
        chosen.order,
        chosen.budget,
        chosen.pairs,
        chosen.models or 0,
        shard=chosen.shard,
        jobs=chosen.jobs or os.cpu_count() or 1,
    )
    return perturb_projects([one.resolve() for one in chosen.projects], settings, choice, chosen.junit, chosen.html)


def _add_up(verbs: Verbs) -> None:
    up_parser = verbs.add_parser(
        "up",
        help="serve a local AWS until stopped",
        description="Serve a fresh local AWS, or that of --state, until Ctrl-C or SIGTERM. Standard output gets the "
        "lines that lead a shell there.",
    )
    up_parser.add_argument("--port", type=int, default=0, metavar="N", help="default: any that is free")
    up_parser.add_argument(
        "--state",
        type=Path,
        metavar="FILE",
        help="go on with the account in this file, if it exists, and keep the account there at the end; only a file of "
        "your own, since reading it runs code",
    )
    _add_stand_ins(up_parser)
    _add_enforcement(up_parser)
    _add_signals(up_parser)

    def run(chosen: argparse.Namespace) -> int:
        if chosen.state is not None and (chosen.state.is_dir() or not chosen.state.absolute().parent.is_dir()):
            up_parser.error(f"{chosen.state.absolute()} cannot be a file: it is a folder, or its folder does not exist")
        _choose_signals(chosen)
        from cfn_local.shell.up import up

        return up(os.environ, chosen.port, chosen.stand_ins, enforce_iam=chosen.enforce_iam, state=chosen.state)

    up_parser.set_defaults(run=run)


def _add_enforcement(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--enforce-iam",
        action="store_true",
        help="refuse what the policies of roles do not allow: of handlers' execution roles, functions' roles and roles "
        "that are assumed; what cannot be judged is refused too, and named",
    )


def _add_stand_ins(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        _STAND_INS,
        type=_stand_ins,
        default=(),
        metavar="TYPE,...",
        help="let resource types of AWS that are missing here exist with nothing behind them, those listed after = or "
        "all (in a name, * stands for any text); every event and the end of the command say so",
    )


def _add_exec(verbs: Verbs) -> None:
    exec_parser = verbs.add_parser(
        "exec",
        help="run one command against a fresh local AWS",
        usage="cfn-local exec [-h] [--stand-ins[=TYPE,...]] [--signals WHO] [--enforce-iam] [--] COMMAND "
        "[ARGUMENT ...]",
        description="Run one command against a fresh local AWS, which ends with it. Its exit status is passed on.",
    )
    _add_stand_ins(exec_parser)
    _add_enforcement(exec_parser)
    _add_signals(exec_parser)
    exec_parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND", help="with its arguments")

    def run(chosen: argparse.Namespace) -> int:
        command = chosen.command or getattr(chosen, _AFTER_THE_DASHES)
        if not command:
            exec_parser.error("name the command to run: cfn-local exec -- COMMAND")
        _choose_signals(chosen)
        from cfn_local.shell.command_run import run_command

        return run_command(os.environ, command, chosen.stand_ins, enforce_iam=chosen.enforce_iam)

    exec_parser.set_defaults(run=run)


def _add_signals(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--signals",
        choices=[mode.value for mode in signal_mode.SignalMode],
        help="who sends the signals that stacks wait for: those that the UserData of instances sends count as sent "
        "(user-data, the default), all are given (ok), none is (none), or a client sends them in real time (wait)",
    )


def _choose_signals(chosen: argparse.Namespace) -> None:
    """Pass the choice to the process of the local AWS, which has the environment of this one."""
    if chosen.signals:
        os.environ[signal_mode.VARIABLE] = chosen.signals


def _add_logs(verbs: Verbs) -> None:
    logs = verbs.add_parser(
        "logs",
        help="what the handlers of a type have logged",
        description="Print what the handlers of a private type have logged in the local AWS that the environment leads "
        "to, by the lines of cfn-local up or under exec.",
    )
    logs.add_argument("type_name", metavar="TYPE", help="such as Example::Service::Thing")

    def run(chosen: argparse.Namespace) -> int:
        from cfn_local.shell.logs import print_logs

        return print_logs(os.environ, chosen.type_name)

    logs.set_defaults(run=run)


def _add_check(verbs: Verbs) -> None:
    check_parser = verbs.add_parser(
        "check",
        help="what stands in the way of templates",
        description="Print all that stands in the way of templates, at once and before anything is created: types, "
        "properties, transforms and functions that are missing here, what is invalid, and hooks that would stop the "
        "stack. It asks the local AWS that the environment leads to, or else a fresh one. The exit status is 1 where "
        "something stands in the way, and 2 where a template cannot be checked.",
    )
    check_parser.add_argument("templates", type=Path, nargs="+", metavar="TEMPLATE", help="a file, or a folder of such")
    check_parser.add_argument(
        "--parameters",
        nargs="+",
        type=_parameter,
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help="values are made up for those that have none",
    )
    check_parser.add_argument(
        "--stack-name", default="check", metavar="NAME", help="the name that the hooks' filters see; default: check"
    )
    check_parser.add_argument(
        "--guard",
        type=Path,
        action="append",
        default=[],
        metavar="RULES",
        help="Guard rules to evaluate for each resource too, as a Guard Hook would: a file, or a folder of such",
    )
    check_parser.add_argument(
        "--format", choices=["text", "json", "sarif", "junit"], default="text", help="default: %(default)s"
    )

    def run(chosen: argparse.Namespace) -> int:
        for path in (*chosen.templates, *chosen.guard):
            if not path.exists():
                check_parser.error(f"{path} is not a file")
        from cfn_local.shell.check import check

        return check(
            os.environ, chosen.templates, dict(chosen.parameters), chosen.stack_name, chosen.format, chosen.guard
        )

    check_parser.set_defaults(run=run)


def _add_expand(verbs: Verbs) -> None:
    expand_parser = verbs.add_parser(
        "expand",
        help="a template with its modules expanded",
        description="Print a template with its modules expanded, as CloudFormation would process it: to read, or to "
        "lint. It needs no local AWS. The exit status is 2 where the template cannot be expanded.",
    )
    expand_parser.add_argument("template", type=Path, metavar="TEMPLATE", help="a file")
    expand_parser.add_argument(
        "--modules", nargs="+", type=Path, default=[], metavar="PROJECT", help="the folders of the modules' projects"
    )

    def run(chosen: argparse.Namespace) -> int:
        if not chosen.template.is_file():
            expand_parser.error(f"{chosen.template} is not a file")
        from cfn_local.shell.expand import expand

        return expand(chosen.template, chosen.modules)

    expand_parser.set_defaults(run=run)


def _add_cache(verbs: Verbs) -> None:
    cache_parser = verbs.add_parser(
        "cache",
        help="what is kept between runs",
        description="Show what is kept between runs, which is installed requirements above all, or remove what is old.",
    )
    cache_parser.add_argument("--prune", action="store_true", help="remove what has not been used lately")
    cache_parser.add_argument(
        "--days", type=_days, default=30, metavar="N", help="how long ago that is; 0 for all; default: %(default)s"
    )

    def run(chosen: argparse.Namespace) -> int:
        from cfn_local.shell import cache

        return cache.prune(chosen.days) if chosen.prune else cache.show()

    cache_parser.set_defaults(run=run)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text} is not NAME=VALUE")
    return name, value


def _version(text: str) -> str:
    if not re.fullmatch(r"3\.\d+", text):
        raise argparse.ArgumentTypeError(f"{text} is not a version such as 3.12")
    return text


def _stand_ins(text: str) -> tuple[str, ...]:
    from cfn_local.shell.stand_ins import patterns_in

    try:
        return patterns_in(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _count(text: str) -> int:
    return int(_above_zero(int(text)))


def _shard(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise argparse.ArgumentTypeError("must be I/N, with I from 1 to N")
    return int(found[1]), int(found[2])


def _days(text: str) -> int:
    days = int(text)
    if days < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return days


def _seconds(text: str) -> float:
    return _above_zero(float(text))


def _above_zero(number: float) -> float:
    if number <= 0:
        raise argparse.ArgumentTypeError("must be above zero")
    return number


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Split at the first `--`; a command to run keeps any further dashes. A bare `--stand-ins` is for all types."""
    options = next((at for at, one in enumerate(arguments[1:], 1) if one == "--" or one[:1] != "-"), len(arguments))
    own = [f"{_STAND_INS}={ALL}" if one == _STAND_INS else one for one in arguments[:options]]
    rest = arguments[options:]
    if "--" not in rest or (arguments[0] == "exec" and rest[0] != "--"):
        return own + rest, []
    at = rest.index("--")
    return own + rest[:at], rest[at + 1 :]


def _absolute(path: Path | None) -> Path | None:
    return path.resolve() if path else None


if __name__ == "__main__":
    sys.exit(main())
