"""RegisterType and the work it starts: the package is read and its handlers are tried while the client polls."""

import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from cfn_local.registry import arns
from cfn_local.registry.handlers import Handler
from cfn_local.registry.log_delivery import delivery_to
from cfn_local.registry.packages import Package, PackageError, read_package
from cfn_local.registry.registrations import Registration
from cfn_local.registry.type_versions import Registry, TypeVersion
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock, sessions

# The time that CloudFormation waits for one invocation, after the user guides of the CLI and of Hooks.
_SECONDS_FOR_AN_ANSWER = {"RESOURCE": 60, "HOOK": 30}


@dataclass(frozen=True)
class Submission:
    """The parameters of RegisterType."""

    kind: str
    type_name: str
    content: bytes
    execution_role_arn: str | None = None
    logging_config: dict[str, str] | None = None
    client_request_token: str | None = None


def begin(registry: Registry, submission: Submission, workers: Workers) -> Registration:
    """Start to register the next version. A repeated ClientRequestToken returns the registration that it started."""
    for earlier in registry.registrations.values():
        if submission.client_request_token and earlier.client_request_token == submission.client_request_token:
            return earlier
    type_arn = arns.type_arn(submission.kind, submission.type_name, registry.account_id, registry.region)
    version_id = registry.next_version_id(submission.kind, submission.type_name)
    registration = Registration(
        token=str(uuid.uuid4()),
        kind=submission.kind,
        type_name=submission.type_name,
        type_arn=type_arn,
        type_version_arn=f"{type_arn}/{version_id}",
        client_request_token=submission.client_request_token,
    )
    registry.registrations[registration.token] = registration
    work = _Work(registry, submission, workers, registration, type_arn, version_id)
    Thread(target=work.run, name=f"registering {type_arn}/{version_id}", daemon=True).start()
    return registration


def new_handler(workers: Workers, registry: Registry, name: str, package: Package, folder: Path) -> Handler:
    """Make the handler of a type version, whose code is in `folder` and goes with it."""
    assert package.handlers is not None
    seconds = _SECONDS_FOR_AN_ANSWER[package.kind]
    own = sessions.variables(None, registry.account_id, registry.region, name)
    return Handler(workers, name, package.handlers, folder, registry.region, seconds, own)


@dataclass(frozen=True)
class _Work:
    registry: Registry
    submission: Submission
    workers: Workers
    registration: Registration
    type_arn: str
    version_id: str

    def run(self) -> None:
        """Always reach an end that the client can read, even if an error here ends the thread."""
        try:
            self._register()
        finally:
            if self.registration.status == "IN_PROGRESS":
                self.registration.fail_deployment("Internal Failure")

    def _register(self) -> None:
        folder = self.workers.new_folder()
        try:
            package = read_package(self.submission.content, self.submission.kind, self.submission.type_name, folder)
        except PackageError as error:
            shutil.rmtree(folder, ignore_errors=True)
            self.registration.fail_validation(str(error))
            return
        handler = None
        if package.handlers is not None:
            handler = new_handler(self.workers, self.registry, self.type_version_name, package, folder)
            imported = handler.import_code()
            if imported.function_error:
                handler.close()
                entry_point, reason = package.handlers.entry_point, imported.payload["errorMessage"]
                self.registration.fail_deployment(f"The entry point {entry_point} cannot be imported: {reason}")
                return
            handler.deliver = self._delivery()
        self.registry.add(self._version(package, handler))
        self.registration.complete()

    @property
    def type_version_name(self) -> str:
        return f"{self.type_arn.rpartition('/')[2]}-{self.version_id}"

    def _version(self, package: Package, handler: Handler | None) -> TypeVersion:
        return TypeVersion(
            kind=self.submission.kind,
            type_name=self.submission.type_name,
            version_id=self.version_id,
            type_arn=self.type_arn,
            package=package,
            created=clock.now(),
            execution_role_arn=self.submission.execution_role_arn,
            logging_config=self.submission.logging_config,
            handler=handler,
        )

    def _delivery(self) -> Callable[..., Any] | None:
        group = (self.submission.logging_config or {}).get("LogGroupName")
        return delivery_to(self.registry.account_id, self.registry.region, group) if group else None
