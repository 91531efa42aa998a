"""CreationPolicy and UpdatePolicy as the engine reads them, and what of them it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.template import ResourceDeclaration, TemplateError

GROUP, INSTANCE = "AWS::AutoScaling::AutoScalingGroup", "AWS::EC2::Instance"
_DEFAULT_TIMEOUT = "PT5M"
_NO_TIME = "PT0S"
_DURATION = re.compile(r"PT(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?")
_CREATION = {
    GROUP: {
        "ResourceSignal": {"Count", "Timeout"},
        "AutoScalingCreationPolicy": {"MinSuccessfulInstancesPercent"},
    },
    INSTANCE: {"ResourceSignal": {"Count", "Timeout"}},
    "AWS::CloudFormation::WaitCondition": {"ResourceSignal": {"Count", "Timeout"}},
}
_ROLLING = {
    *("MaxBatchSize", "MinInstancesInService", "MinSuccessfulInstancesPercent", "PauseTime", "SuspendProcesses"),
    *("MinActiveInstancesPercent", "WaitOnResourceSignals"),  # of the former: every instance is active at once
}
_UPDATE: Mapping[str, Mapping[str, set[str]]] = {
    GROUP: {
        "AutoScalingReplacingUpdate": {"WillReplace"},
        "AutoScalingRollingUpdate": _ROLLING,
        "AutoScalingScheduledAction": {"IgnoreUnmodifiedGroupSizeProperties"},
    },
    # These have no effect on a creation; an update that they would shape is refused, see `unsupported_update`.
    "AWS::ElastiCache::ReplicationGroup": {"UseOnlineResharding": set()},
    "AWS::Elasticsearch::Domain": {"EnableVersionUpgrade": set()},
    "AWS::OpenSearchService::Domain": {"EnableVersionUpgrade": set()},
    "AWS::Lambda::Alias": {
        "CodeDeployLambdaAliasUpdate": {
            *("AfterAllowTrafficHook", "ApplicationName", "BeforeAllowTrafficHook", "DeploymentGroupName"),
        }
    },
}
_SHAPED_BY = {
    "AWS::ElastiCache::ReplicationGroup": {"UseOnlineResharding": {"NumNodeGroups", "NodeGroupConfiguration"}},
    "AWS::Elasticsearch::Domain": {"EnableVersionUpgrade": {"ElasticsearchVersion"}},
    "AWS::OpenSearchService::Domain": {"EnableVersionUpgrade": {"EngineVersion"}},
    "AWS::Lambda::Alias": {"CodeDeployLambdaAliasUpdate": {"FunctionVersion", "RoutingConfig"}},
}


@dataclass(frozen=True)
class Expected:
    """Signals that a resource waits for: how many, how long, and which share of them must be of success."""

    count: int
    timeout: str = _DEFAULT_TIMEOUT
    percent: int = 100

    @property
    def seconds(self) -> int:
        return seconds_of(self.timeout)


@dataclass(frozen=True)
class RollingUpdate:
    """AutoScalingRollingUpdate of a group."""

    batch_size: int
    in_service: int
    percent: int
    pause_time: str
    waits_for_signals: bool
    suspended: tuple[str, ...]


def expected(declaration: ResourceDeclaration) -> Expected | None:
    """The signals that the resource waits for when it is created; None if it waits for none."""
    policy = declaration.creation_policy or {}
    if not policy:
        return None
    signal, of_group = policy.get("ResourceSignal") or {}, policy.get("AutoScalingCreationPolicy") or {}
    return Expected(
        int(signal.get("Count", 1)),
        str(signal.get("Timeout", _DEFAULT_TIMEOUT)),
        int(of_group.get("MinSuccessfulInstancesPercent", 100)),
    )


def rolling_update(declaration: ResourceDeclaration) -> RollingUpdate | None:
    """The rolling update of a group; None if it has none."""
    stated = (declaration.update_policy or {}).get("AutoScalingRollingUpdate")
    if stated is None:
        return None
    waits = _holds(stated.get("WaitOnResourceSignals"))
    return RollingUpdate(
        batch_size=int(stated.get("MaxBatchSize", 1)),
        in_service=int(stated.get("MinInstancesInService", 0)),
        percent=int(stated.get("MinSuccessfulInstancesPercent", 100)),
        pause_time=str(stated.get("PauseTime", _DEFAULT_TIMEOUT if waits else _NO_TIME)),
        waits_for_signals=waits,
        suspended=tuple(stated.get("SuspendProcesses", ())),
    )


def will_replace(declaration: ResourceDeclaration) -> bool:
    """Whether an update replaces the whole group."""
    return _holds(((declaration.update_policy or {}).get("AutoScalingReplacingUpdate") or {}).get("WillReplace"))


def ignores_unmodified_sizes(declaration: ResourceDeclaration) -> bool:
    """Whether an update leaves the sizes of the group alone that the template does not change."""
    stated = (declaration.update_policy or {}).get("AutoScalingScheduledAction") or {}
    return _holds(stated.get("IgnoreUnmodifiedGroupSizeProperties"))


def check(declaration: ResourceDeclaration) -> None:
    """Raise TemplateError if a member of the policies cannot be read."""
    try:
        awaited, rolling = expected(declaration), rolling_update(declaration)
        for duration in [*([awaited.timeout] if awaited else []), *([rolling.pause_time] if rolling else [])]:
            seconds_of(duration)
    except (TypeError, ValueError) as error:
        raise TemplateError(f"Template error: the policies of {declaration.logical_id} are invalid: {error}") from error


def unsupported(declaration: ResourceDeclaration) -> Iterator[str]:
    """The members of the policies that the local CloudFormation lacks for the type."""
    for attribute, stated, table in (
        ("CreationPolicy", declaration.creation_policy, _CREATION),
        ("UpdatePolicy", declaration.update_policy, _UPDATE),
    ):
        supported: Mapping[str, set[str]] = table.get(declaration.type, {})
        for name, members in (stated or {}).items():
            if name not in supported:
                yield f"{attribute} {name} of {declaration.type}"
            elif isinstance(members, Mapping):
                unknown = members.keys() - supported[name]
                yield from (f"{attribute} {name}.{member} of {declaration.type}" for member in sorted(unknown))


def unsupported_update(declaration: ResourceDeclaration, changed: set[str]) -> str | None:
    """The member of UpdatePolicy that would shape an update of these properties and cannot here."""
    shaped = _SHAPED_BY.get(declaration.type, {})
    return next((name for name in declaration.update_policy or {} if shaped.get(name, set()) & changed), None)


def seconds_of(duration: str) -> int:
    """The seconds in a duration such as PT1H30M. Raises ValueError if it is not one."""
    found = _DURATION.fullmatch(duration)
    if found is None or duration == "PT":
        raise ValueError(f"{duration} is not a duration such as PT15M")
    hours, minutes, seconds = (int(found[part] or 0) for part in ("hours", "minutes", "seconds"))
    return hours * 3600 + minutes * 60 + seconds


def _holds(value: Any) -> bool:
    return str(value).lower() == "true"
