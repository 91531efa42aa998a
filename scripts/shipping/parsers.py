"""The options of the verbs: only the standard library, so that they are read before there is a virtual environment."""

import argparse
from pathlib import Path

from workspace import ROOT

RELEASE = ROOT / "build" / "release"


def package() -> argparse.ArgumentParser:
    return _parser("package", "Build packages into build/packages.")


def submit() -> argparse.ArgumentParser:
    made = _parser(
        "submit", "Register extensions in one account and Region. A package that is registered already is left alone."
    )
    _account(made)
    _plan(made)
    made.add_argument("--set-default", action="store_true", help="have templates use these versions from now on")
    made.add_argument("--bucket", help="where to upload to; default: the bucket of the stack awscommunity-artifacts")
    return made


def remove() -> argparse.ArgumentParser:
    made = _parser(
        "remove", "Deregister extensions in one account and Region, all versions, and delete the stacks of their roles."
    )
    _account(made)
    _plan(made)
    made.add_argument("--in-use", action="store_true", help="also where stacks hold resources of these types")
    return made


def release() -> argparse.ArgumentParser:
    made = _parser("release", "Upload packages under content-addressed keys, and write the parameters for rollout/.")
    _account(made)
    made.add_argument("--bucket", help="where to upload to; default: that of the stack awscommunity-artifacts")
    made.add_argument("--into", type=Path, default=RELEASE, help="the folder for the parameters")
    return made


def _parser(verb: str, description: str) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog=f"scripts/{verb}", description=description)
    made.add_argument("extensions", nargs="*", metavar="EXTENSION", help="folder or type name; default: all")
    return made


def _account(made: argparse.ArgumentParser) -> None:
    made.add_argument("--profile", help="the profile of your AWS set-up; default: what the environment says")
    made.add_argument("--region", help="the Region; default: that of the profile or environment")


def _plan(made: argparse.ArgumentParser) -> None:
    made.add_argument("--dry-run", action="store_true", help="show the plan and change nothing")
    made.add_argument("--yes", action="store_true", help="carry out the plan without asking")
