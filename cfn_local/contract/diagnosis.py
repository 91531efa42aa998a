"""What is behind a failed run, in one line each, above the details."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.contract.invocations import Invocation, answers
from cfn_local.contract.result import CaseResult, Outcome
from cfn_local.project import type_configuration
from cfn_local.project.inputs import InputSet
from cfn_local.project.loading import ArtifactType, Project

_RAISED = re.compile(r"^(?P<kind>[A-Za-z_][\w.]*): (?P<text>.*)$|^(?P<bare>[A-Za-z_][\w.]*(?:Error|Exception))$", re.M)
_SET_OF_OBJECTS = "unhashable type: 'dict'"


@dataclass(frozen=True)
class Findings:
    """All that is known after one input set.

    `unsupported` AWS calls and `unreachable` hosts are those that the local AWS could not serve.
    """

    project: Project
    schema: dict[str, Any]
    targets: Mapping[str, Sequence[str]]
    python: str
    configuration: Path | None
    input_set: InputSet
    cases: list[CaseResult]
    invocations: list[Invocation]
    unsupported: list[str]
    unreachable: list[str]


def explain(findings: Findings) -> list[str]:
    """Nothing where every test passed."""
    if findings.cases and not any(case.outcome is Outcome.FAILED for case in findings.cases):
        return []
    # Imported here, since jsonschema takes a tenth of a second, and most runs pass.
    from cfn_local.contract.input_problems import problems

    lines = [
        *_of_runtime(findings),
        *_of_services(findings),
        *_of_configuration(findings),
        *problems(
            findings.input_set,
            findings.project.artifact_type,
            findings.schema,
            findings.targets,
        ),
        *_of_lost_messages(findings),
        *_of_answers(findings),
    ]
    return list(dict.fromkeys(" ".join(line.split()) for line in lines))


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
        return f"Wrong entry point: .rpdk-config names {entry_point}, which does not exist ({message})."
    if missing and missing[1].split(".")[0] == "pkg_resources":
        return (
            f"The handler does not import: pkg_resources is setuptools', which {findings.project.runtime} does not "
            "have: add setuptools<81 to requirements.txt."
        )
    if missing:
        return (
            f"The handler does not import: {missing[1]} is neither in requirements.txt nor in the Lambda runtime "
            f"{findings.project.runtime}."
        )
    return f"The handler does not import on Python {findings.python}: {message}"


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


def _of_lost_messages(findings: Findings) -> Iterator[str]:
    """The library answers InternalFailure with no message for what it does not know; the log still has it."""
    for call in findings.invocations:
        payload = call["Payload"]
        if not isinstance(payload, dict) or payload.get("errorCode") != "InternalFailure" or payload.get("message"):
            continue
        raised = list(_RAISED.finditer(call["Log"]))
        if raised:
            yield f"InternalFailure without a reason: the handler raised {raised[-1][0]}"
        else:
            yield "InternalFailure without a reason, and the handler's log is silent about it."


def _of_answers(findings: Findings) -> Iterator[str]:
    """What the library or cfn stumble over, and neither of them explains."""
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
