"""The error for invalid templates and parameter values."""

from __future__ import annotations


class TemplateError(ValueError):
    """CloudFormation refuses the template; the message is that of its ValidationError."""


class UnresolvedReferencesError(TemplateError):
    """A section references these names, which are neither resources nor parameters."""

    def __init__(self, message: str, names: tuple[str, ...]) -> None:
        super().__init__(message)
        self.names = names
