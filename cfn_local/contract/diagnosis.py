"""Likely causes of a failed run, one line each, shown above the details."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.contract import exceptions_in_logs
from cfn_local.contract.invocations import Invocation, answers
from cfn_local.contract.result import CaseResult, Outcome
from cfn_local.project import type_configuration
from cfn_local.project.inputs import InputSet
from cfn_local.project.loading import ArtifactType, Project
from cfn_local.runtime.image import has_setuptools

# The library's first versions supported fewer members of an event.
_TOO_OLD = "HandlerRequest.__init__() missing"
# Characters of a message that is quoted, and of a line as a whole.
_LONGEST, _LONGEST_LINE = 200, 600
_SET_OF_OBJECTS = "unhashable type: 'dict'"


@dataclass(frozen=True)
class Findings:
    """Everything known after one input set.

    `library_version` is that of the support library that ships, if known; `unsupported` AWS calls and `unreachable`
    hosts are those that the local AWS could not serve.
    """

    project: Project
    schema: dict[str, Any]
    targets: Mapping[str, Sequence[str]]
    python: str
    library_version: str
    configuration: Path | None
    input_set: InputSet
    cases: list[CaseResult]
    invocations: list[Invocation]
    unsupported: list[str]
    unreachable: list[str]


def explain(findings: Findings) -> list[str]:
    """Return likely causes; empty if every test passed."""
    if findings.cases and not any(case.outcome is Outcome.FAILED for case in findings.cases):
        return []
    # Imported here: jsonschema takes a tenth of a second to import, and most runs pass.
    from cfn_local.contract.input_problems import problems

    lines = [
        *_of_runtime(findings),
        *_of_requirements(findings),
        *_of_made_up_inputs(findings),
        *exceptions_in_logs.local_failures(findings.invocations),
        *_of_services(findings),
        *_of_configuration(findings),
        *problems(
            findings.input_set,
            findings.project.artifact_type,
            findings.schema,
            findings.targets,
        ),
        *exceptions_in_logs.lines(findings.invocations),
        *_of_answers(findings),
    ] or list(_of_first_failure(findings))
    return list(dict.fromkeys(_shortened(" ".join(line.split()), _LONGEST_LINE) for line in lines))


def _of_runtime(findings: Findings) -> Iterator[str]:
    entry_point = findings.project.entry_point
    for call in findings.invocations:
        if not call["FunctionError"]:
            continue
        kind, message = call["Payload"].get("errorType"), call["Payload"].get("errorMessage", "")
        if kind == "Runtime.ImportModuleError":
            yield _of_import(entry_point, message, findings)
        elif kind == "Sandbox.Timedout":
            yield f"The handler hangs: {message}; it was killed."
        elif kind == "Runtime.ExitError":
            has_started = "while it started" not in message
            yield f"The handler ends its own process: {message}." if has_started else f"{message}."
        else:
            yield f"The entry point {entry_point} raised {kind}: {message}"


def _of_import(entry_point: str, message: str, findings: Findings) -> str:
    module, _, name = entry_point.rpartition(".")
    missing = re.search(r"No module named '([^']+)'", message)
    is_module_missing = missing and f"{module}.".startswith(f"{missing[1]}.")
    if is_module_missing or message == f"AttributeError: module '{module}' has no attribute '{name}'":
        why = f"which does not exist{_by_case(findings)} ({message})"
        return f"Wrong entry point: .rpdk-config names {entry_point}, {why}."
    if missing and missing[1].split(".")[0] == "pkg_resources":
        runtime = findings.project.runtime
        why = f"Python {findings.python} does not have here" if has_setuptools(runtime) else f"{runtime} does not have"
        return f"The handler does not import: pkg_resources is setuptools', which {why}: add setuptools<81."
    if missing:
        return (
            f"The handler does not import: {missing[1]} is neither in requirements.txt nor in the Lambda runtime "
            f"{findings.project.runtime}."
        )
    return f"The handler does not import on Python {findings.python}: {message}"


def _by_case(findings: Findings) -> str:
    package = findings.project.entry_point.partition(".")[0]
    shipped = findings.project.package
    return f": cfn ships {shipped}, in lower case" if package != shipped == package.lower() else ""


def _of_requirements(findings: Findings) -> Iterator[str]:
    """Report a support library that is too old for what CloudFormation and cfn send today."""
    if any(_TOO_OLD in (answer.get("message") or "") for answer in answers(findings.invocations)):
        pinned = f" {findings.library_version}" if findings.library_version else ""
        yield (
            f"requirements.txt pins cloudformation-cli-python-lib{pinned}, which cannot read today's events: take 2.1."
        )


def _of_made_up_inputs(findings: Findings) -> Iterator[str]:
    refuses = any("FAILED" in (one.get("status"), one.get("hookStatus")) for one in answers(findings.invocations))
    if refuses and not findings.input_set.number:
        yield "There are no inputs: cfn made models up. Add inputs/inputs_1_*.json with models that can be created."


def _of_first_failure(findings: Findings) -> Iterator[str]:
    """As a last resort, report the handler's response or cfn's assertion."""
    for case in findings.cases:
        if case.outcome is not Outcome.FAILED:
            continue
        failed = [one for one in answers(case.invocations) if "FAILED" in (one.get("status"), one.get("hookStatus"))]
        asserted = [line[1:].strip() for line in case.details.splitlines() if line.startswith("E ")]
        if failed:
            code, message = failed[0].get("errorCode"), failed[0].get("message") or "it gives no message"
            yield f"{case.name}: the handler answers FAILED, {code}: {_shortened(message)}"
        elif asserted:
            yield f"{case.name}: {_shortened(asserted[0])}"
        else:
            yield f"{case.name} failed; its details are below."
        return


def _shortened(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}... ({len(text)} characters)"


def _of_services(findings: Findings) -> Iterator[str]:
    for name in findings.unsupported:
        yield f"The local AWS lacks {name}, which was called."
    for host in findings.unreachable:
        yield f"{host} was called: a third-party service, which cannot be reached from the local AWS."


def _of_configuration(findings: Findings) -> Iterator[str]:
    if "typeConfiguration" not in findings.schema or findings.configuration is not None:
        return
    # The library hands None to a handler that asks for a configuration where there is none.
    is_missed = any("'NoneType' object" in call["Log"] for call in findings.invocations)
    if is_missed or type_configuration.is_required(findings.schema):
        is_hook = findings.project.artifact_type is ArtifactType.HOOK
        shape = " under CloudFormationConfiguration.HookConfiguration.Properties"
        yield (
            "Missing configuration: the type takes one and no file in the project fits its typeConfiguration"
            f"{shape if is_hook else ''}. Add typeConfiguration.json or use --typeconfig."
        )


def _of_answers(findings: Findings) -> Iterator[str]:
    """Report responses that the library or cfn rejects without an explanation."""
    if any(_SET_OF_OBJECTS in (answer.get("message") or "") for answer in answers(findings.invocations)):
        yield (
            "models.py cannot read a list of objects that has uniqueItems in the schema: it makes a Python set of it. "
            "Take uniqueItems away from that property and generate again."
        )
    for call in findings.invocations:
        payload = call["Payload"]
        if isinstance(payload, dict) and payload.get("status") == "IN_PROGRESS" and not payload.get("resourceModel"):
            yield (
                f"{call['Event'].get('action')} answers IN_PROGRESS without a resourceModel; "
                "the callback and the physical id are taken from it."
            )
