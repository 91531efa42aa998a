"""Results as JUnit XML, the format that CI systems read."""

from pathlib import Path
from xml.etree import ElementTree

from cfn_local.contract.details import CaseDetails
from cfn_local.contract.result import CaseResult, Outcome, ProjectResult
from cfn_local.xml_text import xml_text


def write(path: Path, results: list[ProjectResult]) -> None:
    """One `testsuite` per project; what could not be tested is an `error` in it."""
    root = ElementTree.Element("testsuites")
    for result in results:
        _add_suite(root, result)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_suite(root: ElementTree.Element, result: ProjectResult) -> None:
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=result.name,
        tests=str(len(result.cases) + len(result.stops) + len(result.shortfalls)),
        failures=str(len(result.failures) + len(result.shortfalls)),
        skipped=str(result.count(Outcome.SKIPPED)),
        errors=str(len(result.stops)),
        time=f"{result.seconds:.3f}",
    )
    for case in result.cases:
        _add_case(suite, result, case)
    for stop in result.stops:
        element = ElementTree.SubElement(suite, "testcase", classname=result.name, name="cfn-local test", time="0")
        error = ElementTree.SubElement(element, "error", message=xml_text("; ".join([stop.reason, *result.diagnosis])))
        error.text = xml_text(stop.output)
    for shortfall in result.shortfalls:
        element = ElementTree.SubElement(suite, "testcase", classname=result.name, name=shortfall.check, time="0")
        ElementTree.SubElement(element, "failure", message=xml_text(shortfall.line))


def _add_case(suite: ElementTree.Element, result: ProjectResult, case: CaseResult) -> None:
    classname = f"{result.name}.{case.input_set}"
    element = ElementTree.SubElement(suite, "testcase", classname=classname, name=case.name, time=f"{case.seconds:.3f}")
    if case.outcome is Outcome.SKIPPED:
        ElementTree.SubElement(element, "skipped", message=xml_text(case.details))
    elif case.outcome is Outcome.FAILED:
        failure = ElementTree.SubElement(element, "failure", message=xml_text("; ".join(result.diagnosis)))
        failure.text = xml_text(CaseDetails().of(case))
