"""Runs the functions of the local Lambda, in Python and Node.js, in workers, like handlers, rather than in containers.

moto stores the functions and runs them in Docker, which this replaces. moto does not deliver events of EventBridge to
them, which this adds. An asynchronous invocation that fails is retried twice and then goes to the function's
dead-letter queue, as AWS documents for asynchronous invocation.
"""

import functools
import inspect
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from cfn_local import environment
from cfn_local.runtime import image, worker
from cfn_local.runtime.artifact import MAXIMUM_BYTES
from cfn_local.runtime.function import IN_NODE, Function, FunctionCode, InvocationResult
from cfn_local.runtime.interpreter import interpreter_for
from cfn_local.runtime.unpacking import ArchiveError, unpack
from cfn_local.runtime.workers import Workers
from cfn_local.services import sessions
from cfn_local.services.seam import replace_method

ATTEMPTS = 3
_LAYER = "layer-"


@dataclass
class _Deployed:
    """The worker of a function, and what it was created from."""

    fingerprint: tuple[Any, ...]
    function: Function
    folder: Path


@dataclass(eq=False)
class LambdaService:
    """Runs moto's functions, in `workers`."""

    workers: Workers
    _deployed: dict[str, _Deployed] = field(default_factory=dict)
    _deploying: Lock = field(default_factory=Lock)

    def invoke(self, function: Any, event: Any) -> InvocationResult:
        """Invoke moto's `function` and return the result; its log goes to the function's log group."""
        function.logs_backend.ensure_log_group(function.logs_group_name)
        try:
            result = self._worker(function).invoke(event)
        except (ArchiveError, OSError) as error:
            result = InvocationResult(
                {"errorType": "Runtime.InvalidEntrypoint", "errorMessage": str(error)}, "", "Unhandled"
            )
        if result.log:
            function.save_logs(result.log)
        function.last_error = error_of(result)
        return result

    def invoke_asynchronously(self, function: Any, event: Any) -> None:
        """Invoke up to three times, until one succeeds; then send the event to the dead-letter queue, if any."""
        for _ in range(ATTEMPTS):
            result = self.invoke(function, event)
            if result.function_error is None:
                return
        target = function.__dict__.get("dead_letter_config", {}).get("TargetArn")
        if target:
            _send_to_queue(target, json.dumps(event), {"ErrorMessage": str(result.payload.get("errorMessage", ""))})

    def _worker(self, function: Any) -> Function:
        fingerprint = (
            function.code_sha_256,
            function.handler,
            function.run_time,
            function.timeout,
            function.memory_size,
            tuple(sorted((function.environment_vars or {}).items())),
            tuple(layer["Arn"] for layer in function.layers),
        )
        with self._deploying:
            deployed = self._deployed.get(function.function_arn)
            if deployed is None or deployed.fingerprint != fingerprint:
                if deployed is not None:
                    self._remove(self._deployed.pop(function.function_arn))
                deployed = self._deployed[function.function_arn] = self._deploy(function, fingerprint)
        return deployed.function

    def _deploy(self, function: Any, fingerprint: tuple[Any, ...]) -> _Deployed:
        if problem := problem_of_runtime(str(function.run_time)):
            raise OSError(problem)
        folder = self.workers.new_folder()
        code = folder / "code"
        unpack(io.BytesIO(function.code_bytes), code, MAXIMUM_BYTES)
        made = FunctionCode(
            function.function_name,
            **_program(function, [code, *_layers(function, folder)]),
            timeout_seconds=function.timeout,
            region=function.region,
            account_id=function.account_id,
            version=str(function.version),
            memory_megabytes=function.memory_size,
        )
        own = {
            **sessions.variables(function.role, function.account_id, function.region, function.function_name),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
            "AWS_LAMBDA_LOG_GROUP_NAME": function.logs_group_name,
            worker.LAYERS: os.pathsep.join(map(str, sorted(folder.glob(f"{_LAYER}*")))),
            "npm_config_offline": "true",  # npm waits for more than a minute before it gives an unreachable registry up
        }
        return _Deployed(
            fingerprint,
            self.workers.function(
                made, {**own, **environment.without_certificates_of_image(function.environment_vars or {})}
            ),
            folder,
        )

    def _remove(self, deployed: _Deployed) -> None:
        self.workers.release(deployed.function)
        shutil.rmtree(deployed.folder, ignore_errors=True)


def error_of(result: InvocationResult) -> str:
    """The error of a function in one line; nothing if it has succeeded."""
    if result.function_error is None:
        return ""
    text = f"{result.payload.get('errorType', '')}: {result.payload.get('errorMessage', '')}"
    return text.splitlines()[0]


def problem_of_runtime(runtime: str) -> str | None:
    """Why the local Lambda cannot run functions of this runtime; None if it can."""
    if runtime.startswith("python"):
        return None
    if not runtime.startswith("nodejs"):
        return f"The local Lambda runs Python and Node.js, not {runtime}."
    return None if shutil.which("node") else f"The local Lambda runs {runtime} only where node is installed."


