"""What is wrong with a template or with the values of its parameters."""

from __future__ import annotations


class TemplateError(ValueError):
    """CloudFormation refuses the template; the message is that of its ValidationError."""
