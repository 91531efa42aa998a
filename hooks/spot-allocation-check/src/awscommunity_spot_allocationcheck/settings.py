"""The hook's configuration, read tolerantly: the hook runs with any stored value, and reports what it ignored."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from .properties import text, texts, truth, whole


class Scope(StrEnum):
    ALL = "ALL"
    SPOT_ONLY = "SPOT_ONLY"


class OnUndetermined(StrEnum):
    ALLOW = "ALLOW"
    REJECT = "REJECT"


class OnUpdate(StrEnum):
    ENFORCE = "ENFORCE"
    ALLOW_UNCHANGED = "ALLOW_UNCHANGED"
    ALLOW_NOT_WORSE = "ALLOW_NOT_WORSE"


@dataclass(frozen=True)
class Settings:
    """The settings of the schema's typeConfiguration, under the same names in lower case. `ignored` is for the user."""

    scope: Scope = Scope.ALL
    on_undetermined: OnUndetermined = OnUndetermined.ALLOW
    min_instance_types: int = 2
    allowed_strategies: tuple[str, ...] = ("price-capacity-optimized",)
    allow_attribute_based: bool = True
    allow_reservation_backed: bool = True
    min_zones: int = 0
    min_pools: int = 0
    require_capacity_rebalance: bool = False
    forbid_spot_max_price: bool = False
    exempt_tag_key: str = ""
    exempt_tag_value: str = ""
    on_update: OnUpdate = OnUpdate.ENFORCE
    resolve_launch_templates: bool = True
    reject_what_aws_refuses: bool = False
    ignored: tuple[str, ...] = ()

    @classmethod
    def _deserialize(cls, configuration: object) -> "Settings":
        """Called by name from the support library with the configuration of each request, {} if none is set."""
        return cls.of(configuration)

    @classmethod
    def of(cls, configuration: object) -> "Settings":
        """Return the given settings, with defaults for those missing or invalid."""
        if not isinstance(configuration, dict):
            return cls() if configuration is None else cls(ignored=("The configuration is no object; it is ignored.",))
        usable: dict[str, Any] = {}
        ignored = []
        for name, value in configuration.items():
            read = _READERS.get(name)
            if read is None:
                ignored.append(f"There is no setting {_brief(name)}; it is ignored.")
            elif (understood := read(value)) is not None:
                usable[_attribute(name)] = understood
            elif value is not None:
                ignored.append(f"{name} cannot be {_brief(value)}; {_default(name)} is used.")
        return cls(**usable, ignored=tuple(ignored))


def _one_of(choices: type[StrEnum]) -> Callable[[object], StrEnum | None]:
    known = {choice.value: choice for choice in choices}
    return lambda value: known.get(text(value).upper())


def _at_least(minimum: int) -> Callable[[object], int | None]:
    def read(value: object) -> int | None:
        found = whole(value)
        return found if found is not None and found >= minimum else None

    return read


def _words(value: object) -> tuple[str, ...] | None:
    return tuple(word.lower() for word in texts(value)) or None


_READERS: Mapping[str, Callable[[object], Any]] = {
    "Scope": _one_of(Scope),
    "OnUndetermined": _one_of(OnUndetermined),
    "MinInstanceTypes": _at_least(1),
    "AllowedStrategies": _words,
    "AllowAttributeBased": truth,
    "AllowReservationBacked": truth,
    "MinZones": _at_least(0),
    "MinPools": _at_least(0),
    "RequireCapacityRebalance": truth,
    "ForbidSpotMaxPrice": truth,
    "ExemptTagKey": lambda value: text(value) or None,
    "ExemptTagValue": lambda value: text(value) or None,
    "OnUpdate": _one_of(OnUpdate),
    "ResolveLaunchTemplates": truth,
    "RejectWhatAwsRefuses": truth,
}
NAMES = tuple(_READERS)


def _attribute(name: str) -> str:
    """`MinInstanceTypes` -> `min_instance_types`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _default(name: str) -> str:
    default = next(field.default for field in fields(Settings) if field.name == _attribute(name))
    if isinstance(default, bool):
        return str(default).lower()
    return ", ".join(default) if isinstance(default, tuple) else str(default) or "none"


def _brief(value: object) -> str:
    return repr(value)[:40]
