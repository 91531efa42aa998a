"""What is known of the resources of a stack while its template is evaluated."""

from __future__ import annotations

from typing import Any, Protocol

from cfn_local.engine.template.values import UNKNOWN


class Resources(Protocol):
    """What is known of the resources of a stack; both may be UNKNOWN."""

    def ref(self, logical_id: str) -> Any:
        """What a Ref to the resource yields."""

    def attribute(self, logical_id: str, name: str) -> Any:
        """What Fn::GetAtt yields."""


class NothingKnown:
    """Resources that do not exist yet."""

    def ref(self, _: str) -> Any:
        """UNKNOWN."""
        return UNKNOWN

    def attribute(self, _: str, __: str) -> Any:
        """UNKNOWN."""
        return UNKNOWN
