"""What a transform is applied to, and what it may ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.parameters import Value
from cfn_local.engine.template.pseudo_parameters import PseudoParameters
from cfn_local.engine.template.transforms.uses import Use

# From the request that a macro's function gets to its answer; None if the function fails.
Macro = Callable[[Mapping[str, Any]], Any]


class Account(Protocol):
    """What only an account has."""

    def stored_text(self, bucket: str, key: str) -> str:
        """The text of an object in S3. Raises TemplateError, saying what does not exist."""

    def macro(self, name: str) -> Macro | None:
        """The macro with this name."""

    def managed_policies(self) -> Mapping[str, str]:
        """The ARNs of AWS's managed policies, by name."""


@dataclass(frozen=True)
class Inputs:
    """The values of the parameters and pseudo parameters of the stack. `hidden` are the parameters with NoEcho."""

    parameters: Mapping[str, Value]
    pseudo: PseudoParameters
    hidden: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        """The value of a parameter as text: lists joined by commas."""
        value = self.parameters[name]
        return ",".join(value) if isinstance(value, list) else value


@dataclass(frozen=True)
class Application:
    """One use of a transform, with its parameters evaluated, and the `fragment` of the template that it changes.

    The fragment is the template without its Transform section or, if `is_embedded`, what stands beside Fn::Transform.
    """

    use: Use
    fragment: Any
    is_embedded: bool
    inputs: Inputs
    account: Account

    def failure(self, reason: str) -> TemplateError:
        """The TemplateError that CloudFormation reports when a transform fails."""
        return TemplateError(f"Transform {self.use.name} failed with: {reason}")

    def failed_by(self, error: TemplateError) -> TemplateError:
        """The same for an error that any template may have."""
        return self.failure(str(error).removeprefix("Template error: "))
