"""The command that proves the group, and prints how many cases there were and what was found."""

import argparse
import time
from collections import Counter

from rich.console import Console
from rich.table import Table

from tests.odcr_group.proof.cases import Case, Outcome, outcome_of
from tests.odcr_group.proof.enumeration import sample
from tests.odcr_group.proof.whole import Found, found_in_all

MOST_SHOWN = 20
COLUMNS = ("stories", "calls", "singles", "pairs")


def main(arguments: list[str] | None = None) -> int:
    """0 if every promise was kept in every case, 1 if not."""
    parser = argparse.ArgumentParser(prog="scripts/prove", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="CASES", help="a fair sample of so many cases, not all of them")
    parser.add_argument("--seed", type=int, default=0, help="another sample (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=2, help="for all cases (default: %(default)s)")
    parser.add_argument("--case", help="play one case again, as it is named where it was found, and tell its calls")
    asked = parser.parse_args(arguments)
    console = Console(highlight=False, soft_wrap=True)
    if asked.case:
        return told(console, Case.named(asked.case))
    started = time.monotonic()
    found = sampled(asked.sample, asked.seed) if asked.sample else Found()
    if not asked.sample:
        for more in found_in_all(asked.processes):
            found.add(more)
    show(console, found, time.monotonic() - started)
    return 1 if found.breaches else 0


def sampled(cases: int, seed: int) -> Found:
    """What is found in a fair sample."""
    found = Found()
    for case in sample(cases, seed):
        outcome = outcome_of(case)
        kind = "singles" if len(case.faults) == 1 else "pairs"
        found.counts.setdefault(case.story.action, Counter())[kind] += 1
        if outcome.breach:
            found.breaches.append((case, outcome))
    return found


def show(console: Console, found: Found, seconds: float) -> None:
    """The counts by operation, and the first of the broken promises, each with the command that plays it again."""
    table = Table("operation", *COLUMNS)
    for column in table.columns[1:]:
        column.justify = "right"
    everything: Counter[str] = Counter()
    for action, counts in sorted(found.counts.items()):
        table.add_row(action, *(f"{counts[name]:,}" for name in COLUMNS))
        everything.update(counts)
    table.add_section()
    table.add_row("all", *(f"{everything[name]:,}" for name in COLUMNS))
    console.print(table)
    for case, outcome in found.breaches[:MOST_SHOWN]:
        console.print(f"\n{case.story}\n  {told_faults(case, outcome)}\n  {outcome.breach}")
        console.print(f"  scripts/prove --case '{case}'")
    tried = everything["singles"] + everything["pairs"]
    console.print(f"\n{tried:,} cases in {seconds:.0f} s: {len(found.breaches):,} break a promise.")


def told_faults(case: Case, outcome: Outcome) -> str:
    """Which calls went wrong, and how."""
    return "; ".join(f"{outcome.made[number]}: {fault}" for number, fault in case.faults)


def told(console: Console, case: Case) -> int:
    """Tell one case: its calls in their order, what happened to them, and the promise that is broken, if one is."""
    outcome = outcome_of(case)
    faults = dict(case.faults)
    console.print(str(case.story))
    for number, made in enumerate(outcome.made):
        console.print(f"{number:4} {made}{f'  <- {faults[number]}' if number in faults else ''}")
    console.print(outcome.breach or "Every promise was kept.")
    return 1 if outcome.breach else 0
