"""Selection of the hooks that apply to a target."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cfn_local.engine.hooks.configuration import HookConfiguration
from cfn_local.engine.hooks.target import HookTarget
from cfn_local.engine.hooks.wildcards import matches
from cfn_local.runtime.function import InvocationResult

_HANDLERS = {"CREATE": "preCreate", "UPDATE": "preUpdate", "DELETE": "preDelete"}


class HookVersion(Protocol):
    """The part of a registry's type version that hooks need."""

    @property
    def type_name(self) -> str: ...
    @property
    def version_id(self) -> str: ...
    @property
    def type_arn(self) -> str: ...
    @property
    def original_type_name(self) -> str | None: ...
    @property
    def schema(self) -> Mapping[str, Any]: ...
    def credentials(self, account_id: str, region: str, /) -> Mapping[str, str]: ...
    def invoke(self, event: Any, /) -> InvocationResult: ...


class HookRegistry(Protocol):
    """The part of the registry of an account and Region that hooks need."""

    def default_versions(self, kind: str, /) -> Iterable[HookVersion]: ...
    def configuration(self, kind: str, type_name: str, /) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True)
class ApplicableHook:
    """The default version of a hook, with its configuration."""

    version: HookVersion
    configuration: HookConfiguration


def applicable_hooks(registry: HookRegistry, target: HookTarget) -> list[ApplicableHook]:
    """The hooks to ask about this target, sorted by name."""
    return [
        hook
        for hook in _configured(registry)
        if target.type in hook.configuration.target_operations
        and hook.version.type_name not in target.skipped_hooks
        and _declares(hook.version, _HANDLERS[target.operation], target.name)
        and hook.configuration.admits_target(target.name, target.operation)
        and (target.stack is None or hook.configuration.admits_stack(target.stack.stack_name, target.stack.role_arn))
    ]


def _configured(registry: HookRegistry) -> Iterator[ApplicableHook]:
    for version in sorted(registry.default_versions("HOOK"), key=lambda version: version.type_name):
        configuration = HookConfiguration.from_document(registry.configuration("HOOK", version.type_name))
        if configuration is not None and configuration.is_enabled:
            yield ApplicableHook(version, configuration)


def _declares(version: HookVersion, handler: str, target_name: str) -> bool:
    declared = (version.schema.get("handlers") or {}).get(handler) or {}
    return any(matches(pattern, target_name) for pattern in declared.get("targetNames") or [])
