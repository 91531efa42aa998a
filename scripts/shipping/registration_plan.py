"""Plans for registering or removing extensions in an account, decided before anything is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shipping.extension import Extension
from shipping.package import Package

ARTIFACTS_STACK = "awscommunity-artifacts"
LOGS_STACK = "awscommunity-log-delivery"


@dataclass(frozen=True)
class RegisteredVersion:
    """A version in the registry. `contents` identifies its package; None if another tool built that."""

    version_id: str
    arn: str
    contents: str | None
    is_default: bool


@dataclass(frozen=True)
class Register:
    """A package that the registry lacks. The first version of a type becomes its default automatically."""

    package: Package
    is_first: bool
    set_default: bool

    def __str__(self) -> str:
        made_default = "the default" if self.is_first or self.set_default else "not the default: see --set-default"
        size = f"{len(self.package.content):,} bytes"
        return f"register  {self.package.extension.type_name}  package {self.package.contents}, {size}; {made_default}"


@dataclass(frozen=True)
class SetDefault:
    """A registered version that is to become the default."""

    extension: Extension
    version: RegisteredVersion

    def __str__(self) -> str:
        return f"default   {self.extension.type_name}  version {self.version.version_id} becomes the default"


@dataclass(frozen=True)
class Keep:
    """A version that holds exactly this package."""

    extension: Extension
    version: RegisteredVersion

    def __str__(self) -> str:
        default = "the default" if self.version.is_default else "not the default"
        return f"keep      {self.extension.type_name}  version {self.version.version_id} is this package; {default}"


@dataclass(frozen=True)
class DisableHook:
    """A hook to disable while it is removed."""

    extension: Extension

    def __str__(self) -> str:
        return f"disable   {self.extension.type_name}  no operation runs it any more"


@dataclass(frozen=True)
class DeregisterVersion:
    """A version other than the default; these are deregistered first, because a type goes with its last version."""

    extension: Extension
    version: RegisteredVersion

    def __str__(self) -> str:
        return f"remove    {self.extension.type_name}  version {self.version.version_id}"


@dataclass(frozen=True)
class DeregisterType:
    """The type, with its default version."""

    extension: Extension
    version: RegisteredVersion

    def __str__(self) -> str:
        return f"remove    {self.extension.type_name}  version {self.version.version_id}, the default, and the type"


@dataclass(frozen=True)
class DeleteStack:
    """A stack that held the role of an extension, or of the log delivery."""

    stack: str

    def __str__(self) -> str:
        return f"delete    stack {self.stack}"


Step = Register | SetDefault | Keep | DisableHook | DeregisterVersion | DeregisterType | DeleteStack


def role_stack(extension: Extension) -> str:
    """Return the stack of the extension's execution role."""
    return f"{extension.name}-execution-role"


def plan_submission(
    packages: Sequence[Package], registered: Mapping[str, Sequence[RegisteredVersion]], *, set_default: bool
) -> list[Step]:
    """Return a step for each package; `registered` has the live versions by type name."""
    return [_submission(package, registered[package.extension.type_name], set_default) for package in packages]


def _submission(package: Package, versions: Sequence[RegisteredVersion], set_default: bool) -> Step:
    same = [version for version in versions if version.contents == package.contents]
    if not same:
        return Register(package, is_first=not versions, set_default=set_default)
    version = next((one for one in same if one.is_default), same[-1])
    if set_default and not version.is_default:
        return SetDefault(package.extension, version)
    return Keep(package.extension, version)


def plan_removal(
    extensions: Sequence[Extension], registered: Mapping[str, Sequence[RegisteredVersion]], stacks: Sequence[str]
) -> list[Step]:
    """Return the steps: disable hooks, deregister versions, then types, and delete roles last; `stacks` names existing
    ones.

    The stack of the log delivery is deleted when no extension's execution role is left.
    """
    steps: list[Step] = []
    for extension in extensions:
        versions = registered[extension.type_name]
        if versions and extension.kind == "HOOK":
            steps.append(DisableHook(extension))
        steps += [DeregisterVersion(extension, version) for version in versions if not version.is_default]
        steps += [DeregisterType(extension, version) for version in versions if version.is_default]
    going = [role_stack(extension) for extension in extensions if role_stack(extension) in stacks]
    steps += [DeleteStack(stack) for stack in going]
    staying = [stack for stack in stacks if stack.endswith("-execution-role") and stack not in going]
    if LOGS_STACK in stacks and not staying:
        steps.append(DeleteStack(LOGS_STACK))
    return steps
