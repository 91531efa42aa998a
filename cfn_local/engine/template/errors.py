"""The error for invalid templates and parameter values."""

from __future__ import annotations


class TemplateError(ValueError):
    """CloudFormation refuses the template; the message is that of its ValidationError."""
