"""The configuration schemas of types.

The schema of a resource type includes it. For a hook, CloudFormation wraps the hook's own Properties: after the "Hook
configuration schema syntax reference" of the Hooks user guide, and with the filters of AWS's own
AWS::CloudFormation::LambdaHook.
"""

from functools import cache
from typing import Any

from cfn_local import environment
from cfn_local.registry import provider_schemas
from cfn_local.registry.type_versions import TypeVersion

Schema = dict[str, Any]

# The key for what CloudFormation keeps of invocations; a configuration without a key is none.
_ENCRYPTION: Schema = {
    "type": "object",
    "properties": {"KmsKeyId": {"type": "string", "minLength": 1}},
    "required": ["KmsKeyId"],
    "additionalProperties": False,
}
_OF_FILTERS = "AWS::CloudFormation::LambdaHook"


def configuration_schema(version: TypeVersion) -> Schema | None:
    """Return the schema as DescribeType does; None for a type without configuration."""
    own = version.package.configuration_schema
    return _of_hook(own or {}) if version.kind == "HOOK" else own


def _of_hook(own: Schema) -> Schema:
    filters = _filters()
    hook_configuration = {
        "type": "object",
        "properties": {
            "HookInvocationStatus": {"type": "string", "enum": ["ENABLED", "DISABLED"]},
            "TargetStacks": {"type": "string", "enum": ["ALL", "NONE"]},
            "TargetOperations": filters["properties"]["TargetOperations"],
            "FailureMode": {"type": "string", "enum": ["FAIL", "WARN"]},
            "TargetFilters": filters["properties"]["TargetFilters"],
            "StackFilters": {**filters["properties"]["StackFilters"], **_at_least_one_of("StackNames", "StackRoles")},
            "EncryptionConfiguration": _ENCRYPTION,
            "Properties": {"type": "object", **{key: own[key] for key in own if key != "definitions"}},
        },
        "required": ["FailureMode", *(["Properties"] if own.get("required") else [])],
        **_at_least_one_of("HookInvocationStatus", "TargetStacks"),
        "additionalProperties": False,
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "CloudFormation Hook Type Configuration Schema",
        "type": "object",
        "definitions": {**filters["definitions"], **own.get("definitions", {})},
        "properties": {
            "CloudFormationConfiguration": {
                "type": "object",
                "properties": {"HookConfiguration": hook_configuration},
                "required": ["HookConfiguration"],
                "additionalProperties": False,
            }
        },
        "required": ["CloudFormationConfiguration"],
        "additionalProperties": False,
    }


def _at_least_one_of(*names: str) -> Schema:
    return {"anyOf": [{"required": [name]} for name in names]}


@cache
def _filters() -> Schema:
    found = provider_schemas.schema(_OF_FILTERS, environment.REGION)
    assert found is not None, f"cfn-lint has the schema of {_OF_FILTERS}"
    return found
