"""The reference of a module, docs/README.md: cfn writes one for resources and hooks, but not for modules."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shipping.extension import Extension

from cfn_local.registry.module_fragments import read_fragment

_CONSTRAINTS = {
    "AllowedValues": "Allowed values",
    "AllowedPattern": "Pattern",
    "MinLength": "Minimum length",
    "MaxLength": "Maximum length",
    "MinValue": "Minimum",
    "MaxValue": "Maximum",
    "ConstraintDescription": "In words",
}

Members = Mapping[str, Any]


def write_docs(project: Path) -> None:
    """Write docs/README.md of the module project from its fragment."""
    (project / "docs").mkdir(exist_ok=True)
    text = "\n".join(_page(Extension.in_folder(project).type_name, read_fragment(project / "fragments"))).rstrip()
    (project / "docs" / "README.md").write_text(f"{text}\n", "utf-8")


def _page(type_name: str, fragment: Members) -> Iterator[str]:
    parameters = fragment.get("Parameters", {})
    yield from (f"# {type_name}", "", str(fragment.get("Description", "")).strip(), "")
    yield from ("## Syntax", "", "```yaml", *_syntax(type_name, parameters), "```", "")
    yield from ("## Parameters", "")
    for name, parameter in parameters.items():
        yield from (*_parameter(name, parameter), "")
    yield from _resources(fragment["Resources"])
    if outputs := fragment.get("Outputs"):
        yield from _outputs(outputs)


def _syntax(type_name: str, parameters: Members) -> Iterator[str]:
    yield from ("Resources:", "  Mine:", f"    Type: {type_name}")
    if parameters:
        yield "    Properties:"
    for name, parameter in parameters.items():
        kind = parameter["Type"]
        value = f"[{kind.removeprefix('List<').removesuffix('>')}, ...]" if kind.startswith("List<") else kind
        yield f"      {name}: {value}"


def _parameter(name: str, parameter: Members) -> Iterator[str]:
    yield from (f"### {name}", "", str(parameter.get("Description", "")).strip(), "")
    yield f"_Required_: {'No' if 'Default' in parameter else 'Yes'}"
    yield from ("", f"_Type_: {parameter['Type']}")
    if "Default" in parameter:
        yield from ("", f"_Default_: {_value(parameter['Default'])}")
    for key, label in _CONSTRAINTS.items():
        if key in parameter:
            stated = parameter[key]
            words = stated if key == "ConstraintDescription" else _values(stated)
            yield from ("", f"_{label}_: {words}")


def _values(stated: Any) -> str:
    return ", ".join(_value(one) for one in stated) if isinstance(stated, list) else _value(stated)


def _value(value: Any) -> str:
    return f"`{value}`" if str(value) else "empty"


def _resources(resources: Members) -> Iterator[str]:
    yield from ("## Resources", "")
    yield "A template refers to what the module `Mine` contains by either spelling, in Ref, GetAtt, Sub and DependsOn."
    yield from ("", "| Resource | Type | Made | Refer to it as |", "|---|---|---|---|")
    for name, resource in resources.items():
        made = f"if {resource['Condition']}" if "Condition" in resource else "always"
        yield f"| {name} | {resource['Type']} | {made} | `Mine.{name}`, `Mine{name}` |"
    yield ""


def _outputs(outputs: Members) -> Iterator[str]:
    yield from ("## Outputs", "", "The stack has them as outputs of its own.", "")
    yield from ("| Output | In the stack | What |", "|---|---|---|")
    for name, output in outputs.items():
        yield f"| {name} | `Mine{name}` | {str(output.get('Description', '')).strip()} |"
    yield ""


if __name__ == "__main__":
    write_docs(Path(sys.argv[1]))
