"""The settings that a client chooses for a stack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local.engine.template import Template


@dataclass(frozen=True)
class Settings:
    """The settings of a stack. `parameters` are the values that the `parameter_texts` stand for."""

    template: Template
    parameters: Mapping[str, Any]
    tags: Mapping[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()
    role_arn: str | None = None
    notification_arns: tuple[str, ...] = ()
    parameter_texts: Mapping[str, str] = field(default_factory=dict)
