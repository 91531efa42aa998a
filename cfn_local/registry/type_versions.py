"""The private types of one account and Region, and their versions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock
from typing import Any

from moto.cloudformation.models import CloudFormationBackend, cloudformation_backends

from cfn_local.registry import configuration_references
from cfn_local.registry.handlers import Handler, LogEntry
from cfn_local.registry.packages import Package
from cfn_local.registry.registrations import Registration
from cfn_local.runtime.function import InvocationResult
from cfn_local.services import sessions

Schema = dict[str, Any]


@dataclass(frozen=True)
class Activation:
    """The public type that an activated type stands for."""

    type_name: str
    arn: str
    publisher_id: str
    auto_updates: bool = True
    public_version: str = "1.0.0"


@dataclass
class TypeVersion:
    """One version of a private type, as submitted. `type_arn` is the ARN of the type, without the version.

    A public type that was activated is one too, and says which type it stands for. AWS's own hooks have no handlers.
    """

    kind: str
    type_name: str
    version_id: str
    type_arn: str
    package: Package
    created: datetime
    execution_role_arn: str | None = None
    logging_config: dict[str, str] | None = None
    handler: Handler | None = None
    is_deprecated: bool = False
    activation: Activation | None = None

    @property
    def arn(self) -> str:
        return f"{self.type_arn}/{self.version_id}"

    @property
    def original_type_name(self) -> str | None:
        """Return the name of the public type that was activated; None for the account's own types."""
        return None if self.activation is None else self.activation.type_name

    @property
    def schema(self) -> Schema:
        """Return the schema, with references to other documents resolved."""
        return self.package.schema

    @property
    def schema_text(self) -> str:
        return self.package.schema_text

    @property
    def fragment(self) -> dict[str, Any] | None:
        """Return the template fragment of a module."""
        return self.package.fragment

    @property
    def target_info(self) -> dict[str, Any]:
        """Return the schemas of a hook's targets, as cfn knew them when it was submitted."""
        return self.package.target_info or {}

    def credentials(self, account_id: str, region: str) -> Mapping[str, str]:
        """Return what the handlers sign their calls with: a session of the execution role."""
        return sessions.credentials(self.execution_role_arn, account_id, region, self.type_name.replace("::", "-"))

    def invoke(self, event: Any) -> InvocationResult:
        """Invoke the handler of this version and return Lambda's result. Waits for its other invocations."""
        if self.handler is None:
            message = f"{self.arn} has no handlers"
            return InvocationResult({"errorType": "Runtime.ExitError", "errorMessage": message}, "", "Unhandled")
        if problem := sessions.untrusted(self.execution_role_arn, self.kind, self.arn):
            return InvocationResult({"errorType": "AccessDenied", "errorMessage": problem}, "", "Unhandled")
        return self.handler.invoke(event)

    @property
    def log(self) -> list[LogEntry]:
        """Return the latest log entries, oldest first."""
        return list(self.handler.log) if self.handler is not None else []


@dataclass(frozen=True)
class TypeConfiguration:
    """A configuration as set: the text of the request and the parsed JSON."""

    text: str
    document: dict[str, Any]
    last_updated: datetime


@dataclass
class RegisteredType:
    """A registered type. If it was deregistered since, all of its versions are deprecated."""

    kind: str
    type_name: str
    arn: str
    versions: list[TypeVersion] = field(default_factory=list)
    default_version_id: str = ""
    configuration: TypeConfiguration | None = None

    @property
    def live_versions(self) -> list[TypeVersion]:
        return [version for version in self.versions if not version.is_deprecated]

    @property
    def is_deprecated(self) -> bool:
        return not self.live_versions

    @property
    def default(self) -> TypeVersion:
        """Return the default version; of a deregistered type, the last default."""
        return next(version for version in self.versions if version.version_id == self.default_version_id)

    def version(self, version_id: str) -> TypeVersion | None:
        return next((version for version in self.versions if version.version_id == version_id), None)


