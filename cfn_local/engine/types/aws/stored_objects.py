"""Objects of S3 that a template refers to, as the place of a definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.handle import Handle


def text_at(handle: Handle, place: Mapping[str, Any]) -> str:
    """The text of the object with this Bucket, Key and Version."""
    found = handle.api("s3", "GetObject", Bucket=place["Bucket"], Key=place["Key"], VersionId=place.get("Version"))
    body = found["Body"]
    return body.decode() if isinstance(body, bytes) else str(body)
