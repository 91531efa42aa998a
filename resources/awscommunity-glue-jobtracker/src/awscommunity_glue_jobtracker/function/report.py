"""The report: the runs of the days before today, counted, priced, compared and sent."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from . import aws
from .advice import advice_on
from .alert_message import LONGEST_SUBJECT, notification_of
from .definitions import Definition, definitions_of
from .errors import BucketNotFoundError, MailRefusedError, NotAllowedError, RowExistsError, UnreachableError
from .facts import Facts
from .figures import object_of
from .mail import mail_of, subject_of
from .mail_text import text_of
from .place import Place
from .price_list import rates_of
from .rates import Rates, rates_in, unknown_in
from .reconciliation import Reconciled, Reconciliation
from .rows import expiry_of, key_of_report
from .settings import CHATBOT, Settings
from .tally import Tally
from .trend import Week, note_of, noted, windows_before
from .week import is_unsuccessful, priced, whole
from .window import Window

LOG = logging.getLogger(__name__)
ENTRIES_OF_SUMMARY = 10  # of each section: SNS takes 256 KiB


def send_once(
    settings: Settings, clients: aws.Clients, place: Place, now: datetime, has_time: Callable[[], bool]
) -> dict[str, Any]:
    """Send the report of the days before today, unless it was sent: a schedule may fire twice."""
    until = now.date()
    key = key_of_report(until, settings.period_days)
    try:
        expires = expiry_of(until.isoformat(), settings.retention_days)
        aws.put_row(clients.dynamodb, settings.table, key, "", expires)
    except RowExistsError as note:
        if note.alerted:
            return {"report": until.isoformat(), "outcome": "sent before"}
    facts = gather(settings, clients, place, until, has_time)
    done = send(facts, settings, clients)
    aws.settle_row(clients.dynamodb, settings.table, key, note_of(_week(facts)))
    aws.note_alert(clients.dynamodb, settings.table, key, now)
    return done


def send_report(
    settings: Settings, clients: aws.Clients, place: Place, until: date, has_time: Callable[[], bool]
) -> dict[str, Any]:
    """Send the report of the days before `until`."""
    return send(gather(settings, clients, place, until, has_time), settings, clients)


def send(facts: Facts, settings: Settings, clients: aws.Clients) -> dict[str, Any]:
    """Store the figures in the bucket, if any, and mail the report; if SES refuses, publish its text."""
    done: dict[str, Any] = {"report": facts.window.until.isoformat(), "outcome": "", "runs": facts.now.runs}
    refusal = ""
    if settings.bucket:
        try:
            key, body = object_of(facts, settings.prefix)
            aws.put_object(clients.s3, settings.bucket, key, body)
            done["object"] = f"s3://{settings.bucket}/{key}"
        except (NotAllowedError, UnreachableError, BucketNotFoundError) as error:
            refusal = f"The figures could not be put into the bucket {settings.bucket}. {error}\n\n"
            LOG.warning(json.dumps({**done, "refused": str(error)}))
    if settings.sender and settings.recipients:
        try:
            mail = mail_of(facts, settings.sender, settings.recipients)
            aws.send_mail(clients.ses, settings.sender, settings.recipients, mail)
            if not refusal:
                return {**done, "outcome": "mailed"}
        except (MailRefusedError, NotAllowedError, UnreachableError) as error:
            refusal += f"This report could not be mailed from {settings.sender}. {error}\n\n"
            LOG.warning(json.dumps({**done, "refused": str(error)}))
    elif settings.bucket and not refusal:
        return {**done, "outcome": "stored"}
    text = refusal + text_of(facts, ENTRIES_OF_SUMMARY)
    subject = subject_of(facts)[:LONGEST_SUBJECT]
    chat = notification_of(subject, text) if settings.alert_format == CHATBOT else ""
    aws.publish(clients.sns, settings.topic, subject, text, chat)
    return {**done, "outcome": "published"}


def gather(settings: Settings, clients: aws.Clients, place: Place, until: date, has_time: Callable[[], bool]) -> Facts:
    """Count both windows, add runs without an event, and price everything."""
    window = Window(until, settings.period_days)
    now, before = Tally(window), Tally(window.before)
    for day in window.dates:
        now.add(aws.rows_of_day(clients.dynamodb, settings.table, day, now.note_breach), before)
    for day in window.before.dates:
        before.add(aws.rows_of_day(clients.dynamodb, settings.table, day))
    reconciliation = Reconciliation(window, now, before, settings, clients, place)
    definitions, reconciled = _look_up(reconciliation, settings, clients, has_time)
    listed, source = _listed_prices(settings, place)
    rates = rates_in(place.region, listed, settings.prices)
    parts, before_parts = priced(now, rates, definitions), priced(before, rates, definitions)
    facts = Facts(
        tracker=settings.name,
        place=place,
        window=window,
        parts=parts,
        before_parts=before_parts,
        advice=advice_on(parts, definitions, rates),
        reconciled=reconciled,
        prices=" ".join(filter(None, [source, unknown_in(place.region, {*listed, *settings.prices})])),
        currency=settings.currency,
        longest=now.longest,
        breached=now.breached,
        owner_tag=settings.owner_tag,
    )
    return replace(facts, trend=_trend(facts, settings, clients, rates, definitions, has_time))


def _trend(
    facts: Facts,
    settings: Settings,
    clients: aws.Clients,
    rates: Rates,
    definitions: Mapping[str, Definition],
    has_time: Callable[[], bool],
) -> list[Week]:
    """Return the totals of the retained periods, the oldest first: from their reports, or counted again."""
    cost = sum(part.cost for part in facts.before_parts if is_unsuccessful(part))
    weeks = [_week(facts), Week(facts.window.before, facts.before.cost, cost, facts.before.runs)]
    for window in windows_before(facts.window, settings.retention_days):
        row = aws.row(clients.dynamodb, settings.table, key_of_report(window.until, settings.period_days))
        week = noted(window, row)
        if week is None:
            if not has_time():
                break
            tally = Tally(window)
            for day in window.dates:
                tally.add(aws.rows_of_day(clients.dynamodb, settings.table, day))
            parts = priced(tally, rates, definitions)
            wasted = sum(part.cost for part in parts if is_unsuccessful(part))
            week = Week(window, whole(parts).cost, wasted, whole(parts).runs)
        weeks.append(week)
    while len(weeks) > 1 and not weeks[-1].runs:
        weeks.pop()  # from before the tracker existed
    return weeks[::-1]


def _week(facts: Facts) -> Week:
    return Week(facts.window, facts.now.cost, facts.wasted.cost, facts.now.runs)


def _look_up(
    reconciliation: Reconciliation, settings: Settings, clients: aws.Clients, has_time: Callable[[], bool]
) -> tuple[dict[str, Definition], Reconciled | None]:
    """Return job definitions, and the runs that the table lacked; neither if the role lacks permission."""
    definitions: dict[str, Definition] = {}
    try:
        definitions = definitions_of(aws.jobs(clients.glue), settings.job_names)
        return definitions, reconciliation.reconcile(definitions, has_time)
    except NotAllowedError as error:
        LOG.warning(json.dumps({"reconciliation": str(error)}))
        return definitions, None


def _listed_prices(settings: Settings, place: Place) -> tuple[dict[str, float], str]:
    """Return the price list's rates if wanted and available, and a sentence on the source of prices."""
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
