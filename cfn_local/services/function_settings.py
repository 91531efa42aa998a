"""Settings of functions that moto drops: snapshots, durable and isolated executions, file systems, the own VPC.

Provisioned concurrency, which moto lacks, is there at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept
from cfn_local.services.seam import replace_attribute, replace_method

_DROPPED = ("DurableConfig", "FileSystemConfigs", "SnapStart", "TenancyConfig")


def _of_concurrency(request: Mapping[str, Any], _backend: Any) -> dict[str, Any]:
    number = request["ProvisionedConcurrentExecutions"]
    return {
        "AllocatedProvisionedConcurrentExecutions": number,
        "AvailableProvisionedConcurrentExecutions": number,
        "RequestedProvisionedConcurrentExecutions": number,
        "Status": "READY",
    }


KINDS = (
    Kept(
        "provisioned concurrency",
        ("FunctionName", "Qualifier"),
        put="PutProvisionedConcurrencyConfig",
        read="GetProvisionedConcurrencyConfig",
        delete="DeleteProvisionedConcurrencyConfig",
        made=_of_concurrency,
    ),
)


def keep_settings() -> None:
    """Keep what a function is given, and show the VPC of its subnets."""
    from moto.awslambda.models import FunctionUrlConfig, LambdaFunction, lambda_backends
    from moto.awslambda.responses import LambdaResponse

    begin, update = LambdaFunction.__init__, LambdaFunction.update_configuration
    configuration = LambdaFunction.get_configuration

    def begun(function: Any, account_id: str, spec: dict[str, Any], region: str, version: Any = 1) -> None:
        begin(function, account_id, spec, region, version)
        function.stated = {name: spec[name] for name in _DROPPED if spec.get(name)}

    def updated(function: Any, changes: dict[str, Any]) -> Any:
        function.tracing_config = changes.get("TracingConfig", function.tracing_config)
        function.ephemeral_storage = changes.get("EphemeralStorage", {}).get("Size", function.ephemeral_storage)
        if "ImageConfig" in changes:
            function.image_config = type(function.image_config)(changes["ImageConfig"])
        function.stated |= {name: changes[name] for name in _DROPPED if name in changes}
        return update(function, changes)

    def shown(function: Any, on_create: bool = False) -> Any:
        snapshots = {"SnapStart": _snap_start(function)} if "SnapStart" in function.stated else {}
        return {**configuration(function, on_create), **function.stated, **snapshots}

    replace_method(LambdaFunction, "__init__", begun)
    replace_method(LambdaFunction, "update_configuration", updated)
    replace_method(LambdaFunction, "get_configuration", shown)
    replace_attribute(LambdaFunction, "vpc_config", property(_vpc_config))
    replace_method(FunctionUrlConfig, "update", _update_url)
    replace_method(FunctionUrlConfig, "to_dict", _shown_with_mode(FunctionUrlConfig.to_dict))
    kept_resources.install("lambda", LambdaResponse, lambda_backends, *KINDS)


def _snap_start(function: Any) -> dict[str, str]:
    """Whether snapshots are taken; only a published version has one."""
    applies = function.stated["SnapStart"]["ApplyOn"]
    is_on = applies == "PublishedVersions" and function.version != "$LATEST"
    return {"ApplyOn": applies, "OptimizationStatus": "On" if is_on else "Off"}


def _vpc_config(function: Any) -> dict[str, Any] | None:
    """The configuration with the VPC of its subnets."""
    from moto.ec2.exceptions import InvalidSubnetIdError
    from moto.ec2.models import ec2_backends

    config = dict(function._vpc_config or {})
    if not config.get("SubnetIds"):
        return None
    try:
        subnet = ec2_backends[function.account_id][function.region].get_subnet(config["SubnetIds"][0])
    except InvalidSubnetIdError:
        return config
    return {**config, "VpcId": subnet.vpc_id}


def _shown_with_mode(show: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    """moto's default for the mode is not in AWS's spelling."""
    return lambda url: {**show(url), "InvokeMode": url.config.get("InvokeMode") or "BUFFERED"}


def _update_url(url: Any, changes: Mapping[str, Any]) -> None:
    url.config |= {name: changes[name] for name in ("AuthType", "Cors", "InvokeMode") if changes.get(name) is not None}
