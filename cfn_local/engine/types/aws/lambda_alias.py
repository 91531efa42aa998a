"""AWS::Lambda::Alias: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _function_and_name(handle: Handle) -> dict[str, str]:
    """The function and the name in the ARN: the API does not accept an alias's ARN."""
    function, name = handle["AliasArn"].split(":")[-2:]
    return {"FunctionName": function, "Name": name}


def _routing(handle: Handle) -> dict[str, Any] | None:
    """The API has a map from versions to weights, where templates have a list."""
    stated = handle.sending.get("RoutingConfig")
    if stated is None:
        return None
    weights = stated.get("AdditionalVersionWeights", ())
    return {"AdditionalVersionWeights": {one["FunctionVersion"]: one["FunctionWeight"] for one in weights}}


def _read(handle: Handle) -> dict[str, Any] | None:
    handle.model |= _function_and_name(handle)
    found = handle.read(Call("GetAlias"))
    if found is None:
        return None
    weights = handle.address(Call("GetAlias")).get("RoutingConfig", {}).get("AdditionalVersionWeights") or {}
    routing = [{"FunctionVersion": version, "FunctionWeight": weight} for version, weight in weights.items()]
    told = {**found, "FunctionName": handle["FunctionName"]}
    return {**told, "RoutingConfig": {"AdditionalVersionWeights": routing} if routing else {}}


def _concurrency(handle: Handle) -> dict[str, Any]:
    found = handle("GetProvisionedConcurrencyConfig", **_qualified(handle))
    number = found["RequestedProvisionedConcurrentExecutions"]
    return {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": number}}


def _provide(handle: Handle, stated: Any) -> None:
    if stated is None:
        handle("DeleteProvisionedConcurrencyConfig", **_qualified(handle))
    else:
        handle("PutProvisionedConcurrencyConfig", **_qualified(handle), **stated)


def _qualified(handle: Handle) -> dict[str, str]:
    of_alias = _function_and_name(handle)
    return {"FunctionName": of_alias["FunctionName"], "Qualifier": of_alias["Name"]}


def _delete(handle: Handle) -> None:
    with absent():
        handle("DeleteProvisionedConcurrencyConfig", **_qualified(handle))
    handle("DeleteAlias", **_function_and_name(handle))


TYPE = Declaration(
    "AWS::Lambda::Alias",
    "lambda",
    create=Call("CreateAlias", params={"RoutingConfig": _routing}),
    read=(_read, _concurrency),
    update=(Call("UpdateAlias", params={"RoutingConfig": _routing}),),
    settings={"ProvisionedConcurrencyConfig": _provide},
    defaults={"Description": "", "RoutingConfig": {}},
    delete=_delete,
    list=Call("ListAliases", "Aliases"),
    given={"FunctionName": "{function}", "FunctionVersion": "$LATEST", "Name": "live"},
    client=("get_alias", {"FunctionName": "{FunctionName}", "Name": "{Name}"}, ""),
    proofs=(
        Proof({"FunctionName": "{function}", "Name": "beta"}, "Name", "beta"),
        Proof({"FunctionVersion": "{AWS::Lambda::Version.Version}"}),
        Proof({"Description": "what callers use"}),
        Proof(
            {
                "RoutingConfig": {
                    "AdditionalVersionWeights": [
                        {"FunctionVersion": "{AWS::Lambda::Version.Version}", "FunctionWeight": 0.2}
                    ]
                }
            },
            "RoutingConfig.AdditionalVersionWeights || `{}`",
            {"1": 0.2},
        ),
        Proof(
            {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 2}},
            "RequestedProvisionedConcurrentExecutions",
            2,
            read=("get_provisioned_concurrency_config", {"FunctionName": "{function}", "Qualifier": "live"}),
        ),
    ),
)
