"""DynamoDB tables: moto accepts a time to live that is set already, which DynamoDB refuses."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Refuse a time to live that the table already has."""
    from moto.dynamodb.exceptions import MockValidationException
    from moto.dynamodb.models import DynamoDBBackend

    update = DynamoDBBackend.update_time_to_live

    def update_time_to_live(backend: Any, table_name: str, ttl_spec: dict[str, Any]) -> None:
        if table := backend.tables.get(table_name):
            is_enabled = table.ttl["TimeToLiveStatus"] == "ENABLED"
            if is_enabled == bool(ttl_spec.get("Enabled")):
                raise MockValidationException(f"TimeToLive is already {'enabled' if is_enabled else 'disabled'}")
        update(backend, table_name, ttl_spec)

    replace_method(DynamoDBBackend, "update_time_to_live", update_time_to_live)
