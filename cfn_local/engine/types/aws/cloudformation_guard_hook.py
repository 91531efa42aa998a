"""AWS::CloudFormation::GuardHook, a Guard Hook of the account: Ref is its ARN.

The version of an object, for which the configuration of a hook has no documented place, is in the query of its URI.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cfn_local.engine.types.aws.activated_hooks import activated_hook
from cfn_local.engine.types.aws.activated_hooks_proofs import CLIENT, COMMON, COMMON_PROOFS, configured
from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.registry.public_hooks import GUARD_HOOK
from cfn_local.registry.stored_objects import VERSION

_RULES = {"Uri": "s3://rules/buckets.guard"}
_PARAMETERS = {"Uri": "s3://rules/allowed.json"}


def _uri(location: Mapping[str, str]) -> str:
    version_id = location.get("VersionId")
    return location["Uri"] + (f"{VERSION}{version_id}" if version_id else "")


def _location(uri: str) -> dict[str, str]:
    plain, _, version_id = uri.partition(VERSION)
    return {"Uri": plain, **({"VersionId": version_id} if version_id else {})}


def _each(value: Any, convert: Callable[[Any], Any]) -> Any:
    """The value, or each of several, converted."""
    return [convert(one) for one in value] if isinstance(value, list) else convert(value)


def _to_hook(wanted: Mapping[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {"ruleLocation": _uri(wanted["RuleLocation"])}
    if "LogBucket" in wanted:
        properties["logBucket"] = wanted["LogBucket"]
    if "Options" in wanted:
        parameters = wanted["Options"].get("InputParams")
        properties["options"] = {"inputParams": _each(parameters, _uri)} if parameters else {}
    return properties


def _from_hook(properties: Mapping[str, Any]) -> dict[str, Any]:
    stated: dict[str, Any] = {"RuleLocation": _location(properties["ruleLocation"])}
    if "logBucket" in properties:
        stated["LogBucket"] = properties["logBucket"]
    if "options" in properties:
        parameters = properties["options"].get("inputParams")
        stated["Options"] = {"InputParams": _each(parameters, _location)} if parameters else {}
    return stated


TYPE = activated_hook(
    "AWS::CloudFormation::GuardHook",
    GUARD_HOOK,
    ("RuleLocation", "LogBucket", "Options"),
    _to_hook,
    _from_hook,
    client=CLIENT,
    given={**COMMON, "RuleLocation": _RULES},
    proofs=(
        *COMMON_PROOFS,
        Proof(
            {"RuleLocation": {"Uri": "s3://rules/queues.zip", "VersionId": "one"}},
            configured("Properties", "ruleLocation"),
            "s3://rules/queues.zip?versionId=one",
        ),
        Proof({"LogBucket": "reports"}, configured("Properties", "logBucket")),
        Proof(
            {"Options": {"InputParams": [_PARAMETERS, {**_PARAMETERS, "VersionId": "two"}]}},
            configured("Properties", "options", "inputParams"),
            ["s3://rules/allowed.json", "s3://rules/allowed.json?versionId=two"],
        ),
        Proof(
            {"Options": {"InputParams": _PARAMETERS}},
            configured("Properties", "options", "inputParams"),
            "s3://rules/allowed.json",
        ),
    ),
)
