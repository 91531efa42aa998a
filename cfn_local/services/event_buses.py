"""Event buses and connections of EventBridge: moto updates no bus, and shows the secrets of connections."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.services.seam import add_actions, replace_method

# Members of a connection's parameters that only its secret holds.
_SECRET = frozenset({"ApiKeyValue", "ClientSecret", "Password"})
_UPDATED = {
    "DeadLetterConfig": "dead_letter_config",
    "Description": "description",
    "KmsKeyIdentifier": "kms_key_identifier",
}


def complete_buses() -> None:
    """Add UpdateEventBus, and hide what a connection keeps secret."""
    from moto.events.models import Archive, Connection, EventPattern
    from moto.events.responses import EventsHandler

    describe = Connection.describe

    def described(connection: Any) -> dict[str, Any]:
        found = describe(connection)
        return {**found, "AuthParameters": _shown(found["AuthParameters"])}

    def updated(archive: Any, description: str | None, event_pattern: str | None, retention: int | None) -> None:
        archive.description = archive.description if description is None else description
        archive.retention = archive.retention if retention is None else retention
        if event_pattern is not None:
            archive.event_pattern = EventPattern.load(event_pattern)

    class Actions:
        def update_event_bus(self: Any) -> Any:
            bus = self.events_backend.describe_event_bus(self._get_param("Name"))
            for name, attribute in _UPDATED.items():
                if (value := self._get_param(name)) is not None:
                    setattr(bus, attribute, value)
            shown = {name: getattr(bus, attribute) for name, attribute in _UPDATED.items()}
            return json.dumps({"Arn": bus.arn, "Name": bus.name, **shown}), self.response_headers

    replace_method(Archive, "update", updated)
    replace_method(Connection, "describe", described)
    add_actions(EventsHandler, Actions)


def _shown(value: Any) -> Any:
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if not isinstance(value, dict):
        return value
    hidden = _SECRET | ({"Value"} if str(value.get("IsValueSecret")).lower() == "true" else set())
    return {name: _shown(member) for name, member in value.items() if name not in hidden}
