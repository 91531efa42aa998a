"""What a template may state of the account's own extensions, and where a client of the registry finds it."""

import json
from typing import Any

from extensions import TYPES, version
from type_stories import SAME, Proof

VERSION = ("cloudformation", "describe_type", {"Arn": "{Ref}"})
LOGGING = {"LogGroupName": "handlers", "LogRoleArn": "arn:aws:iam::123456789012:role/delivery"}
OTHER_ROLE = "arn:aws:iam::123456789012:role/handlers"


def _of_version(kind: str, stated: dict[str, Any], found: str, expected: Any = SAME) -> Proof:
    given = version(kind, f"{{{kind.lower()}package}}")
    return Proof(f"AWS::CloudFormation::{kind}Version", stated, VERSION, found, expected, given)


VERSIONS = [
    *(_of_version(kind, {"TypeName": TYPES[kind]}, "TypeName") for kind in ("Resource", "Hook")),
    *(_of_version(kind, {"ExecutionRoleArn": OTHER_ROLE}, "ExecutionRoleArn") for kind in ("Resource", "Hook")),
    *(_of_version(kind, {"LoggingConfig": LOGGING}, "LoggingConfig") for kind in ("Resource", "Hook")),
    _of_version("Module", {"ModuleName": TYPES["Module"]}, "TypeName"),
]


def _of_default(kind: str, arn: str, name: str) -> list[Proof]:
    type_name, things = f"AWS::CloudFormation::{kind}DefaultVersion", kind.lower()
    read = (
        "cloudformation",
        "describe_type",
        {"Type": kind.upper(), "TypeName": TYPES[kind]},
    )
    by_arn = {arn: f"{{second{things}}}"}
    by_id = {name: TYPES[kind], "VersionId": f"{{second{things}id}}"}
    first = {arn: f"{{first{things}}}"}
    first_by_id = {name: TYPES[kind], "VersionId": f"{{first{things}id}}"}
    found = "DefaultVersionId"
    return [
        Proof(type_name, by_arn | dict.fromkeys(by_id), read, found, "00000002", first_by_id),
        Proof(type_name, by_id | dict.fromkeys(by_arn), read, found, "00000002", first),
    ]


DEFAULTS = [
    *_of_default("Resource", "TypeVersionArn", "TypeName"),
    *_of_default("Hook", "TypeVersionArn", "TypeName"),
    *_of_default("Module", "Arn", "ModuleName"),
]


def _configuration(failure_mode: str) -> str:
    hook = {"HookInvocationStatus": "ENABLED", "FailureMode": failure_mode}
    return json.dumps({"CloudFormationConfiguration": {"HookConfiguration": hook}})


def _of_configuration(stated: dict[str, Any], found: str, expected: Any = SAME, **given: Any) -> Proof:
    listed = {"TypeConfigurationIdentifiers": [{"TypeConfigurationArn": "{Ref}"}]}
    read = ("cloudformation", "batch_describe_type_configurations", listed)
    needed = {"Configuration": _configuration("WARN"), **(given or {"TypeArn": "{hooktype}"})}
    return Proof(
        "AWS::CloudFormation::HookTypeConfig", stated, read, f"TypeConfigurations[0].{found}", expected, needed
    )


_ARN = "arn:aws:cloudformation:us-east-1:123456789012:type/hook/Example-Testing-Check"
CONFIGURATIONS = [
    _of_configuration({"Configuration": _configuration("FAIL")}, "Configuration"),
    _of_configuration({"ConfigurationAlias": "default"}, "Alias"),
    _of_configuration({"TypeArn": "{hooktype}", "TypeName": None}, "TypeArn", _ARN, TypeName="{hookname}"),
    _of_configuration({"TypeName": "{hookname}", "TypeArn": None}, "TypeArn", _ARN),
]

PROOFS = [*VERSIONS, *DEFAULTS, *CONFIGURATIONS]
