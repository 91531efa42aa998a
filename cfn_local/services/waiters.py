"""The kind of caller: a waiter, which polls only every half minute, or one that needs an answer now."""

from typing import Protocol

# A waiter sleeps up to half a minute between polls. Its request is held instead, for less than the client's time-out.
SECONDS_TO_HOLD_A_WAITER = 20
# AWS's SDKs send the features that a call uses in the `m/` part of their User-Agent; B is a waiter.
_WAITER = "B"


class Headers(Protocol):
    """HTTP headers with case-insensitive lookup."""

    def get(self, name: str, /) -> str | None: ...


def asks_for_a_waiter(headers: Headers) -> bool:
    """Return whether the request comes from a waiter, whose response may be held until there is news."""
    features = [part[2:] for part in (headers.get("User-Agent") or "").split() if part.startswith("m/")]
    return any(_WAITER in listed.split(",") for listed in features)
