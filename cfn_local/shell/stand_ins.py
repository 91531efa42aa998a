"""`--stand-ins`: which types may be stood in for, and what a local AWS has stood in for."""

import textwrap
from collections.abc import Iterable, Iterator
from fnmatch import filter as matching

from cfn_local.engine.types.stand_in.switch import ALL, NEVER
from cfn_local.environment import REGION
from cfn_local.gateway.control_protocol import StandIn
from cfn_local.gateway.local_aws import LocalAwsClient, LocalAwsError
from cfn_local.registry import provider_schemas

_WIDTH = 80


def patterns_in(text: str) -> tuple[str, ...]:
    """Return the types in `TYPE,TYPE`, in which `*` stands for any text. Raise ValueError for types that AWS lacks."""
    found = tuple(dict.fromkeys(filter(None, (part.strip() for part in text.split(",")))))
    known = provider_schemas.type_names(REGION)
    unknown = [pattern for pattern in found if not matching(known, pattern)]
    if unknown or not found:
        raise ValueError(f"AWS has no resource type {', '.join(unknown) or 'without a name'}")
    never = [pattern for pattern in found if pattern in NEVER]
    if never:
        raise ValueError(f"{', '.join(never)} cannot be stood in for: it would only seem to do its work")
    return found


def allowed(patterns: Iterable[str]) -> str:
    """Return the sentence that tells which types a local AWS stands in for."""
    types = tuple(patterns)
    of = "all types that are missing here" if types == (ALL,) else ", ".join(types)
    return f"Stand-ins for {of}: nothing of AWS is behind them."


def told(made: Iterable[StandIn]) -> Iterator[str]:
    """Return lines that tell what was stood in for, each of at most 80 columns."""
    by_type: dict[str, list[str]] = {}
    for one in made:
        of = f"{one.type} ({one.mark.partition(':')[0].removeprefix('stand-in for ')})"
        name = one.type if one.mark.startswith("stand-in:") else of
        by_type.setdefault(name, []).append(f"{one.logical_id} of {one.stack_name}")
    if by_type:
        yield "Stood in for, with nothing of AWS behind:"
    for name, places in by_type.items():
        text = f"{name}: {', '.join(dict.fromkeys(places))}"
        yield from textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)


def told_of(aws: LocalAwsClient) -> Iterator[str]:
    """Return what `told` says of a running local AWS; nothing of one that no longer answers."""
    try:
        made = aws.stand_ins()
    except LocalAwsError:
        return
    yield from told(made)
