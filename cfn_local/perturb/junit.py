"""The findings as JUnit XML, which CI systems read."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from cfn_local.perturb.report import grouped, repeat_command
from cfn_local.perturb.result import Result

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(path: Path, results: Sequence[tuple[Path, Result]]) -> None:
    """Return a `testsuite` per project: a failed `testcase` per finding, an `error` per abort, the number of cases."""
    root = ElementTree.Element("testsuites")
    for folder, result in results:
        groups = grouped(result.findings)
        suite = ElementTree.SubElement(root, "testsuite", name=result.name, time=f"{result.seconds:.3f}")
        counts = {
            "tests": result.run + result.pairs_run + len(result.stops) + len(result.stale),
            "failures": len(groups) + len(result.stale),
            "errors": len(result.stops),
        }
        suite.attrib.update({name: str(count) for name, count in counts.items()})
        for group in groups:
            first = group[0]
            case = ElementTree.SubElement(suite, "testcase", classname=result.name, name=_clean(first.case.name))
            violation = first.violation
            failure = ElementTree.SubElement(case, "failure", message=_clean(f"{violation.oracle}: {violation.sign}"))
            lines = [violation.happened, violation.expected, *first.steps, repeat_command(folder, first, result)]
            failure.text = _clean("\n".join(lines))
        for line in result.stale:
            case = ElementTree.SubElement(suite, "testcase", classname=result.name, name="generated code")
            ElementTree.SubElement(case, "failure", message=_clean(line))
        for stop in result.stops:
            case = ElementTree.SubElement(suite, "testcase", classname=result.name, name="cfn-local perturb")
            ElementTree.SubElement(case, "error", message=_clean(stop))
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
