"""What a check of a template finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.deployment.obstacles import Obstacle


@dataclass(frozen=True)
class Report:
    """All obstacles of one template, and the verdicts of hooks on its resources.

    `assumed` are the parameters for which a value was made up, `unknown` those given that the template does not have.
    """

    obstacles: tuple[Obstacle, ...]
    hooks: tuple[Mapping[str, Any], ...] = ()
    assumed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
