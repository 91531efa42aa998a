"""The mail that SES has accepted; it is not sent anywhere."""

from typing import Any


def sent_mail() -> list[dict[str, Any]]:
    """Return the messages of all accounts in the order of acceptance: Region, Source, Destinations, and the message.

    The message is `Raw`, or `Subject` and `Body`. Destinations are a list of addresses, or lists by kind.
    """
    from moto.ses.models import ses_backends

    places: list[tuple[str, str, Any]] = list(ses_backends.iter_backends())
    return [
        {"Region": region, **_described(message)} for _, region, backend in places for message in backend.sent_messages
    ]


def _described(message: Any) -> dict[str, Any]:
    members = {"Source": message.source, "Destinations": message.destinations}
    if hasattr(message, "raw_data"):
        return {**members, "Raw": message.raw_data}
    return {**members, "Subject": getattr(message, "subject", ""), "Body": getattr(message, "body", "")}
