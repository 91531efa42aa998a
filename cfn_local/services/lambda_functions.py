"""Lambda functions: moto drops dead-letter queues, later keys and settings of logs, invokes no version, and accepts
what AWS refuses.

An environment of more than 4 KB, counted as JSON, is refused. An event source mapping that is deleted invokes no
function any more, and one that gets another function invokes that.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cfn_local import partitions
from cfn_local.services.event_source_mappings import complete_mappings
from cfn_local.services.event_sources import take_all_sources
from cfn_local.services.function_layers import let_layers_end
from cfn_local.services.function_policies import complete_policies
from cfn_local.services.function_settings import keep_settings
from cfn_local.services.function_urls import complete_urls
from cfn_local.services.seam import replace_method

MOST_BYTES_OF_ENVIRONMENT = 4096  # Lambda quotas


def install() -> None:
    """Correct moto's functions."""
    from moto.awslambda.exceptions import LambdaClientError
    from moto.awslambda.models import LambdaFunction
    from moto.awslambda.responses import LambdaResponse
    from moto.moto_api._internal import mock_random

    begin, update = LambdaFunction.__init__, LambdaFunction.update_configuration
    configuration = LambdaFunction.get_configuration
    invoke = LambdaResponse.invoke

    def check(request: Mapping[str, Any]) -> None:
        variables = request.get("Environment", {}).get("Variables", {})
        if len(json.dumps(variables, separators=(",", ":"), ensure_ascii=False).encode()) > MOST_BYTES_OF_ENVIRONMENT:
            raise LambdaClientError(
                "InvalidParameterValueException",
                "Lambda was unable to configure your environment variables because the environment variables you have "
                "provided exceeded the 4KB limit.",
            )

    def begun(function: Any, account_id: str, spec: dict[str, Any], region: str, version: Any = 1) -> None:
        check(spec)
        begin(function, account_id, spec, region, version)
        function.dead_letter_config = spec.get("DeadLetterConfig") or {}
        function.logging_config = spec.get("LoggingConfig") or {}
        function.revision_id = str(mock_random.uuid4())

    def updated(function: Any, changes: dict[str, Any]) -> Any:
        check(changes)
        function.dead_letter_config = changes.get("DeadLetterConfig", function.dead_letter_config)
        function.kms_key_arn = changes.get("KMSKeyArn", function.kms_key_arn)
        function.logging_config = changes.get("LoggingConfig", function.logging_config)
        function.revision_id = str(mock_random.uuid4())
        update(function, changes)
        return function.get_configuration()

    def shown(function: Any, on_create: bool = False) -> Any:
        shown = {name: value for name, value in configuration(function, on_create).items() if value or name != "Layers"}
        if function.dead_letter_config:
            shown["DeadLetterConfig"] = function.dead_letter_config
        return {
            **shown,
            "LoggingConfig": _logging(function.function_name, function.logging_config),
            "RevisionId": function.revision_id,
            **({"RuntimeVersionConfig": {"RuntimeVersionArn": _runtime(function)}} if function.run_time else {}),
        }

    def invoked(response: Any) -> Any:
        response.querystring["qualifier"] = response.querystring.get("Qualifier", [None])
        return invoke(response)

    replace_method(LambdaResponse, "invoke", invoked)
    replace_method(LambdaFunction, "__init__", begun)
    replace_method(LambdaFunction, "update_configuration", updated)
    replace_method(LambdaFunction, "get_configuration", shown)
    complete_policies()
    complete_urls()
    complete_mappings()
    take_all_sources()
    let_layers_end()
    keep_settings()


def _logging(function_name: str, stated: Mapping[str, str]) -> dict[str, str]:
    """Where and how a function logs, with Lambda's defaults; only JSON has levels."""
    chosen = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{function_name}", **stated}
    levels = {"ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO"} if chosen["LogFormat"] == "JSON" else {}
    return {**levels, **chosen}


def _runtime(function: Any) -> str:
    """The ARN of the version of the runtime. Here each runtime has one, which lasts."""
    digest = hashlib.sha256(function.run_time.encode()).hexdigest()
    return partitions.arn("lambda", function.region, "", f"runtime:{digest}")
