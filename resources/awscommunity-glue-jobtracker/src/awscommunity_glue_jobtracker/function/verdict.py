"""Verdict on an ended run: a value, from the run, the tags of its job and the settings."""

from collections.abc import Mapping
from typing import NamedTuple

from .rates import cost_of, rates_in
from .rows import row_of
from .run import Run
from .settings import LAST_ATTEMPT, Settings
from .thresholds import Breach, breaches_of, is_exempt, limits_of


class Verdict(NamedTuple):
    """Breaches of a run, whether its job is exempt from alerts, and its approximate cost."""

    run: Run
    breaches: tuple[Breach, ...]
    is_exempt: bool
    cost: float
    senseless_tags: tuple[str, ...]  # invalid limit tags
    owner: str = ""
    retries_left: int = 0  # number of retries that Glue has left

    def is_alert(self, settings: Settings) -> bool:
        """Return whether to send an alert."""
        waits = self.retries_left > 0 and settings.alert_on == LAST_ATTEMPT
        has_failed = self.run.state in settings.alert_states and not self.run.ends_by_design and not waits
        return not self.is_exempt and (has_failed or bool(self.breaches))

    def row(self, *, untold: bool = False) -> str:
        """The row to store."""
        kinds = [breach.kind for breach in self.breaches]
        return row_of(self.run, kinds, exempt=self.is_exempt, untold=untold, owner=self.owner)

    def detail(self) -> str:
        """What is stored only for a run that breached limits: its ID, and the value and limit of each."""
        told = ",".join(f"{breach.kind}:{breach.actual:.10g}:{breach.limit:.10g}" for breach in self.breaches)
        return f"{self.run.run_id}|{told}" if told else ""


def judge(run: Run, tags: Mapping[str, str], settings: Settings, region: str, retries: int = 0) -> Verdict:
    """Judge a run. Its cost uses built-in rates and overrides: only the report reads the price list."""
    limits, senseless = limits_of(settings.limits, tags, streams=run.streams)
    billed = run.capacity.billing.unit_seconds(run.seconds, run.used)
    cost = cost_of(billed, run.capacity, rates_in(region, {}, settings.prices))
    exempt = is_exempt(tags, settings.exempt_key, settings.exempt_value)
    owner = tags.get(settings.owner_tag, "")
    # Glue retries failed runs; the console's help says that it does not retry runs that timed out.
    retries_left = max(0, retries - run.attempt) if run.state == "FAILED" else 0
    return Verdict(run, breaches_of(run, cost, limits), exempt, cost, senseless, owner, retries_left)
