"""The presigned URLs at which CloudFormation takes responses of custom resources and signals of wait conditions.

On AWS they lead to S3 buckets of CloudFormation's own. Here the gateway hands a PUT to them over to this module, so no
bucket appears in the account.
"""

import uuid
from threading import Lock
from urllib.parse import parse_qs, quote, unquote, urlsplit

from cfn_local import environment, partitions
from cfn_local.services import clock, emulated_wait

_SECONDS_OF_VALIDITY = 7200
_SIGNATURE = "X-Amz-Signature"

_received: dict[str, list[bytes]] = {}
_lock = Lock()


def open_url(bucket: str, region: str, key: str) -> str:
    """Return a new URL for PUT requests, in the form of a presigned URL of S3."""
    now = clock.now().strftime("%Y%m%dT%H%M%SZ")
    scope = f"{environment.CREDENTIALS['AWS_ACCESS_KEY_ID']}/{now[:8]}/{region}/s3/aws4_request"
    signature = f"{uuid.uuid4().hex}{uuid.uuid4().hex}"
    url = (
        f"https://{bucket}.{partitions.host('s3', region)}/{quote(key, safe='')}?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        f"&X-Amz-Date={now}&X-Amz-SignedHeaders=host&X-Amz-Expires={_SECONDS_OF_VALIDITY}"
        f"&X-Amz-Credential={quote(scope, safe='')}&{_SIGNATURE}={signature}"
    )
    with _lock:
        _received[_place(url)] = []
    return url


def received(url: str) -> list[bytes]:
    """Return the bodies of the requests so far, in order; none for a URL that is closed."""
    with _lock:
        return list(_received.get(_place(url), ()))


def close(url: str) -> None:
    """Refuse further requests."""
    with _lock:
        _received.pop(_place(url), None)


def put(url: str, body: bytes) -> bool:
    """Take a request to this URL and return True; False if the URL is not, or no longer, one of these."""
    with _lock:
        bodies = _received.get(_place(url))
        if bodies is None:
            return False
        bodies.append(body)
    emulated_wait.look_again()
    return True


def is_of_cloudformation(host: str) -> bool:
    """Return whether the host serves such URLs."""
    return host.startswith(("cloudformation-custom-resource-response-", "cloudformation-waitcondition-"))


def _place(url: str) -> str:
    """Return what identifies the URL, however a client has encoded it."""
    parts = urlsplit(url)
    signature = parse_qs(parts.query).get(_SIGNATURE, [""])[0]
    return f"{parts.hostname} {unquote(parts.path)} {signature}"
