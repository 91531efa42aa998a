"""The report of `cfn-local check` for readers, within 80 columns as far as the words allow."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cfn_local.shell.checked import Checked

_WIDTH = 80
_MOST_OFTEN = 5
_VERDICTS = {"HOOK_COMPLETE_SUCCEEDED": "passes", "HOOK_COMPLETE_FAILED": "fails", "HOOK_FAILED": "is in error"}
_WHOLES = {"STACK": "the stack ", "CHANGE_SET": "a change set that creates the stack "}


def lines(checked: Sequence[Checked], region: str) -> Iterator[str]:
    """Return the lines for each template; for a single one also every verdict of a hook, for several a summary."""
    for one in checked:
        yield from _of_template(one)
        if len(checked) == 1 and one.found is not None:
            yield from _of_hooks(one.found.resources, region)
    if len(checked) > 1:
        yield from _summary(checked)


def _of_template(one: Checked) -> Iterator[str]:
    if one.found is None:
        yield from _wrapped(f"{one.path}: cannot be checked: {one.problem}", 0)
        return
    things = len(one.obstructions)
    count = "nothing stands" if not things else f"{things} thing{'s'[: things > 1]} stand{'s'[: things == 1]}"
    yield f"{one.path}: {count} in the way"
    remedy = ""
    for obstruction in one.obstructions:
        if remedy and obstruction.remedy != remedy:
            yield from _wrapped(remedy, 4)
        remedy = obstruction.remedy
        yield from _wrapped(obstruction.sentence, 2)
    if remedy:
        yield from _wrapped(remedy, 4)
    if one.found.assumed:
        yield from _wrapped(f"made up: {', '.join(one.found.assumed)}; state values with --parameters", 2)


def _of_hooks(resources: Sequence[Mapping[str, Any]], region: str) -> Iterator[str]:
    judged = [resource for resource in resources if resource["Hooks"]]
    for resource in judged:
        yield from _of_resource(resource)
    if judged and (others := [str(one["LogicalResourceId"]) for one in resources if not one["Hooks"]]):
        yield from _wrapped(f"no hook of {region} applies to {', '.join(others)}", 0)


def _of_resource(resource: Mapping[str, Any]) -> Iterator[str]:
    is_one = resource["TargetType"] == "RESOURCE"
    what = "" if is_one else _WHOLES[resource["TargetType"]]
    yield f"{what}{resource['LogicalResourceId']}" + (f" ({resource['ResourceType']})" if is_one else "")
    if resource["Unknown"]:
        yield f"  not known before creation: {', '.join(resource['Unknown'])}"
    for hook in resource["Hooks"]:
        stops = " and stops it" if hook["Stops"] else ""
        yield f"  {_VERDICTS[hook['HookStatus']]}{stops}: {hook['HookType']} ({hook['HookFailureMode']})"
        yield from _wrapped(hook["HookStatusReason"], 4)
        for annotation in hook["Annotations"]:
            yield from _of_annotation(annotation)


def _of_annotation(annotation: Mapping[str, str]) -> Iterator[str]:
    severity = f", {annotation['SeverityLevel']}" if "SeverityLevel" in annotation else ""
    message = f": {annotation['StatusMessage']}" if "StatusMessage" in annotation else ""
    yield from _wrapped(f"{annotation['Status']} {annotation['AnnotationName']}{severity}{message}", 4)
    for name in ("RemediationMessage", "RemediationLink"):
        if name in annotation and annotation["Status"] == "FAILED":
            yield from _wrapped(annotation[name].strip(), 6)


def _summary(checked: Sequence[Checked]) -> Iterator[str]:
    running = sum(one.runs for one in checked)
    more = sum(one.runs_with_stand_ins for one in checked) - running
    some = f", {more} more with --stand-ins" if more else ""
    yield ""
    yield f"{len(checked)} templates: {running} would run here{some}, {len(checked) - running - more} would not."
    often = Counter(text for one in checked for text in {found.text for found in one.obstructions}).most_common()
    if repeated := [f"{text} ({count})" for text, count in often if count > 1][:_MOST_OFTEN]:
        yield from _wrapped(f"In the way of several: {'; '.join(repeated)}", 0)


def _wrapped(text: str, indent: int) -> list[str]:
    first, *rest = text.splitlines() or [""]
    found = _filled(first, indent, indent + 2)
    return [*found, *(line for more in rest for line in _filled(more, indent + 2, indent + 2))]


def _filled(text: str, indent: int, rest: int) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
