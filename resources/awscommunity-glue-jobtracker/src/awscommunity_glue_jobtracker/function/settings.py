"""The settings of a tracker, as the function's environment holds them: compact JSON in the variable SETTINGS."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .thresholds import Limits

VARIABLE = "SETTINGS"


@dataclass(frozen=True)
class Settings:
    """What the tracker watches for and whom it tells. Every member but the table and the topic has a default."""

    table: str
    topic: str
    name: str = "Glue"
    alert_states: frozenset[str] = frozenset({"FAILED", "TIMEOUT"})
    limits: Limits = Limits(workers=10, minutes=480)
    exempt_key: str = "remediate"
    exempt_value: str = "false"
    report: bool = True
    sender: str = ""
    recipients: tuple[str, ...] = ()
    period_days: int = 7
    retention_days: int = 35
    prices: Mapping[str, float] = field(default_factory=dict)  # USD per unit-hour, by the name of the rate
    price_list: bool = False
    currency: str = "USD"  # only how prices are labelled: overrides are in it, the built-in ones are US dollars
    job_names: frozenset[str] = frozenset()  # empty: every job of the account and Region


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in the environment. A KeyError if there are none, or if they name no table or no topic."""
    given: dict[str, Any] = json.loads(environment[VARIABLE])
    limits = Limits(
        workers=given.get("maxWorkers", 10),
        minutes=given.get("maxMinutes", 480),
        dpus=given.get("maxDpus"),
        cost=given.get("maxCost"),
    )
    return Settings(
        table=given["table"],
        topic=given["topic"],
        name=given.get("name", "Glue"),
        alert_states=frozenset(given.get("alertStates", ("FAILED", "TIMEOUT"))),
        limits=limits,
        exempt_key=given.get("exemptKey", "remediate"),
        exempt_value=given.get("exemptValue", "false"),
        report=given.get("report", True),
        sender=given.get("sender", ""),
        recipients=tuple(given.get("recipients", ())),
        period_days=given.get("periodDays", 7),
        retention_days=given.get("retentionDays", 35),
        prices=given.get("prices", {}),
        price_list=given.get("priceList", False),
        currency=given.get("currency", "USD"),
        job_names=frozenset(given.get("jobNames", ())),
    )
