"""Audit of an account's Auto Scaling groups with the hook's rules: read-only, and never shipped with the hook.

Run by scripts/audit. The rules, the look-ups and the settings are the hook's own.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import boto3
from awscommunity_spot_allocationcheck import aws
from awscommunity_spot_allocationcheck.observation import Answer, Question
from awscommunity_spot_allocationcheck.properties import entries, mapping, text
from awscommunity_spot_allocationcheck.settings import OnUpdate, Scope, Settings
from awscommunity_spot_allocationcheck.verdict import Verdict, judge
from awscommunity_spot_allocationcheck.wording import message_of
from botocore.exceptions import BotoCoreError, ClientError

STACK_TAG = "aws:cloudformation:stack-name"
REJECTED, PASSED = "rejected", "passes"


@dataclass(frozen=True)
class Row:
    """One group. `stack` is "" where CloudFormation does not manage it, so that no hook ever sees it.

    `scope_all` and `scope_spot_only` are one-word verdicts, `message` is the hook's for Scope ALL.
    """

    region: str
    group: str
    stack: str
    scope_all: str
    scope_spot_only: str
    message: str


def audit(session: Any, region: str, settings: Settings) -> Iterator[Row]:
    """Yield a row per Auto Scaling group of the Region; botocore's errors if they cannot be listed."""
    answers: dict[Question, Answer] = {}
    for page in session.client("autoscaling").get_paginator("describe_auto_scaling_groups").paginate():
        for group in page["AutoScalingGroups"]:
            in_scope = {
                scope: _judged(session, group, replace(settings, scope=scope), answers)
                for scope in (Scope.ALL, Scope.SPOT_ONLY)
            }
            everything = in_scope[Scope.ALL]
            stack = next((text(t.get("Value")) for t in entries(group.get("Tags")) if t.get("Key") == STACK_TAG), "")
            message = message_of(everything, settings)
            words = [_word(in_scope[scope]) for scope in (Scope.ALL, Scope.SPOT_ONLY)]
            yield Row(region, group["AutoScalingGroupName"], stack, words[0], words[1], message)


def _judged(session: Any, group: dict[str, Any], settings: Settings, answers: dict[Question, Answer]) -> Verdict:
    """Return the verdict after the look-ups that it needs, each made once for all groups."""
    # AWS has accepted an existing group; the hook's rules apply to it as to a new one.
    judged = partial(judge, group, group, replace(settings, on_update=OnUpdate.ENFORCE))
    verdict = judged(answers)
    if not verdict.questions:
        return verdict
    answers |= aws.look_up(session, verdict.questions)
    return judged(answers)


def _word(verdict: Verdict) -> str:
    if verdict.is_rejected:
        return REJECTED
    return verdict.reason.partition(":")[0].lower() or PASSED


def table_of(rows: Sequence[Row]) -> str:
    """Format the rows without messages, rejected ones first, and a summary."""
    heads = ("Region", "Group", "Stack", "Scope ALL", "Scope SPOT_ONLY")
    ordered = sorted(rows, key=lambda row: (row.scope_spot_only != REJECTED, row.scope_all != REJECTED, astuple(row)))
    lines = [heads, *(astuple(row)[: len(heads)] for row in ordered)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    told = ["  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([*told, "", *_summary(rows)])


def _summary(rows: Sequence[Row]) -> Iterator[str]:
    outside = sum(not row.stack for row in rows)
    yield f"{len(rows)} groups, {outside} of them outside CloudFormation, where no hook runs."
    for scope, column in ((Scope.ALL, "scope_all"), (Scope.SPOT_ONLY, "scope_spot_only")):
        counted = Counter(getattr(row, column) for row in rows)
        told = ", ".join(f"{count} {word}" for word, count in sorted(counted.items()))
        yield f"With Scope {scope}: {told or 'nothing to judge'}."


def write_csv(rows: Iterable[Row], path: Path) -> None:
    """Write all rows, including the hook's message for each group."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(field.name for field in fields(Row))
        writer.writerows(map(astuple, rows))


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit the Regions; return 0 if all could be read, 1 otherwise."""
    options = _options(arguments)
    settings = Settings.of(_configuration(options.configuration))
    session = boto3.Session(profile_name=options.profile)
    rows: list[Row] = []
    unread = 0
    for region in options.region or _regions(session):
        try:
            rows += audit(boto3.Session(profile_name=options.profile, region_name=region), region, settings)
        except (ClientError, BotoCoreError) as error:
            unread += 1
            sys.stderr.write(f"audit: {region} was not read: {error}\n")
    sys.stdout.write("".join(f"{told}\n" for told in (*settings.ignored, table_of(rows))))
    if options.csv:
        write_csv(rows, options.csv)
    return 1 if unread else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/audit", description="What the hook would say of the groups of an account."
    )
    parser.add_argument("--profile", help="a profile of the AWS configuration; it needs read access only")
    parser.add_argument(
        "--region", action="append", help="a Region, several times if need be; default: all enabled ones"
    )
    parser.add_argument("--configuration", type=Path, help="the hook's configuration as JSON, or only its Properties")
    parser.add_argument("--csv", type=Path, help="write everything to this file too, messages included")
    return parser.parse_args(arguments)


def _configuration(path: Path | None) -> Any:
    """Load the Properties in the file, with or without the wrapper that `set-type-configuration` expects."""
    stored = json.loads(path.read_text("utf-8")) if path else {}
    hook = mapping(mapping(mapping(stored).get("CloudFormationConfiguration")).get("HookConfiguration"))
    return hook.get("Properties", {}) if hook else stored


def _regions(session: Any) -> list[str]:
    """Return the Regions that are enabled for the account."""
    ec2 = session.client("ec2", region_name=session.region_name or "us-east-1")
    return sorted(region["RegionName"] for region in ec2.describe_regions()["Regions"])


if __name__ == "__main__":
    sys.exit(main())
