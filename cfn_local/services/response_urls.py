"""The presigned URLs at which CloudFormation takes responses of custom resources and signals of wait conditions.

On AWS they lead to S3 buckets of CloudFormation's own. Here the gateway hands a PUT to them over to this module, so no
bucket appears in the account.
"""

from threading import Lock

from cfn_local.services import emulated_wait, presigned_urls

_received: dict[str, list[bytes]] = {}
_lock = Lock()


def open_url(bucket: str, region: str, key: str) -> str:
    """Return a new URL for PUT requests, in the form of a presigned URL of S3."""
    url = presigned_urls.new(bucket, region, key)
    with _lock:
        _received[presigned_urls.place(url)] = []
    return url


def received(url: str) -> list[bytes]:
    """Return the bodies of the requests so far, in order; none for a URL that is closed."""
    with _lock:
        return list(_received.get(presigned_urls.place(url), ()))


def close(url: str) -> None:
    """Refuse further requests."""
    with _lock:
        _received.pop(presigned_urls.place(url), None)


def put(url: str, body: bytes) -> bool:
    """Take a request to this URL and return True; False if the URL is not, or no longer, one of these."""
    with _lock:
        bodies = _received.get(presigned_urls.place(url))
        if bodies is None:
            return False
        bodies.append(body)
    emulated_wait.look_again()
    return True


def is_of_cloudformation(host: str) -> bool:
    """Return whether the host serves such URLs."""
    return host.startswith(("cloudformation-custom-resource-response-", "cloudformation-waitcondition-"))
