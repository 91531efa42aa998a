"""The tags that a request wants to set, in whichever of the API's forms."""

from collections.abc import Mapping
from typing import Any


def tags_requested(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Return them: of a map, of a list of keys and values, or of EC2's specifications."""
    found: dict[str, str] = {}
    for name in ("Tags", "tags"):
        found |= _tags(parameters.get(name))
    for specification in parameters.get("TagSpecifications") or ():
        found |= _tags(specification.get("Tags"))
    return found


def _tags(given: Any) -> dict[str, str]:
    if isinstance(given, Mapping):
        return {str(key): str(value) for key, value in given.items()}
    return {str(one.get("Key", one.get("key"))): str(one.get("Value", one.get("value")) or "") for one in given or ()}
