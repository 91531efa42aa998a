"""What to make of a run that has ended: a value, from the run, the tags of its job and the settings."""

from collections.abc import Mapping
from typing import NamedTuple

from .rates import cost_of, rates_in
from .rows import row_of
from .run import Run
from .settings import Settings
from .thresholds import Breach, breaches_of, is_exempt, limits_of


class Verdict(NamedTuple):
    """What is wrong with a run, whether its job is tagged not to alert, and what the run has cost, about."""

    run: Run
    breaches: tuple[Breach, ...]
    is_exempt: bool
    cost: float
    senseless_tags: tuple[str, ...]  # set no limit, though they were meant to

    def is_alert(self, settings: Settings) -> bool:
        """Whether somebody must be told."""
        return not self.is_exempt and (self.run.state in settings.alert_states or bool(self.breaches))

    def row(self, *, untold: bool = False) -> str:
        """The row to store."""
        kinds = [breach.kind for breach in self.breaches]
        return row_of(self.run, kinds, exempt=self.is_exempt, untold=untold)


def judge(run: Run, tags: Mapping[str, str], settings: Settings, region: str) -> Verdict:
    """Judge a run. Its cost is of the built-in rates and the overrides: the price list is for the report alone."""
    limits, senseless = limits_of(settings.limits, tags)
    billed = run.capacity.billing.unit_seconds(run.seconds, run.used)
    cost = cost_of(billed, run.capacity, rates_in(region, {}, settings.prices))
    exempt = is_exempt(tags, settings.exempt_key, settings.exempt_value)
    return Verdict(run, breaches_of(run, cost, limits), exempt, cost, senseless)
