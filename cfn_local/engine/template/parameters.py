"""The values of a template's parameters, from the request, the previous values and the defaults."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from cfn_local.engine.template.declarations import ParameterDeclaration, Template
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.parameter_declarations import LIST_TYPES, number_of, stored_type
from cfn_local.schemas import java_patterns

MAX_VALUE_BYTES = 4096

Value = str | list[str]
# From the name of a parameter in SSM Parameter Store to its value, or None.
ParameterStore = Callable[[str], str | None]


def parameter_values(
    template: Template,
    given: Mapping[str, str],
    previous: Mapping[str, str] | None = None,
    use_previous: Collection[str] = (),
    lookup: ParameterStore | None = None,
) -> dict[str, Value]:
    """The values of Refs to parameters: text, or a list of texts for list types. TemplateError if one is invalid.

    `previous` are the texts that the stack had; only those in `use_previous` are used.
    """
    texts = parameter_texts(template, given, previous or {}, use_previous)
    return {name: _value(template.parameters[name], text, lookup) for name, text in texts.items()}


def parameter_texts(
    template: Template, given: Mapping[str, str], previous: Mapping[str, str], use_previous: Collection[str]
) -> dict[str, str]:
    """The text of each parameter, as in DescribeStacks: lists not split, stored values not looked up."""
    declared = template.parameters
    unknown = [name for name in (*given, *use_previous) if name not in declared]
    if unknown:
        raise TemplateError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    defaults = {
        name: one.default for name, one in declared.items() if one.default is not None and name not in use_previous
    }
    kept = {name: previous[name] for name in use_previous if name in previous}
    texts = {**defaults, **kept, **given}
    missing = [name for name in declared if name not in texts]
    if missing:
        raise TemplateError(f"Parameters: [{', '.join(missing)}] must have values")
    return {name: texts[name] for name in declared}


def _value(declaration: ParameterDeclaration, text: str, lookup: ParameterStore | None) -> Value:
    if len(text.encode(errors="replace")) > MAX_VALUE_BYTES:
        raise TemplateError(f"Parameter '{declaration.name}' must contain at most {MAX_VALUE_BYTES} bytes")
    _judge(declaration, text)
    stored = stored_type(declaration.type)
    if stored is None:
        return _elements(text) if declaration.type in LIST_TYPES else text
    found = lookup(text) if lookup else None
    if found is None:
        raise TemplateError(f"Parameters: [{declaration.name}] must have values")
    return _elements(found) if stored in LIST_TYPES else found


def _elements(text: str) -> list[str]:
    return [element.strip() for element in text.split(",")]


def _judge(declaration: ParameterDeclaration, text: str) -> None:
    for element in _elements(text) if declaration.type in LIST_TYPES else [text]:
        problem = _problem(declaration, element)
        if problem and declaration.constraint_description is not None:
            raise TemplateError(
                f"Parameter {declaration.name} failed to satisfy constraint: {declaration.constraint_description}"
            )
        if problem:
            raise TemplateError(f"Parameter '{declaration.name}' {problem}")


def _problem(declaration: ParameterDeclaration, text: str) -> str | None:
    """CloudFormation's message for an invalid text, if it is invalid."""
    if declaration.type in ("Number", "List<Number>"):
        problem = _numeric_problem(declaration, text)
        if problem:
            return problem
    if declaration.allowed_values is not None and text not in declaration.allowed_values:
        return "must be one of AllowedValues"
    if declaration.allowed_pattern is not None and not java_patterns.matches(declaration.allowed_pattern, text):
        return f"must match pattern {declaration.allowed_pattern}"
    if declaration.min_length is not None and len(text) < declaration.min_length:
        return f"must contain at least {declaration.min_length} characters"
    if declaration.max_length is not None and len(text) > declaration.max_length:
        return f"must contain at most {declaration.max_length} characters"
    return None


def _numeric_problem(declaration: ParameterDeclaration, text: str) -> str | None:
    number = number_of(text)
    if number is None:
        return "must be a number."
    if declaration.min_value is not None and number < declaration.min_value:
        return f"must be a number not less than {declaration.min_value:g}"
    if declaration.max_value is not None and number > declaration.max_value:
        return f"must be a number not greater than {declaration.max_value:g}"
    return None
