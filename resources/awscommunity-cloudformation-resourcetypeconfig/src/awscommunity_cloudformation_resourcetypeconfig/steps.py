"""The steps of a plan, as values."""

from dataclasses import dataclass

from .observation import Document


@dataclass(frozen=True)
class SetConfiguration:
    """Replace the configuration by this document. An empty one takes it away."""

    document: Document
