"""The roles, users and groups that a policy names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

HOLDERS: Final = {"Roles": "Role", "Users": "User", "Groups": "Group"}


def holders(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The holders of the policy, such as `("Role", "builder")`."""
    for property_name, kind in HOLDERS.items():
        for name in properties.get(property_name, ()):
            yield kind, name
