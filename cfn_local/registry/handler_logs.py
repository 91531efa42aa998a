"""The handler logs of a type, for its developers."""

from moto.cloudformation.models import cloudformation_backends

from cfn_local.registry.type_versions import RegisteredType, registry_of


def logs_of(type_name: str) -> list[dict[str, str]]:
    """Return the log, oldest first, of all versions, Regions and accounts. Raise ValueError for an unknown type."""
    named = _types_named(type_name)
    if not named:
        raise ValueError(f"There is no private type {type_name}.")
    entries = [(entry, version.arn) for found in named for version in found.versions for entry in version.log]
    return [
        {"Time": entry.time.isoformat(), "TypeVersion": arn, "Action": entry.action, "Text": entry.text}
        for entry, arn in sorted(entries, key=lambda logged: logged[0].time)
    ]


def _types_named(type_name: str) -> list[RegisteredType]:
    places = [
        (account_id, region) for account_id, regions in list(cloudformation_backends.items()) for region in regions
    ]
    return [found for place in places for found in registry_of(*place).types() if found.type_name == type_name]
