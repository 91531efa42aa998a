"""A nested stack as a resource of its parent, and the children of a stack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.template import TemplateError
from cfn_local.engine.types.resource_type import Properties

_OUTPUTS = "Outputs."


@dataclass(frozen=True)
class NestedStack:
    """The child `stack`; its outputs are attributes of the resource."""

    stack: Stack = field(repr=False)

    @property
    def physical_id(self) -> str:
        return self.stack.stack_id

    @property
    def model(self) -> Properties:
        return {"StackId": self.stack.stack_id}

    @property
    def is_to_be_cleaned_up(self) -> bool:
        """Whether it has been updated, or could not be rolled back, and its parent is to decide how that ends."""
        return self.stack.rollback is not None

    def attribute(self, name: str) -> Any:
        """The output that `Outputs.NAME` names."""
        if not name.startswith(_OUTPUTS):
            raise KeyError(name)
        key = name.removeprefix(_OUTPUTS)
        for output in self.stack.outputs:
            if output.key == key:
                return output.value
        raise TemplateError(f"Output '{key}' not found in stack '{self.stack.stack_id}'")


def children_of(stack: Stack) -> Iterator[NestedStack]:
    """The nested stacks that are resources of the stack."""
    for resource in list(stack.resources.values()):
        if resource.deployed is not None and isinstance(resource.deployed.live, NestedStack):
            yield resource.deployed.live
