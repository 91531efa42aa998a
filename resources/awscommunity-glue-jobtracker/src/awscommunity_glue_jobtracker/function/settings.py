"""The settings of a tracker, as the function's environment holds them: compact JSON in the variable SETTINGS."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .definitions import JobNames
from .thresholds import Limits

VARIABLE = "SETTINGS"
EVERY_ATTEMPT, LAST_ATTEMPT = "EveryAttempt", "LastAttempt"
TEXT, CHATBOT = "TEXT", "CHATBOT"
ALL_JOBS = JobNames()

DEFAULT_LIMITS = Limits(workers=10, minutes=480)


@dataclass(frozen=True)
class Settings:
    """What the tracker watches and where it sends alerts. Every member but the table and the topic has a default."""

    table: str
    topic: str
    name: str = "Glue"
    alert_states: frozenset[str] = frozenset({"FAILED", "TIMEOUT"})
    alert_on: str = EVERY_ATTEMPT
    alert_format: str = TEXT
    owner_tag: str = ""  # the job tag that names the owner
    limits: Limits = DEFAULT_LIMITS
    exempt_key: str = "remediate"
    exempt_value: str = "false"
    report: bool = True  # whether it is scheduled
    sender: str = ""
    sender_region: str = ""  # where SES is not that of the function's Region
    recipients: tuple[str, ...] = ()
    bucket: str = ""  # for the figures of each period
    prefix: str = ""
    period_days: int = 7
    retention_days: int = 35
    prices: Mapping[str, float] = field(default_factory=dict)  # per unit-hour, by the name of the rate
    price_list: bool = False
    currency: str = "USD"  # only a label: the built-in prices are US dollars
    job_names: JobNames = ALL_JOBS


LIMITS = {  # null lifts one
    "maxWorkers": "workers",
    "maxMinutes": "minutes",
    "maxStreamMinutes": "stream_minutes",
    "maxDpus": "dpus",
    "maxCost": "cost",
}
MEMBERS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {  # of the JSON: the attribute, and what makes its value
    "table": ("table", str),
    "topic": ("topic", str),
    "name": ("name", str),
    "alertStates": ("alert_states", frozenset),
    "alertOn": ("alert_on", str),
    "alertFormat": ("alert_format", str),
    "ownerTag": ("owner_tag", str),
    "senderRegion": ("sender_region", str),
    "bucket": ("bucket", str),
    "prefix": ("prefix", str),
    "exemptKey": ("exempt_key", str),
    "exemptValue": ("exempt_value", str),
    "report": ("report", bool),
    "sender": ("sender", str),
    "recipients": ("recipients", tuple),
    "periodDays": ("period_days", int),
    "retentionDays": ("retention_days", int),
    "prices": ("prices", dict),
    "priceList": ("price_list", bool),
    "currency": ("currency", str),
    "jobNames": ("job_names", lambda names: JobNames(frozenset(names))),
}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from the environment. KeyError if there are none; TypeError without a table or topic."""
    given: dict[str, Any] = json.loads(environment[VARIABLE])
    limits = DEFAULT_LIMITS._replace(**{name: given[member] for member, name in LIMITS.items() if member in given})
    members = {name: make(given[member]) for member, (name, make) in MEMBERS.items() if member in given}
    return Settings(limits=limits, **members)