def _program(function: Any, folders: list[Path]) -> dict[str, Any]:
    """The members of FunctionCode that depend on the language of the function."""
    if str(function.run_time).startswith("nodejs"):
        path = [*map(str, folders), *filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep))]
        return {
            "entry_point": function.handler,
            "search_path": path,
            "interpreter": shutil.which("node"),
            "worker": (IN_NODE, sys.executable, str(image.runtime_packages()), function.run_time),
        }
    interpreter = interpreter_for(function.run_time)
    return {
        "entry_point": function.handler.replace("/", "."),
        "search_path": image.search_path(folders, interpreter, function.run_time),
        "interpreter": interpreter.executable,
    }


def _layers(function: Any, folder: Path) -> Iterator[Path]:
    """Unpack the layers of the function, and return their folders of packages, in the order of the search."""
    from moto.awslambda.models import lambda_backends

    backend = lambda_backends[function.account_id][function.region]
    for number, layer in enumerate(reversed(function.layers)):  # a later layer hides an earlier one
        version = backend.layers_versions_by_arn(layer["Arn"])
        if version is None:
            raise OSError(f"The layer {layer['Arn']} has been deleted.")
        content = folder / f"{_LAYER}{number}"
        unpack(io.BytesIO(version.code_bytes), content, MAXIMUM_BYTES)
        for packages in (
            content / "nodejs" / "node_modules",
            content / "python",
            *content.glob(f"python/lib/{function.run_time}/site-packages"),
        ):
            if packages.is_dir():
                yield packages


def install_lambda(service: LambdaService) -> None:
    """Make moto's functions run in `service`."""
    from moto.awslambda.models import LambdaFunction

    def invoke(function: Any, body: Any, request_headers: Mapping[str, str], response_headers: dict[str, str]) -> Any:
        event = json.loads(body) if body else {}
        if request_headers.get("x-amz-invocation-type", "RequestResponse") == "Event":
            service.invoke_asynchronously(function, event)
            return ""
        result = service.invoke(function, event)
        if result.function_error:
            response_headers["x-amz-function-error"] = result.function_error
        return json.dumps(result.payload).encode()

    replace_method(LambdaFunction, "invoke", invoke)


def install_events(service: LambdaService) -> None:
    """Make moto's EventBridge deliver to the functions of `service`; disabled rules deliver nothing, as on AWS."""
    from moto.events.models import Rule

    @functools.wraps(Rule.send_to_targets)
    def deliver(rule: Any, event: Any, transform_input: bool = True) -> None:
        if rule.state == "ENABLED" and not rule.scheduled_expression and rule.event_pattern.matches_event(event):
            send_to_targets(service, rule, event, transform_input)

    replace_method(Rule, "send_to_targets", deliver)


def send_to_targets(service: LambdaService, rule: Any, event: Any, transform_input: bool = True) -> None:
    """Send an event, with a time in seconds since 1970, to every target of moto's `rule`."""
    from moto.events.models import Rule

    functions = [target for target in rule.targets if ":lambda:" in target["Arn"]]
    others = [target for target in rule.targets if target not in functions]
    if others:
        rule.targets, all_targets = others, rule.targets
        try:
            inspect.unwrap(Rule.send_to_targets)(rule, event, transform_input)
        finally:
            rule.targets = all_targets
    for target in functions:
        _deliver(service, rule, target, event)


def _deliver(service: LambdaService, rule: Any, target: Mapping[str, Any], event: dict[str, Any]) -> None:
    """Send the event to a target's function; to the target's dead-letter queue if the function does not exist."""
    from moto.awslambda.exceptions import UnknownFunctionException
    from moto.awslambda.models import lambda_backends

    try:
        function = lambda_backends[rule.account_id][rule.region_name].get_function(target["Arn"])
    except UnknownFunctionException:
        _send_to_queue(target.get("DeadLetterConfig", {}).get("Arn"), json.dumps(event), {"ERROR_CODE": "NO_RESOURCE"})
        return
    service.invoke_asynchronously(function, _input(target, event))


def _input(target: Mapping[str, Any], event: dict[str, Any]) -> Any:
    if "InputTransformer" in target or "InputPath" in target:
        raise NotImplementedError("InputTransformer and InputPath of a target that is a function")
    if "Input" in target:
        return json.loads(target["Input"])
    happened = datetime.fromtimestamp(float(event["time"]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {name: value for name, value in {**event, "time": happened}.items() if name != "ingestion-time"}


def _send_to_queue(arn: str | None, body: str, attributes: Mapping[str, str]) -> None:
    if not arn:
        return
    from moto.sqs.models import sqs_backends

    _, _, _, region, account_id, name = arn.split(":")
    typed = {key: {"data_type": "String", "string_value": value or "-"} for key, value in attributes.items()}
    sqs_backends[account_id][region].send_message(queue_name=name, message_body=body, message_attributes=typed)
