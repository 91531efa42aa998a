"""The selection of a project's cases, and the results."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from cfn_local.perturb.cases import THEN, Case, Course
from cfn_local.perturb.finding import Finding


@dataclass(frozen=True)
class Choice:
    """Which cases are run. `only` are patterns of names, as of file names; `order` shuffles them, as does
    a budget, which may cut them short. `models` is the number of further models from the schema. `shard` (I, N) is the
    I-th of N parts, which hold each case once, whatever else is chosen. `jobs` is how many run side by side."""

    only: Sequence[str] = ()
    order: int | None = None
    budget_seconds: float | None = None
    pairs: bool = False
    models: int = 0
    shard: tuple[int, int] = (1, 1)
    jobs: int = 1

    @property
    def has_pairs(self) -> bool:
        return self.pairs or any(THEN in pattern for pattern in self.only)

    @property
    def is_shuffled(self) -> bool:
        return self.order is not None or self.budget_seconds is not None

    def takes(self, case: Case) -> bool:
        """Return whether the case is selected."""
        is_named = not self.only or any(fnmatchcase(case.name, pattern) for pattern in self.only)
        return is_named and self.is_of_shard(case)

    def is_of_shard(self, case: Case) -> bool:
        """Return whether the case falls to the chosen shard."""
        part, parts = self.shard
        return zlib.crc32(case.name.encode()) % parts == part - 1

    def takes_pairs_of(self, case: Case) -> bool:
        """Return whether a pair that begins with the case may be selected."""
        firsts = [pattern.partition(THEN)[0] for pattern in self.only]
        return self.has_pairs and (not self.only or any(fnmatchcase(case.name, first) for first in firsts))


@dataclass
class Result:
    """The results. `not_met`: cases whose call was not made that time, so that they had no effect.

    `cases` and `run` count those with at most one perturbation, `pairs` and `pairs_run` those with two. `not_tried`
    names what cannot be changed or deleted for lack of a known call, `models` describes those from the schema,
    `refused` those of them that the handlers refuse, with their code, `lonely` says why an input set has no second
    resource next to it, and `notes` how the project was started. `stale` says where generated code that ships does not
    match the schema, and `options` are those of the command line that a repetition needs. A shard may have no cases.
    """

    name: str
    type_name: str = ""
    courses: list[Course] = field(default_factory=list)
    cases: int = 0
    run: int = 0
    pairs: int = 0
    pairs_run: int = 0
    not_met: list[Case] = field(default_factory=list)
    not_tried: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    order: int = 0
    models: dict[str, str] = field(default_factory=dict)
    lonely: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_shard: bool = False
    seconds: float = 0.0

    @property
    def left_out(self) -> int:
        return self.cases - self.run

    @property
    def passed(self) -> bool:
        has_run = self.is_shard or self.run + self.pairs_run > 0
        return has_run and not self.stops and not self.stale and not self.findings
