"""The response of a custom resource's provider, and the rules that it must follow."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 4096
_MOST_CHARACTERS_OF_ID = 1024


class ResponseError(Exception):
    """A response that CloudFormation does not accept."""


@dataclass(frozen=True)
class Response:
    """A response as the provider sent it."""

    succeeded: bool
    physical_id: str
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    no_echo: bool = False


def response_of(body: bytes, identity: Mapping[str, str]) -> Response:
    """The response in the body of a request. Raises ResponseError unless it follows the rules."""
    if len(body) > MOST_BYTES:
        raise ResponseError("Response object is too long.")
    try:
        document = json.loads(body)
    except ValueError as error:
        raise ResponseError(f"Invalid response: it is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise ResponseError("Invalid response: it is not a JSON object.")
    status = document.get("Status")
    if status not in ("SUCCESS", "FAILED"):
        raise ResponseError(f"Invalid response: Status must be SUCCESS or FAILED, not {json.dumps(status)}.")
    if wrong := [name for name, value in identity.items() if document.get(name) != value]:
        raise ResponseError(f"Invalid response: {', '.join(wrong)} must be as in the request.")
    data = document.get("Data") or {}
    if not isinstance(data, dict):
        raise ResponseError("Invalid response: Data must be a JSON object.")
    return Response(
        status == "SUCCESS",
        _physical_id(document.get("PhysicalResourceId"), is_required=status == "SUCCESS"),
        str(document.get("Reason") or ""),
        data,
        str(document.get("NoEcho", "")).lower() == "true",
    )


def _physical_id(stated: Any, *, is_required: bool) -> str:
    if isinstance(stated, str) and 0 < len(stated) <= _MOST_CHARACTERS_OF_ID:
        return stated
    if is_required:
        raise ResponseError("Invalid PhysicalResourceId")
    return ""
