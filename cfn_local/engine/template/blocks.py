"""The sections of a template whose values have functions, and their unresolved names."""

from __future__ import annotations

from collections.abc import Iterable

from cfn_local.engine.template import functions
from cfn_local.engine.template.errors import TemplateError, UnresolvedReferencesError


class Block:
    """One section of the template or of a module, with the functions that it may use and its unresolved names."""

    def __init__(
        self,
        name: str,
        supported: frozenset[str] = functions.VALUES,
        document: str = "template",
        resources: bool = True,
    ) -> None:
        self.name = name
        self.supported = supported
        self.document = document
        # Whether values of the section may reference resources.
        self.resources = resources
        self.unresolved: dict[str, None] = {}

    def close(self) -> None:
        """Raise TemplateError if the section has unresolved names."""
        if not self.unresolved:
            return
        if self.resources:
            raise unresolved(self.unresolved, self.name, self.document)
        raise TemplateError(
            f"Template format error: Unresolved dependencies [{', '.join(self.unresolved)}]. Cannot reference "
            f"resources in the {self.name} block of the {self.document}"
        )


def unresolved(
    names: Iterable[str], block: str, document: str = "template", *, of_condition: bool = False
) -> TemplateError:
    """The TemplateError for references to resources that do not exist, or whose condition is false."""
    message = f"Unresolved resource dependencies [{', '.join(names)}] in the {block} block of the {document}"
    text = message if block == "Outputs" and of_condition else f"Template format error: {message}"
    return TemplateError(text) if of_condition else UnresolvedReferencesError(text, tuple(names))
