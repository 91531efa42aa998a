"""The report of `cfn-local check` for machines: JSON, SARIF 2.1.0 and JUnit XML."""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Any
from xml.etree import ElementTree

from cfn_local.shell.checked import Checked, Obstruction
from cfn_local.shell.template_files import line_of
from cfn_local.xml_text import xml_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(checked: Sequence[Checked]) -> str:
    """One object per template, with all that stands in its way and the verdicts of hooks."""
    return json.dumps({"templates": [_document(one) for one in checked]}, indent=2)


def as_sarif(checked: Sequence[Checked]) -> str:
    """One result per obstruction, at the line of the first resource that it concerns."""
    rules = sorted({_rule(found.kind) for one in checked for found in one.obstructions})
    driver = {"name": "cfn-local check", "version": version("cfn-local"), "rules": [{"id": rule} for rule in rules]}
    results = [_result(one, found) for one in checked for found in one.obstructions]
    failed = [
        {"level": "error", "message": {"text": one.problem}, "locations": [_location(one, 1)]}
        for one in checked
        if one.problem
    ]
    invocation = {"executionSuccessful": not failed, "toolExecutionNotifications": failed}
    run = {"tool": {"driver": driver}, "invocations": [invocation], "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def as_junit(checked: Sequence[Checked]) -> str:
    """One test case per template; it fails once, with all that stands in its way."""
    root = ElementTree.Element("testsuites")
    failures, errors = (
        sum(map(bool, each)) for each in zip(*((one.obstructions, one.problem) for one in checked), strict=True)
    )
    suite = ElementTree.SubElement(root, "testsuite", name="cfn-local check")
    suite.attrib.update(tests=str(len(checked)), failures=str(failures), errors=str(errors))
    for one in checked:
        case = ElementTree.SubElement(suite, "testcase", classname="cfn-local check", name=xml_text(one.path))
        if one.problem:
            ElementTree.SubElement(case, "error", message=xml_text(one.problem))
        if one.obstructions:
            sentences = [found.sentence for found in one.obstructions]
            failure = ElementTree.SubElement(case, "failure", message=xml_text(f"{len(sentences)} in the way"))
            failure.text = xml_text("\n".join(sentences))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


FORMATS: Mapping[str, Callable[[Sequence[Checked]], str]] = {"json": as_json, "sarif": as_sarif, "junit": as_junit}


def _document(one: Checked) -> dict[str, Any]:
    return {
        "template": one.path,
        "problem": one.problem or None,
        "runs": one.runs,
        "runsWithStandIns": one.runs_with_stand_ins,
        "obstructions": [
            {
                "kind": found.kind,
                "text": found.text,
                "logicalIds": list(found.logical_ids),
                "remedy": found.remedy or None,
                "line": _line(one, found),
            }
            for found in one.obstructions
        ],
        "assumedParameters": list(one.found.assumed) if one.found else [],
        "hooks": list(one.found.resources) if one.found else [],
    }


def _result(one: Checked, found: Obstruction) -> dict[str, Any]:
    text = f"{found.sentence}. {found.remedy}" if found.remedy else found.sentence
    location = _location(one, _line(one, found))
    return {"ruleId": _rule(found.kind), "level": "error", "message": {"text": text}, "locations": [location]}


def _location(one: Checked, line: int) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": one.path}, "region": {"startLine": line}}}


def _line(one: Checked, found: Obstruction) -> int:
    return line_of(one.text, found.logical_ids[0]) if found.logical_ids else 1


def _rule(kind: str) -> str:
    return kind.replace(" ", "-")
