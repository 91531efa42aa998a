"""The presigned URLs from which hooks read what they judge, if it is a stack or a change set.

On AWS they lead to an S3 bucket of CloudFormation's own. Here the gateway answers a GET of them from this module, so no
bucket appears in the account.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cfn_local.services import presigned_urls

_HOST = "cloudformation-hook-payload-"
_published: dict[str, bytes] = {}


@contextmanager
def published(document: Mapping[str, Any], region: str) -> Iterator[str]:
    """Publish the document as JSON at a new URL while the block runs."""
    url = presigned_urls.new(f"{_HOST}{region}", region, "payload.json")
    place = presigned_urls.place(url)
    _published[place] = json.dumps(document).encode()
    try:
        yield url
    finally:
        del _published[place]


def get(url: str) -> bytes | None:
    """Return the document at this URL; None if there is none, or none any more."""
    return _published.get(presigned_urls.place(url))


def is_of_hooks(host: str) -> bool:
    """Return whether the host serves such URLs."""
    return host.startswith(_HOST)
