"""The resource that a request names by its Identifier: text, or a JSON object with the properties that identify it."""

import json
from typing import Any

from cfn_local.cloud_control.errors import ValidationError
from cfn_local.schemas import identifiers


def model_of(schema: dict[str, Any], identifier: str) -> dict[str, Any]:
    """A model with only what identifies the resource. Additional identifiers must be objects, as documented."""
    given = _object(identifier)
    if given is None:
        try:
            return identifiers.model_of(schema, identifier)
        except identifiers.IdentifierError as error:
            raise _invalid(schema, identifier) from error
    if identifiers.problems(given, schema):
        raise _invalid(schema, identifier)
    return identifiers.model_of_import(schema, given)


def _object(identifier: str) -> dict[str, Any] | None:
    try:
        found = json.loads(identifier)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _invalid(schema: dict[str, Any], identifier: str) -> ValidationError:
    """Recorded for the primary identifier; additional ones follow it in the same form."""
    ways = [schema["primaryIdentifier"], *schema.get("additionalIdentifiers", [])]
    listed = " or ".join(f"[{', '.join(paths)}]" for paths in ways)
    return ValidationError(f"Identifier {identifier} is not valid for identifier {listed}")