class Registry:
    """All registered types. The engine asks for defaults; the actions of the API for the rest."""

    def __init__(self, account_id: str, region: str) -> None:
        self.account_id = account_id
        self.region = region
        self.registrations: dict[str, Registration] = {}
        self._types: dict[tuple[str, str], RegisteredType] = {}
        self._versions_begun: Counter[tuple[str, str]] = Counter()
        self._is_closed = False
        self._lock = RLock()

    def default_version(self, kind: str, type_name: str) -> TypeVersion | None:
        """Return the version in use of a type of `kind` RESOURCE, HOOK or MODULE; None without such a type."""
        found = self.find(kind, type_name)
        return None if found is None or found.is_deprecated else found.default

    def default_versions(self, kind: str) -> list[TypeVersion]:
        """Return the versions in use of all types of `kind`, in the order of first registration."""
        return [found.default for found in self.types() if found.kind == kind and not found.is_deprecated]

    def fragment(self, type_name: str) -> dict[str, Any] | None:
        """Return the template fragment of a module; None if the module does not exist."""
        version = self.default_version("MODULE", type_name)
        return None if version is None else version.fragment

    def configuration(self, kind: str, type_name: str) -> dict[str, Any] | None:
        """Return the parsed configuration, with what it refers to; None if none is set. Raise RegistryError if it
        refers to what there is not."""
        found = self.find(kind, type_name)
        if found is None or found.configuration is None:
            return None
        return configuration_references.resolved(found.configuration.document, self.account_id, self.region)

    def find(self, kind: str, type_name: str) -> RegisteredType | None:
        """Return the type, even if it has been deregistered."""
        with self._lock:
            return self._types.get((kind, type_name))

    def types(self) -> list[RegisteredType]:
        with self._lock:
            return list(self._types.values())

    def next_version_id(self, kind: str, type_name: str) -> str:
        """Return a version number that is never reused, even if its registration fails."""
        with self._lock:
            self._versions_begun[kind, type_name] += 1
            return f"{self._versions_begun[kind, type_name]:08}"

    def add(self, version: TypeVersion) -> None:
        """Add the version, as the default if there is none. Idle older versions stop their workers."""
        with self._lock:
            if self._is_closed:
                _close([version])
                return
            key = version.kind, version.type_name
            added = self._types.setdefault(key, RegisteredType(version.kind, version.type_name, version.type_arn))
            if added.is_deprecated:
                added.default_version_id = version.version_id
                added.configuration = None
            added.versions.append(version)
            resting = [other for other in added.live_versions if other not in (version, added.default)]
        for other in resting:
            if other.handler is not None:
                other.handler.rest()

    def replace(self, version: TypeVersion) -> None:
        """Replace the only version of an activated type; its configuration stays."""
        with self._lock:
            found = self._types[version.kind, version.type_name]
            before = list(found.versions)
            found.versions[:] = [version]
            found.default_version_id = version.version_id
        _close(before)

    def remove(self, kind: str, type_name: str) -> None:
        """Remove a type with its configuration, as if it had never been."""
        with self._lock:
            removed = self._types.pop((kind, type_name))
        _close(removed.versions)

    def deregister(self, versions: list[TypeVersion]) -> None:
        with self._lock:
            for version in versions:
                version.is_deprecated = True
        _close(versions)

    def close(self) -> None:
        """Stop all workers, including those of registrations in progress."""
        with self._lock:
            self._is_closed = True
            versions = [version for found in self._types.values() for version in found.live_versions]
        _close(versions)


def registry_of(account_id: str, region: str) -> Registry:
    """Return the registry of an account in a Region. It is stored on moto's backend, so resetting moto clears it."""
    backend = cloudformation_backends[account_id][region]
    # `setdefault` of a dictionary is atomic: later callers get what the first one created.
    registry: Registry = backend.__dict__.setdefault("private_types", Registry(account_id, region))
    return registry


def close_before_reset(backend: CloudFormationBackend) -> None:
    """Stop what must not outlive a reset of `backend`."""
    registry: Registry | None = backend.__dict__.get("private_types")
    if registry is not None:
        registry.close()


def _close(versions: list[TypeVersion]) -> None:
    for version in versions:
        if version.handler is not None:
            version.handler.close()
