"""The findings as JUnit XML, which CI systems read."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from cfn_local.perturb.causes import causes_of
from cfn_local.perturb.report import repeat_command
from cfn_local.perturb.result import Result
from cfn_local.xml_text import xml_text


def write(path: Path, results: Sequence[tuple[Path, Result]]) -> None:
    """Return a `testsuite` per project: a failed `testcase` per finding, an `error` per abort, the number of cases."""
    root = ElementTree.Element("testsuites")
    for folder, result in results:
        causes = causes_of(result.findings)
        suite = ElementTree.SubElement(root, "testsuite", name=result.name, time=f"{result.seconds:.3f}")
        counts = {
            "tests": result.run + result.pairs_run + len(result.stops) + len(result.stale),
            "failures": len(causes) + len(result.stale),
            "errors": len(result.stops),
        }
        suite.attrib.update({name: str(count) for name, count in counts.items()})
        for cause in causes:
            first = cause.first
            case = ElementTree.SubElement(suite, "testcase", classname=result.name, name=xml_text(first.case.name))
            violation = first.violation
            failure = ElementTree.SubElement(case, "failure", message=xml_text(f"{violation.oracle}: {violation.sign}"))
            lines = [violation.happened, violation.expected, *first.steps, repeat_command(folder, first, result)]
            failure.text = xml_text("\n".join(lines))
        for line in result.stale:
            case = ElementTree.SubElement(suite, "testcase", classname=result.name, name="generated code")
            ElementTree.SubElement(case, "failure", message=xml_text(line))
        for stop in result.stops:
            case = ElementTree.SubElement(suite, "testcase", classname=result.name, name="cfn-local perturb")
            ElementTree.SubElement(case, "error", message=xml_text(stop))
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
