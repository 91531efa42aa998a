"""moto's own form of a request, made without detours where the request has the form that most services use.

moto has werkzeug build, parse and build again every URL and header, which takes longer than most actions. Requests of
the protocols query, ec2 and json are all a POST of `/`: for these the environment of WSGI is written down as werkzeug
would. Assumptions about moto 5.2.5: `core.request` has `Request`, `environ_key_for_header` and
`PRESERVED_HEADER_NAMES_ENVIRON_KEY`, and `Request.from_primitives` makes the same environment.
"""

import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from moto.core.request import PRESERVED_HEADER_NAMES_ENVIRON_KEY, Request, environ_key_for_header
from werkzeug.datastructures import ImmutableMultiDict

# What werkzeug finds in a body of another type, or in a URL without a query.
_FORM, _FILES = "application/x-www-form-urlencoded", "multipart/"
_NOTHING: ImmutableMultiDict[str, Any] = ImmutableMultiDict()
# The first is the business of the proxy, the second follows from the body.
_NOT_TAKEN = frozenset({"transfer-encoding", "content-length"})


def request_to(method: str, url: str, headers: Mapping[str, Any], body: bytes) -> tuple[Request, str]:
    """Return the request, and its URL as moto's handlers get it."""
    environ = _environ(method, url, headers, body)
    if environ is not None:
        return _parsed(Request(environ), environ.get("CONTENT_TYPE", ""), body), url
    request = Request.from_primitives(method, url, headers, body)
    return request, request.raw_url


def _environ(method: str, url: str, headers: Mapping[str, Any], body: bytes) -> dict[str, Any] | None:
    """Return the environment of WSGI for a request; None if it is not as plain as most."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    if (method, scheme, path) != ("POST", "https", "") or not (url.endswith("/") and _is_plain(host)):
        return None
    stated = {name.lower(): value for name, value in headers.items()}
    if (
        len(stated) != len(headers)
        or stated.pop("host", host) != host
        or not all(map(_is_text, stated, stated.values()))
    ):
        return None
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
        "REQUEST_URI": "/",
        "RAW_URI": "/",
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "HTTP_HOST": host,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)),
        **{environ_key_for_header(name): value for name, value in stated.items() if name not in _NOT_TAKEN},
        PRESERVED_HEADER_NAMES_ENVIRON_KEY: {},
    }


def _parsed(request: Request, content_type: str, body: bytes) -> Request:
    """Tell the request what werkzeug would find in its body."""
    is_form = content_type.lower().startswith(_FORM)
    if content_type.lower().startswith(_FILES) or (is_form and not body.isascii()):
        return request
    form, rest = _NOTHING, body
    if is_form:
        found = parse_qsl(body.decode(), keep_blank_values=True, errors="werkzeug.url_quote")
        form, rest = ImmutableMultiDict(found), b""
    vars(request).update(args=_NOTHING, form=form, files=_NOTHING, stream=BytesIO(rest))
    return request


def _is_plain(host: str) -> bool:
    return host.isascii() and host.replace(".", "").replace("-", "").isalnum()


def _is_text(name: str, value: Any) -> bool:
    return "_" not in name and isinstance(value, str) and value.isascii() and value.isprintable()
