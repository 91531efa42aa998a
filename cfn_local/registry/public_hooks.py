"""The hooks that AWS publishes, which an account activates under a name of its own.

Their properties are those of the CloudFormation Hooks User Guide: "Activate a Guard Hook in your account", "Activate a
Lambda Hook in your account" and "Activate a proactive control-based Hook in your account".
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local import partitions
from cfn_local.registry.packages import Package

PUBLISHER_ID = "aws-hooks"
GUARD_HOOK = "AWS::Hooks::GuardHook"
LAMBDA_HOOK = "AWS::Hooks::LambdaHook"
CONTROL_TOWER_HOOK = "AWS::ControlTower::Hook"
PUBLIC_VERSION = "1.0.0"
_S3_URI = {"type": "string", "pattern": "^s3://[^/]+/.+$"}
# Everything that an operation may be on. `*` stands for the types of resources.
_TARGETS = ("*", "STACK", "CHANGE_SET")


@dataclass(frozen=True)
class PublicHook:
    """A public hook type, with the JSON schemas of the properties in its configuration."""

    type_name: str
    description: str
    properties: Mapping[str, Any]
    required: tuple[str, ...]
    handlers: tuple[str, ...] = ("preCreate", "preUpdate", "preDelete")
    targets: tuple[str, ...] = _TARGETS

    def arn(self, region: str) -> str:
        """Return the ARN of the public type, which is the same in every account."""
        name = self.type_name.replace("::", "-")
        return partitions.arn("cloudformation", region, "", f"type/hook/{PUBLISHER_ID}/{name}")

    def package(self) -> Package:
        """Return what a registration would have submitted."""
        configuration = {
            "type": "object",
            "properties": dict(self.properties),
            "required": list(self.required),
            "additionalProperties": False,
        }
        schema = {
            "typeName": self.type_name,
            "description": self.description,
            "typeConfiguration": configuration,
            "handlers": {name: {"targetNames": list(self.targets), "permissions": []} for name in self.handlers},
            "additionalProperties": False,
        }
        return Package("HOOK", schema, json.dumps(schema), configuration_schema=configuration)


_OF_GUARD = PublicHook(
    GUARD_HOOK,
    "Evaluates operations by Guard rules that are stored in Amazon S3.",
    {
        "ruleLocation": _S3_URI,
        "logBucket": {"type": "string"},
        "options": {
            "type": "object",
            "properties": {
                "inputParams": {"oneOf": [_S3_URI, {"type": "array", "items": _S3_URI, "minItems": 1, "maxItems": 10}]}
            },
            "additionalProperties": False,
        },
    },
    ("ruleLocation",),
)
_OF_LAMBDA = PublicHook(
    LAMBDA_HOOK,
    "Has a Lambda function evaluate operations.",
    {"LambdaFunction": {"type": "string", "minLength": 1, "maxLength": 170}},
    ("LambdaFunction",),
)
_OF_CONTROL_TOWER = PublicHook(
    CONTROL_TOWER_HOOK,
    "Evaluates resources by proactive controls of AWS Control Tower.",
    {"ControlsToApply": {"type": "string", "minLength": 1}},
    ("ControlsToApply",),
    # "RESOURCE is the only supported value", and CREATE and UPDATE are the only actions.
    ("preCreate", "preUpdate"),
    ("AWS::*",),
)
PUBLIC_HOOKS: Mapping[str, PublicHook] = {hook.type_name: hook for hook in (_OF_GUARD, _OF_LAMBDA, _OF_CONTROL_TOWER)}
