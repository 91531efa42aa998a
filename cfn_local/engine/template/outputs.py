"""The values of the outputs of a stack, and the names of their exports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.template.declarations import OutputDeclaration
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.evaluation import Surroundings, evaluate
from cfn_local.engine.template.values import UNKNOWN, text_of

_EXPORT_NAME = re.compile(r"[A-Za-z0-9:-]{1,255}")


@dataclass(frozen=True)
class Output:
    """An evaluated output; value and export name may be UNKNOWN."""

    key: str
    value: Any
    description: str | None = None
    export_name: Any = None


def evaluated(declared: Iterable[OutputDeclaration], around: Surroundings) -> list[Output]:
    """The evaluated outputs. Raises TemplateError if one cannot be evaluated."""
    found = [_output(one, around) for one in declared]
    names = [output.export_name for output in found if output.export_name not in (None, UNKNOWN)]
    for name in names:
        if names.count(name) > 1:
            raise TemplateError(f"Template error: Duplicate Export names. Several outputs export {name}.")
    return found


def _output(declared: OutputDeclaration, around: Surroundings) -> Output:
    value = evaluate(declared.value, around)
    text = UNKNOWN if value is UNKNOWN else text_of(value)
    if text is None:
        raise TemplateError(
            "Template format error: The Value field of every Outputs member must evaluate to a String. "
            f"That of {declared.key} does not."
        )
    name = None if declared.export_name is None else _export_name(declared, around)
    return Output(declared.key, text, declared.description, name)


def _export_name(declared: OutputDeclaration, around: Surroundings) -> Any:
    name = evaluate(declared.export_name, around)
    if name is not UNKNOWN and not _EXPORT_NAME.fullmatch(text_of(name) or ""):
        raise TemplateError(
            f"Template format error: Output {declared.key} is malformed. The Name field of every Export member "
            "must be specified and consist only of alphanumeric characters, colons, or hyphens."
        )
    return name if name is UNKNOWN else text_of(name)
