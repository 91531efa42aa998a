"""The report as one e-mail: plain text, HTML and a CSV file."""

from email.message import EmailMessage
from email.policy import SMTP

from .facts import Facts
from .mail_csv import csv_of
from .mail_html import html_of
from .mail_text import text_of, title_of
from .wording import change, money


def mail_of(facts: Facts, sender: str, recipients: tuple[str, ...]) -> bytes:
    """Build a MIME message for SES."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject_of(facts)
    mail["From"] = sender
    mail["To"] = ", ".join(recipients)
    mail.set_content(text_of(facts))
    mail.add_alternative(html_of(facts), subtype="html")
    name = f"glue-jobs-{facts.window.start}-to-{facts.window.last}.csv"
    mail.add_attachment(csv_of(facts), subtype="csv", filename=name)
    return mail.as_bytes()


def subject_of(facts: Facts) -> str:
    """State the cost and its change."""
    if not facts.parts:
        return f"{title_of(facts)}: no runs"
    since = f" ({change(facts.now.cost, facts.before.cost)})" if facts.before.runs else ""
    return f"{title_of(facts)}: {money(facts.now.cost)} {facts.currency}{since}"
