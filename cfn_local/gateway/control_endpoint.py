"""The control endpoint of one local AWS: its clock, conditions, faults and functions, and its journal."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from cfn_local import environment
from cfn_local.gateway import importing
from cfn_local.gateway.control_protocol import (
    CONTROL,
    AccountCopy,
    AccountFile,
    CheckedTemplate,
    ClockAdvance,
    ClockAdvanced,
    Description,
    FaultsMet,
    FaultsToArm,
    FunctionDefinition,
    Items,
    Label,
    LogRequest,
    Logs,
    Mail,
    Nothing,
    StandIns,
    TemplateObstacle,
    TemplateToCheck,
)
from cfn_local.gateway.faults import Faults
from cfn_local.gateway.invocation_endpoint import InvocationEndpoint
from cfn_local.gateway.journal import Journal
from cfn_local.gateway.json_documents import from_json, to_json
from cfn_local.runtime.lambda_service import LambdaService
from cfn_local.runtime.scheduled_rules import ScheduledRules


class UnknownEndpointError(Exception):
    """This path has no endpoint for this method."""


@dataclass(frozen=True)
class ControlEndpoint:
    """Each action takes a message of the control protocol and returns one."""

    lambda_service: LambdaService
    rules: ScheduledRules
    journal: Journal
    faults: Faults
    invocation_endpoint: InvocationEndpoint
    snapshots: dict[str, Any] = field(default_factory=dict)

    def answer(self, method: str, path: str, query: str, body: bytes) -> Any:
        """Return the response document. Raise UnknownEndpointError for an unknown path, ValueError if invalid."""
        asked = dict(parse_qsl(query))
        documented = _DOCUMENTED.get((method, path.removeprefix(CONTROL)))
        if documented is not None:
            documented(_parsed(body), asked.get("region", environment.REGION))
            return {}
        if (method, path.removeprefix(CONTROL)) not in _ACTIONS:
            raise UnknownEndpointError(path)
        kind, action = _ACTIONS[method, path.removeprefix(CONTROL)]
        return to_json(action(self, from_json(kind, _parsed(body) if body else asked)))

    def define_function(self, definition: FunctionDefinition) -> Nothing:
        self.invocation_endpoint.define(definition)
        return Nothing()

    def put_label(self, label: Label) -> Nothing:
        self.invocation_endpoint.label = label.label
        return Nothing()

    def advance_clock(self, asked: ClockAdvance) -> ClockAdvanced:
        """Advance the clock and fire scheduled rules. Raise ValueError if they would fire too often."""
        fired = self.rules.advance(asked.seconds)
        return ClockAdvanced(importing.clock().now().isoformat(), fired)

    def arm_faults(self, asked: FaultsToArm) -> FaultsMet:
        met = self.faults.arm(asked.faults)
        return FaultsMet(met.calls, tuple(met.repeats.items()), met.requests, met.unserved)

    def inventory(self, _: Nothing) -> Items:
        """Return all current resources."""
        return Items(importing.inventory().items(importing.moto_routes(self.lambda_service).loaded_backends()))

    def reset(self, _: Nothing) -> Nothing:
        """Reset to an empty account. Functions stay; their logs are cleared."""
        importing.moto_api_backend().reset()
        importing.clock().reset()
        return self._begin_anew()

    def keep_account(self, asked: AccountCopy) -> Nothing:
        """Keep a copy of the account. Raise ValueError if it cannot be copied, or has no name."""
        if not asked.name:
            raise ValueError("Name is empty: a copy of the account needs one.")
        try:
            self.snapshots[asked.name] = importing.snapshots().Snapshot()
        except importing.snapshots().SnapshotError as error:
            raise ValueError(str(error)) from error
        return Nothing()

    def restore_account(self, asked: AccountCopy) -> Nothing:
        """Return to a copy of the account. Raise ValueError if there is none of this name."""
        if asked.name not in self.snapshots:
            raise ValueError(f"No copy of the account is called {asked.name}.")
        self.snapshots[asked.name].restore()
        return self._begin_anew()

    def write_account(self, asked: AccountFile) -> Nothing:
        """Write the account to a file. Raise ValueError if it cannot be written."""
        try:
            importing.account_file().keep(Path(asked.path))
        except importing.account_file().AccountFileError as error:
            raise ValueError(str(error)) from error
        return Nothing()

    def read_account(self, asked: AccountFile) -> Nothing:
        """Make the account that of a file. Raise ValueError if it cannot be read."""
        importing.moto_routes(self.lambda_service).load(["cloudformation"])
        try:
            importing.account_file().restore(Path(asked.path), self.lambda_service.workers)
        except importing.account_file().AccountFileError as error:
            raise ValueError(str(error)) from error
        self.rules.wake()
        return self._begin_anew()

    def _begin_anew(self) -> Nothing:
        self.faults.forget()
        self.journal.cut()
        self.invocation_endpoint.invocations.clear()
        return Nothing()

    def describe(self, _: Nothing) -> Description:
        calls, unsupported, unreachable, unjudged = self.journal.page()
        invocations = tuple(self.invocation_endpoint.invocations)
        return Description(calls, unsupported, unreachable, invocations, unjudged)

    def logs(self, asked: LogRequest) -> Logs:
        """Return what the handlers of a private type logged, across versions, Regions and accounts."""
        return Logs(tuple(importing.handler_logs().logs_of(asked.type)))

    def mail(self, _: Nothing) -> Mail:
        return Mail(tuple(importing.sent_mail().sent_mail()))

    def stand_ins(self, _: Nothing) -> StandIns:
        return StandIns(importing.stand_ins().stand_ins())

    def check(self, asked: TemplateToCheck) -> CheckedTemplate:
        """Return what stands in the way of a template, and the verdicts of hooks, before anything is created."""
        # Its actions make types of their own, such as nested stacks.
        importing.moto_routes(self.lambda_service).load(["cloudformation"])
        arguments = (
            *(asked.template_body, asked.parameters, environment.ACCOUNT_ID, asked.region, asked.stack_name),
            asked.guard_rules,
        )
        report = importing.template_check().TemplateCheck(*arguments).report()
        found = tuple(
            TemplateObstacle(one.kind.value, one.name, one.logical_ids, one.remedy, one.can_be_stood_in_for)
            for one in report.obstacles
        )
        return CheckedTemplate(found, report.hooks, report.assumed, report.unknown)


def _put_conditions(document: Mapping[str, Any], region: str) -> None:
    conditions = importing.conditions()
    conditions.apply(environment.ACCOUNT_ID, region, conditions.Conditions.from_document(document))


def _put_job_run(document: Mapping[str, Any], region: str) -> None:
    importing.job_runs().tell(environment.ACCOUNT_ID, region, document)


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except ValueError as error:
        raise ValueError(f"The body is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise ValueError("The body is not a JSON object.")
    return document


# Documents with formats of their own, for the Region in the query.
_DOCUMENTED = {("PUT", "/conditions"): _put_conditions, ("PUT", "/job-run"): _put_job_run}
_ACTIONS: dict[tuple[str, str], tuple[type[Any], Callable[[ControlEndpoint, Any], Any]]] = {
    ("GET", ""): (Nothing, ControlEndpoint.describe),
    ("GET", "/inventory"): (Nothing, ControlEndpoint.inventory),
    ("GET", "/logs"): (LogRequest, ControlEndpoint.logs),
    ("GET", "/mail"): (Nothing, ControlEndpoint.mail),
    ("GET", "/stand-ins"): (Nothing, ControlEndpoint.stand_ins),
    ("POST", "/check"): (TemplateToCheck, ControlEndpoint.check),
    ("POST", "/reset"): (Nothing, ControlEndpoint.reset),
    ("POST", "/clock"): (ClockAdvance, ControlEndpoint.advance_clock),
    ("PUT", "/account"): (AccountCopy, ControlEndpoint.keep_account),
    ("POST", "/account"): (AccountCopy, ControlEndpoint.restore_account),
    ("PUT", "/account-file"): (AccountFile, ControlEndpoint.write_account),
    ("POST", "/account-file"): (AccountFile, ControlEndpoint.read_account),
    ("PUT", "/faults"): (FaultsToArm, ControlEndpoint.arm_faults),
    ("PUT", "/functions"): (FunctionDefinition, ControlEndpoint.define_function),
    ("PUT", "/label"): (Label, ControlEndpoint.put_label),
}
