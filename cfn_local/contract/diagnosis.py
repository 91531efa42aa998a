"""What is behind a failed run, in one line each, above the details."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.contract import inputs, type_configuration
from cfn_local.contract.inputs import InputSet
from cfn_local.contract.project import Kind, Project
from cfn_local.contract.result import CaseResult, Outcome

_LAST_LINE_OF_TRACEBACK = re.compile(
    r"^(?P<kind>[A-Za-z_][\w.]*(?:Error|Exception|Exit|Failure|\w*)): (?P<text>.*)$", re.M
)


@dataclass(frozen=True)
class Findings:
    """All that is known after one input set. `described` is what the local AWS tells of calls and invocations."""

    project: Project
    schema: dict[str, Any]
    input_set: InputSet
    cases: list[CaseResult]
    described: dict[str, Any]
    configuration: Path | None


def explain(findings: Findings) -> list[str]:
    """Nothing where every test passed."""
    if findings.cases and not any(case.outcome is Outcome.FAILED for case in findings.cases):
        return []
    lines = [
        *_of_runtime(findings),
        *_of_services(findings),
        *_of_configuration(findings),
        *inputs.problems(findings.input_set, findings.project.kind, findings.schema),
        *_of_lost_messages(findings),
        *_of_progress(findings),
    ]
    return list(dict.fromkeys(lines))


def _of_runtime(findings: Findings) -> Iterator[str]:
    entry_point = findings.project.entry_point
    for call in findings.described["Invocations"]:
        if not call["FunctionError"]:
            continue
        kind, message = call["Payload"].get("errorType"), call["Payload"].get("errorMessage", "")
        if kind == "Runtime.ImportModuleError":
            yield _of_import(entry_point, message)
        elif kind == "Sandbox.Timedout":
            yield f"The handler hangs: {message}; it was killed."
        elif kind == "Runtime.ExitError":
            yield f"The handler's process ends by itself: {message}."
        else:
            yield f"The entry point {entry_point} raised {kind}: {message}"


def _of_import(entry_point: str, message: str) -> str:
    module = entry_point.rpartition(".")[0]
    missing = re.search(r"No module named '([^']+)'", message)
    if (missing and f"{module}.".startswith(f"{missing[1]}.")) or message.startswith("AttributeError: module"):
        return f"Wrong entry point: .rpdk-config names {entry_point}, which does not exist ({message})."
    if missing:
        return f"The handler does not import: {missing[1]} is neither in requirements.txt nor in the Lambda runtime."
    return f"The handler does not import: {message}"


def _of_services(findings: Findings) -> Iterator[str]:
    for name in findings.described["Unsupported"]:
        yield f"The local AWS lacks {name}, which was called."
    for host in findings.described["Unreachable"]:
        yield f"{host} was called: a third-party service, which cannot be reached from the local AWS."


def _of_configuration(findings: Findings) -> Iterator[str]:
    if "typeConfiguration" not in findings.schema or findings.configuration is not None:
        return
    if findings.project.kind is Kind.HOOK or type_configuration.is_required(findings.schema):
        yield "Missing configuration: the type takes one and no file in the project fits it. Use --typeconfig FILE."


def _of_lost_messages(findings: Findings) -> Iterator[str]:
    """The library answers InternalFailure with no message for what it does not know; the log still has it."""
    for call in findings.described["Invocations"]:
        payload = call["Payload"]
        if isinstance(payload, dict) and payload.get("errorCode") == "InternalFailure" and not payload.get("message"):
            raised = _LAST_LINE_OF_TRACEBACK.findall(call["Log"])
            if raised:
                yield f"InternalFailure without a reason: the handler raised {raised[-1][0]}: {raised[-1][1]}"


def _of_progress(findings: Findings) -> Iterator[str]:
    """cfn and CloudFormation take the model of the next callback from the answer, and its identifier from the model."""
    for call in findings.described["Invocations"]:
        payload = call["Payload"]
        if isinstance(payload, dict) and payload.get("status") == "IN_PROGRESS" and not payload.get("resourceModel"):
            yield f"{call['Event'].get('action')} answers IN_PROGRESS without a resourceModel."
