"""Event buses of EventBridge, their archives and connections: moto updates no bus, forgets the keys of archives, and
shows the secrets of connections.
"""

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

    _keep_keys_of_archives(EventsHandler)
    replace_method(Archive, "update", updated)
    replace_method(Connection, "describe", described)
    add_actions(EventsHandler, Actions)


def _keep_keys_of_archives(response_class: Any) -> None:
    create_archive, update_archive = response_class.create_archive, response_class.update_archive
    describe_archive = response_class.describe_archive

    def archive_of(response: Any) -> Any:
        return response.events_backend.archives[response._get_param("ArchiveName")]

    def keep(response: Any, answer: Any) -> Any:
        if (key := response._get_param("KmsKeyIdentifier")) is not None:
            archive_of(response).kms_key_identifier = key
        return answer

    def describe(response: Any) -> Any:
        text, headers = describe_archive(response)
        key = getattr(archive_of(response), "kms_key_identifier", None)
        return json.dumps({**json.loads(text), **({} if key is None else {"KmsKeyIdentifier": key})}), headers

    replace_method(response_class, "create_archive", lambda response: keep(response, create_archive(response)))
    replace_method(response_class, "update_archive", lambda response: keep(response, update_archive(response)))
    replace_method(response_class, "describe_archive", describe)


def _shown(value: Any) -> Any:
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if not isinstance(value, dict):
        return value
    hidden = _SECRET | ({"Value"} if str(value.get("IsValueSecret")).lower() == "true" else set())
    return {name: _shown(member) for name, member in value.items() if name not in hidden}
