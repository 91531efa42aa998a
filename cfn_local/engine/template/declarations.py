"""The declarations of a template, in the form that the rest of the engine reads.

Values are in normal form: a Ref names a parameter, a pseudo parameter or a logical id; Fn::GetAtt is a list of a
logical id and an attribute; so do the names in Fn::Sub. Contents of modules stand beside the template's own
declarations, under logical ids that begin with the module's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ParameterDeclaration:
    """A member of Parameters. Values are texts, because CloudFormation compares and passes texts."""

    name: str
    type: str
    default: str | None = None
    no_echo: bool = False
    description: str | None = None
    allowed_values: tuple[str, ...] | None = None
    allowed_pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_value: float | None = None
    max_value: float | None = None
    constraint_description: str | None = None


@dataclass(frozen=True)
class ModuleInfo:
    """The modules that contain a resource, innermost first, as DescribeStackResources names them."""

    logical_id_hierarchy: str
    type_hierarchy: str

    def as_answer(self) -> dict[str, str]:
        """The members of CloudFormation's ModuleInfo."""
        return {"TypeHierarchy": self.type_hierarchy, "LogicalIdHierarchy": self.logical_id_hierarchy}


@dataclass(frozen=True)
class ResourceDeclaration:
    """A member of Resources, or of a module in it."""

    logical_id: str
    type: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    depends_on: tuple[str, ...] = ()
    condition: str | None = None
    # Texts, or functions of parameters and conditions.
    deletion_policy: Any = None
    update_replace_policy: Any = None
    metadata: Mapping[str, Any] | None = None
    creation_policy: Mapping[str, Any] | None = None
    update_policy: Mapping[str, Any] | None = None
    module: ModuleInfo | None = None


@dataclass(frozen=True)
class OutputDeclaration:
    """A member of Outputs, or of the outputs of a module."""

    key: str
    value: Any
    description: str | None = None
    export_name: Any = None
    condition: str | None = None


@dataclass(frozen=True)
class Rule:
    """A member of Rules: assertions about parameters that apply if the condition is true."""

    name: str
    condition: Any
    assertions: tuple[tuple[Any, str], ...]


@dataclass(frozen=True)
class Template:
    """A well-formed template without unresolved names."""

    body: str
    # The body after its transforms, with its modules expanded; the body itself if it has neither.
    processed_body: str
    description: str | None
    metadata: Mapping[str, Any] | None
    parameters: Mapping[str, ParameterDeclaration]
    mappings: Mapping[str, Mapping[str, Mapping[str, Any]]]
    conditions: Mapping[str, Any]
    rules: Mapping[str, Rule]
    resources: Mapping[str, ResourceDeclaration]
    outputs: Mapping[str, OutputDeclaration]
    # The types of the modules in the template, including nested ones.
    modules: frozenset[str] = frozenset()
    # The names of its transforms.
    transforms: tuple[str, ...] = ()
    # The document as written, until its transforms have run. Then only the description, the metadata and the
    # parameters are known.
    unprocessed: Mapping[str, Any] | None = None
