"""The handler logs of a type, for its developers."""

from moto.cloudformation.models import cloudformation_backends

from cfn_local.registry.type_versions import RegisteredType, registry_of


def logs_of(account_id: str, type_name: str) -> list[dict[str, str]]:
    """Return the log, oldest first, across versions and Regions. Raise ValueError if the type was never registered."""
    named = _types_named(type_name, account_id)
    if not named:
        raise ValueError(f"There is no private type {type_name}.")
    entries = [(entry, version.arn) for found in named for version in found.versions for entry in version.log]
    return [
        {"Time": entry.time.isoformat(), "TypeVersion": arn, "Action": entry.action, "Text": entry.text}
        for entry, arn in sorted(entries, key=lambda logged: logged[0].time)
    ]


def _types_named(type_name: str, account_id: str) -> list[RegisteredType]:
    regions = list(cloudformation_backends[account_id])
    return [
        found for region in regions for found in registry_of(account_id, region).types() if found.type_name == type_name
    ]
