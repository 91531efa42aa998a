"""Which types may be stood in for: as `--stand-ins` says for the whole local AWS, and a template for its own stack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

ALL = "*"
# What these do for a template cannot be stood in for: a stack that goes on as if they had done it proves nothing.
NEVER = frozenset(
    {"AWS::CloudFormation::CustomResource", "AWS::CloudFormation::Stack", "AWS::CloudFormation::WaitCondition"}
)


@dataclass(frozen=True)
class Switch:
    """Names of types, in which `*` stands for any text."""

    patterns: tuple[str, ...] = ()

    def covers(self, type_name: str) -> bool:
        """Whether stand-ins of the type are allowed where the local CloudFormation lacks it, or some of it."""
        return type_name not in NEVER and any(fnmatchcase(type_name, pattern) for pattern in self.patterns)

    def names(self, type_name: str) -> bool:
        """Whether the type is named as such. Then it is stood in for even if the local CloudFormation has it."""
        return type_name not in NEVER and type_name in self.patterns

    def __or__(self, other: Switch) -> Switch:
        return Switch(tuple(dict.fromkeys((*self.patterns, *other.patterns))))


@dataclass
class _Process:
    """The switch of this local AWS, which does not change while it runs."""

    switch: Switch = Switch()


_process = _Process()


def switch_on(patterns: Iterable[str]) -> None:
    """Allow stand-ins of these types in every stack of this local AWS."""
    _process.switch = Switch(tuple(patterns))


def switch_of(metadata: Mapping[str, Any] | None) -> Switch:
    """The switch for a template with this Metadata: that of the local AWS, and `cfn-local: {StandIns: [...]}`."""
    own = (metadata or {}).get("cfn-local")
    listed = own.get("StandIns", []) if isinstance(own, Mapping) else []
    texts = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    return _process.switch | Switch(tuple(text for text in texts if isinstance(text, str)))
