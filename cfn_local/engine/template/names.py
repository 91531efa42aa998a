"""What the names in a template, or in the fragment of a module, stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cfn_local.engine.template.pseudo_parameters import PSEUDO_PARAMETERS


@dataclass(frozen=True)
class Names:
    """The names that values of one template or fragment may use, and what they are in the whole template."""

    # The value that a Ref to the parameter stands for: that Ref itself, or what a module's Properties state.
    parameters: Mapping[str, Any]
    # Every spelling of a resource (`Queue`, `Module.Queue`, `ModuleQueue`) to its logical id.
    resources: Mapping[str, str]
    # Every spelling of a module to the logical ids of all that it contains.
    modules: Mapping[str, tuple[str, ...]]
    conditions: Mapping[str, str]
    mappings: Mapping[str, str]

    @cached_property
    def logical_ids(self) -> frozenset[str]:
        """The logical ids of the resources that have a name here."""
        return frozenset(self.resources.values())

    def reference(self, name: str) -> Any | None:
        """The value that `Ref: name` stands for; None when there is nothing of this name."""
        if name in self.parameters:
            return self.parameters[name]
        if name in PSEUDO_PARAMETERS:
            return {"Ref": name}
        return {"Ref": self.resources[name]} if name in self.resources else None

    def attribute(self, path: str) -> list[str] | None:
        """The logical id and attribute that `Queue.Arn` or `Module.Queue.Arn` names; None without such a resource."""
        end = path.find(".")
        while end != -1:
            if path[:end] in self.resources:
                return [self.resources[path[:end]], path[end + 1 :]]
            end = path.find(".", end + 1)
        return None
