"""Access control of a local AWS: programs on this machine may use it, web pages that the user has open may not."""

from collections.abc import Mapping

from cfn_local.gateway.message import Headers

_OWN_HOSTS = ("127.0.0.1", "localhost")
# What browsers send for requests of a page to its own server, and for addresses that a user typed.
_OWN_SITES = ("same-origin", "none")


def refusal_of(headers: Headers | Mapping[str, str], port: int) -> str | None:
    """Return why a direct request to the gateway at `port` is refused; None if it is allowed.

    Checking the host stops pages whose own domain name points here; checking origin and site stops all others.
    """
    host = (headers.get("Host") or "").rpartition(":")[0]
    if host not in _OWN_HOSTS:
        return "This is cfn-local; it answers as 127.0.0.1 and localhost only."
    origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site")
    own_origins = [f"http://{own}:{port}" for own in _OWN_HOSTS]
    if (origin is not None and origin not in own_origins) or (site is not None and site not in _OWN_SITES):
        return "This is cfn-local; it does not answer requests of web pages."
    return None
