"""Who is asking: a waiter, which asks again only after half a minute, or somebody who wants an answer now."""

from typing import Protocol

# A waiter sleeps up to half a minute before it asks again. Its question waits instead, less than the time after which
# the client takes the request for lost.
SECONDS_TO_HOLD_A_WAITER = 20
# AWS's SDKs tell which of their features a call comes from in the `m/` part of their User-Agent; B is a waiter.
_WAITER = "B"


class Headers(Protocol):
    """HTTP headers, looked up without case."""

    def get(self, name: str, /) -> str | None: ...


def asks_for_a_waiter(headers: Headers) -> bool:
    """Whether this request is a waiter's, whose answer may be held until there is something to tell."""
    features = [part[2:] for part in (headers.get("User-Agent") or "").split() if part.startswith("m/")]
    return any(_WAITER in listed.split(",") for listed in features)
