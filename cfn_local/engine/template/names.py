"""Resolution of names in a template or in the fragment of a module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cfn_local.engine.template.pseudo_parameters import PSEUDO_PARAMETERS


@dataclass(frozen=True)
class Names:
    """The names that one template or fragment may use, and their meaning in the whole template."""

    # The value that a Ref to the parameter stands for: the Ref itself, or the value in a module's Properties.
    parameters: Mapping[str, Any]
    # Every spelling of a resource (`Queue`, `Module.Queue`, `ModuleQueue`) to its logical id.
    resources: Mapping[str, str]
    # Every spelling of a module to the logical ids of all its contents.
    modules: Mapping[str, tuple[str, ...]]
    conditions: Mapping[str, str]
    mappings: Mapping[str, str]

    @cached_property
    def logical_ids(self) -> frozenset[str]:
        """The logical ids of the resources that have a name here."""
        return frozenset(self.resources.values())

    def reference(self, name: str) -> Any | None:
        """The value that `Ref: name` stands for; None if nothing has this name."""
        if name in self.parameters:
            return self.parameters[name]
        if name in PSEUDO_PARAMETERS:
            return {"Ref": name}
        return {"Ref": self.resources[name]} if name in self.resources else None

    def attribute(self, path: str) -> list[str] | None:
        """The logical id and attribute in `Queue.Arn` or `Module.Queue.Arn`; None if there is no such resource."""
        end = path.find(".")
        while end != -1:
            if path[:end] in self.resources:
                return [self.resources[path[:end]], path[end + 1 :]]
            end = path.find(".", end + 1)
        return None
