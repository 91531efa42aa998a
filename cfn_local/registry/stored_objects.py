"""Objects in the local S3 that a request names by s3://bucket/key."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from moto.s3.exceptions import MissingBucket

from cfn_local.services import bucket_policies, moto_routes

# Comes before the ID of a version, at the end of a URI.
VERSION = "?versionId="


class NotAnS3UriError(ValueError):
    """The text does not have the form s3://bucket/key."""


@dataclass(frozen=True)
class Location:
    """The place of an object, or of a version of it if that is named."""

    bucket: str
    key: str
    version_id: str | None


def location_of(uri: str) -> Location:
    """Return the place that the URI names. Raise NotAnS3UriError for any other text."""
    plain, _, version_id = uri.partition(VERSION)
    parts = urlsplit(plain)
    key = parts.path.removeprefix("/")
    if parts.scheme != "s3" or not parts.netloc or not key:
        raise NotAnS3UriError(f"'{uri}' does not have the form s3://bucket/key.")
    return Location(parts.netloc, key, version_id or None)


def stored_object(uri: str, account_id: str, region: str) -> bytes | None:
    """Return the content of an object; None if it does not exist, or is another account's that does not share it.

    Raise NotAnS3UriError for any other text.
    """
    location = location_of(uri)
    if not bucket_policies.may_read(account_id, region, location.bucket, location.key):
        return None
    try:
        backend = moto_routes.backend("s3", account_id, region)
        found = backend.get_object(location.bucket, location.key, location.version_id)
    except MissingBucket:
        return None
    content: bytes | None = None if found is None else found.value
    return content
