"""The configuration of a hook: whether, where and how strictly it runs.

Names, defaults and meaning follow the "Hook configuration schema" of the CloudFormation Hooks User Guide and the
ConfigurationSchema that AWS returns with a hook. The registry has validated the document against that schema.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.hooks.target import INVOCATION_POINT
from cfn_local.engine.hooks.wildcards import matches, matches_arn

Document = Mapping[str, Any]


@dataclass(frozen=True)
class HookConfiguration:
    """The HookConfiguration within the document that SetTypeConfiguration takes."""

    members: Document

    @classmethod
    def from_document(cls, document: Document | None) -> "HookConfiguration | None":
        """The configuration in the document; None if there is none, since such a hook does not run."""
        members = ((document or {}).get("CloudFormationConfiguration") or {}).get("HookConfiguration")
        return cls(members) if members else None

    @property
    def is_enabled(self) -> bool:
        """Whether the hook runs, by HookInvocationStatus or by TargetStacks, which AWS keeps for old configurations."""
        status = self.members.get("HookInvocationStatus")
        return status == "ENABLED" if status else self.members.get("TargetStacks") == "ALL"

    @property
    def target_operations(self) -> frozenset[str]:
        """The operations it runs for: RESOURCE by default; STACK, CHANGE_SET, CLOUD_CONTROL."""
        return frozenset(self.members.get("TargetOperations") or ["RESOURCE"])

    @property
    def failure_mode(self) -> str:
        """FAIL, which stops the operation, or WARN, the default, which lets it continue."""
        return str(self.members.get("FailureMode") or "WARN")

    @property
    def properties(self) -> Document:
        """The hook's own type configuration."""
        return self.members.get("Properties") or {}

    def admits_target(self, type_name: str, action: str) -> bool:
        """Whether TargetFilters include `action` (CREATE, UPDATE, DELETE) on a resource of this type."""
        filters = self.members.get("TargetFilters") or {}
        asked = (type_name, action, INVOCATION_POINT)
        listed = [filters.get(name) for name in ("TargetNames", "Actions", "InvocationPoints")]
        if "Targets" in filters:
            return any(_is_target(target, asked) for target in filters["Targets"])
        return all(_is_among(value, patterns) for value, patterns in zip(asked, listed, strict=True))

    def admits_stack(self, stack_name: str, role_arn: str | None) -> bool:
        """Whether StackFilters include a stack with this name and service role."""
        filters = self.members.get("StackFilters") or {}
        verdicts = [
            _admits(filters[kind], value, is_match)
            for kind, value, is_match in (
                ("StackNames", stack_name, matches),
                ("StackRoles", role_arn or "", matches_arn),
            )
            if kind in filters
        ]
        return any(verdicts) if filters.get("FilteringCriteria") == "ANY" and verdicts else all(verdicts)


def _is_target(target: Document, asked: tuple[str, ...]) -> bool:
    patterns = [target.get(name) for name in ("TargetName", "Action", "InvocationPoint")]
    return all(_is_among(value, [pattern]) for value, pattern in zip(asked, patterns, strict=True) if pattern)


def _is_among(value: str, patterns: list[str] | None) -> bool:
    return not patterns or any(matches(pattern, value) for pattern in patterns)


def _admits(filter_: Document, value: str, is_match: Callable[[str, str], bool]) -> bool:
    """Whether the value is in Include, if there is one, and not in Exclude."""
    included, excluded = filter_.get("Include"), filter_.get("Exclude") or []
    is_included = not included or any(is_match(pattern, value) for pattern in included)
    return is_included and not any(is_match(pattern, value) for pattern in excluded)
