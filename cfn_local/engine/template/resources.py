"""Values of a stack's resources that are known during the evaluation of its template."""

from __future__ import annotations

from typing import Any, Protocol

from cfn_local.engine.template.values import UNKNOWN


class Resources(Protocol):
    """The known values of a stack's resources; both may be UNKNOWN."""

    def ref(self, logical_id: str) -> Any:
        """The value of a Ref to the resource."""

    def attribute(self, logical_id: str, name: str) -> Any:
        """The value of Fn::GetAtt."""


class NothingKnown:
    """Resources that do not exist yet."""

    def ref(self, _: str) -> Any:
        """UNKNOWN."""
        return UNKNOWN

    def attribute(self, _: str, __: str) -> Any:
        """UNKNOWN."""
        return UNKNOWN
