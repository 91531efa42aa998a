"""The report: the runs of the days before today, counted, priced, compared and sent."""

import json
import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from . import aws
from .advice import advice_on
from .definitions import Definition, definitions_of
from .errors import MailRefusedError, NotAllowedError, RowExistsError, UnreachableError
from .facts import Facts
from .mail import mail_of, subject_of
from .mail_text import text_of
from .place import Place
from .price_list import rates_of
from .rates import rates_in
from .reconciliation import Reconciled, reconcile
from .rows import expiry_of, key_of_report
from .settings import Settings
from .tally import Tally
from .week import priced
from .window import Window

LOG = logging.getLogger(__name__)
ENTRIES_OF_SUMMARY = 10  # of each section: SNS takes 256 KiB


def send_once(
    settings: Settings, clients: aws.Clients, place: Place, now: datetime, has_time: Callable[[], bool]
) -> dict[str, Any]:
    """Send the report of the days before today, unless that was done: a schedule may come twice."""
    until = now.date()
    key = key_of_report(until)
    try:
        expires = expiry_of(until.isoformat(), settings.retention_days)
        aws.put_row(clients.dynamodb, settings.table, key, "", expires)
    except RowExistsError as note:
        if note.alerted:
            return {"report": until.isoformat(), "outcome": "sent before"}
    done = send_report(settings, clients, place, until, has_time)
    aws.note_alert(clients.dynamodb, settings.table, key, now)
    return done


def send_report(
    settings: Settings, clients: aws.Clients, place: Place, until: date, has_time: Callable[[], bool]
) -> dict[str, Any]:
    """Send the report of the days before `until`: as a mail, or if SES refuses, its text to the topic."""
    facts = gather(settings, clients, place, until, has_time)
    refusal = ""
    if settings.sender and settings.recipients:
        try:
            aws.send_mail(
                clients.ses,
                settings.sender,
                settings.recipients,
                mail_of(facts, settings.sender, settings.recipients),
            )
            return {"report": until.isoformat(), "outcome": "mailed", "runs": facts.now.runs}
        except (MailRefusedError, NotAllowedError) as error:
            refusal = f"This report could not be mailed from {settings.sender}. {error}\n\n"
            LOG.warning(json.dumps({"report": until.isoformat(), "refused": str(error)}))
    text = refusal + text_of(facts, ENTRIES_OF_SUMMARY)
    aws.publish(clients.sns, settings.topic, subject_of(facts)[:100], text)
    return {"report": until.isoformat(), "outcome": "published", "runs": facts.now.runs}


def gather(settings: Settings, clients: aws.Clients, place: Place, until: date, has_time: Callable[[], bool]) -> Facts:
    """Count both windows, add what no event told of, and price it all."""
    window = Window(until, settings.period_days)
    now, before = Tally(), Tally()
    for tally, days in ((now, window.dates), (before, window.before.dates)):
        for day in days:
            tally.add(aws.rows_of_day(clients.dynamodb, settings.table, day))
    definitions, reconciled = _look_up(window, now, settings, clients, place, has_time)
    listed, source = _listed_prices(settings, place)
    rates = rates_in(place.region, listed, settings.prices)
    parts = priced(now, rates)
    return Facts(
        tracker=settings.name,
        place=place,
        window=window,
        parts=parts,
        before_parts=priced(before, rates),
        advice=advice_on(parts, definitions, rates),
        reconciled=reconciled,
        prices=source,
        currency=settings.currency,
    )


def _look_up(
    window: Window, tally: Tally, settings: Settings, clients: aws.Clients, place: Place, has_time: Callable[[], bool]
) -> tuple[dict[str, Definition], Reconciled | None]:
    """The jobs as they are defined, and what of their runs the table lacked; neither if the role may not look."""
    definitions: dict[str, Definition] = {}
    try:
        definitions = definitions_of(aws.jobs(clients.glue), settings.job_names)
        return definitions, reconcile(window, tally, definitions, settings, clients, place, has_time)
    except NotAllowedError as error:
        LOG.warning(json.dumps({"reconciliation": str(error)}))
        return definitions, None


def _listed_prices(settings: Settings, place: Place) -> tuple[dict[str, float], str]:
    """The rates of the price list if they are wanted and to be had, and a sentence on where the prices are from."""
    own = f" {len(settings.prices)} of them are this tracker's own." if settings.prices else ""
    built_in = "Prices: the table built into the tracker." + own
    if not settings.price_list:
        return {}, built_in
    try:
        listed = rates_of(aws.products(place.region))
    except (NotAllowedError, UnreachableError) as error:
        LOG.warning(json.dumps({"prices": str(error)}))
        return {}, "The price list could not be read. " + built_in
    return listed, "Prices: the AWS price list of today." + own
