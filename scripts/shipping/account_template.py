"""rollout/account.yaml and rollout/organisation.yaml, generated from the projects of the workspace.

The parts common to all extensions are in rollout/templates; the part of each extension is here.
"""

from pathlib import Path
from typing import Any

import yaml
from workspace import ROOT

from cfn_local.engine.template.document import read
from shipping.extension import Extension
from shipping.names_in_templates import prefixed

Template = dict[str, Any]

_ROLLOUT = ROOT / "rollout"
_LOG_RETENTION_DAYS = 90
_SECTIONS = ("AWSTemplateFormatVersion", "Description", "Parameters", "Conditions", "Resources", "Outputs")
_HEADER = "# Written by scripts/generate from the projects and rollout/templates. Do not edit.\n"


def account_template(extensions: list[Extension]) -> str:
    """Return the template for one account and Region, as YAML."""
    template = _base(_ROLLOUT / "templates" / "account.yaml")
    template["Resources"] = _base(_ROLLOUT / "log-delivery.yaml")["Resources"]
    for extension in extensions:
        for section, additions in _additions(extension).items():
            template.setdefault(section, {}).update(additions)
    return _text(template)


def organisation_template(extensions: list[Extension]) -> str:
    """Return the template of the stack set for an organisation, which passes all parameters to account.yaml."""
    template = _base(_ROLLOUT / "templates" / "organisation.yaml")
    stack_set = template["Resources"]["Extensions"]["Properties"]
    for extension in extensions:
        for name, declared in _additions(extension)["Parameters"].items():
            template["Parameters"][name] = declared
            stack_set["Parameters"].append({"ParameterKey": name, "ParameterValue": {"Ref": name}})
    return _text(template)


def _base(path: Path) -> Template:
    return read(path.read_text("utf-8"))


def _text(template: Template) -> str:
    sections = {section: template[section] for section in _SECTIONS if section in template}
    return _HEADER + yaml.dump(sections, Dumper=_Dumper, sort_keys=False, width=120)


class _Dumper(yaml.SafeDumper):
    """Writes repeated values in full, because templates cannot use YAML aliases."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def key_parameter(extension: Extension) -> str:
    """Return the parameter that names the package of the extension."""
    return f"{extension.logical_name}Key"


def _additions(extension: Extension) -> dict[str, Any]:
    """Return what one extension adds to each section of the template. With an empty key it is omitted."""
    name, condition = extension.logical_name, f"Has{extension.logical_name}"
    role = _role(extension)
    resources = {**role.get("Resources", {}), **_version(extension)}
    if extension.kind == "HOOK":
        resources[f"{name}Configuration"] = _configuration(extension)
    return {
        "Parameters": {
            key_parameter(extension): {
                "Description": f"The key of the package of {extension.type_name}. Empty: it is not registered.",
                "Type": "String",
                "AllowedPattern": f"({extension.name}/[0-9a-f]{{64}}[.]zip)?",
                "Default": "",
            },
            **role.get("Parameters", {}),
            **_parameters_of_hook(extension),
        },
        "Conditions": {
            condition: {"Fn::Not": [{"Fn::Equals": [{"Ref": key_parameter(extension)}, ""]}]},
            **role.get("Conditions", {}),
        },
        "Resources": {logical_id: _on(condition, resource) for logical_id, resource in resources.items()},
        "Outputs": {
            f"{name}Version": {
                "Condition": condition,
                "Description": f"The default version of {extension.type_name}.",
                "Value": {"Ref": f"{name}Version"},
            }
        },
    }


def _on(condition: str, resource: Template) -> Template:
    assert "Condition" not in resource, "a role with a condition of its own would need both"
    declared = dict(resource)
    return {"Type": declared.pop("Type"), "Condition": condition, **declared}


def _role(extension: Extension) -> Template:
    """Return the project's own role template, with the extension's name as a prefix of all names."""
    if extension.role_template is None:
        return {}
    return prefixed(_base(extension.role_template), extension.logical_name)


def _version(extension: Extension) -> dict[str, Template]:
    """Return the version of its package as the default. An older version is deregistered after replacement."""
    name = extension.logical_name
    package = {"Fn::Sub": f"s3://${{ArtifactBucket}}/${{{key_parameter(extension)}}}"}
    if extension.kind == "MODULE":
        return {
            f"{name}Version": {
                "Type": "AWS::CloudFormation::ModuleVersion",
                "Properties": {"ModuleName": extension.type_name, "ModulePackage": package},
            },
            f"{name}Default": {
                "Type": "AWS::CloudFormation::ModuleDefaultVersion",
                "Properties": {"Arn": {"Ref": f"{name}Version"}},
            },
        }
    kind = extension.kind.capitalize()
    return {
        f"{name}Logs": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {
                "LogGroupName": {"Fn::Sub": f"/awscommunity/${{AWS::StackName}}/{extension.name}"},
                "RetentionInDays": _LOG_RETENTION_DAYS,
            },
        },
        f"{name}Version": {
            "Type": f"AWS::CloudFormation::{kind}Version",
            "Properties": {
                "TypeName": extension.type_name,
                "SchemaHandlerPackage": package,
                "ExecutionRoleArn": {"Fn::GetAtt": [f"{name}ExecutionRole", "Arn"]},
                "LoggingConfig": {
                    "LogGroupName": {"Ref": f"{name}Logs"},
                    "LogRoleArn": {"Fn::GetAtt": ["LogDeliveryRole", "Arn"]},
                },
            },
        },
        f"{name}Default": {
            "Type": f"AWS::CloudFormation::{kind}DefaultVersion",
            "Properties": {"TypeVersionArn": {"Ref": f"{name}Version"}},
        },
    }


def _parameters_of_hook(extension: Extension) -> dict[str, Template]:
    if extension.kind != "HOOK":
        return {}
    return {
        f"{extension.logical_name}Properties": {
            "Description": f"The settings of {extension.type_name} as JSON; its README lists them.",
            "Type": "String",
            "Default": "{}",
        }
    }


def _configuration(extension: Extension) -> Template:
    """Depends on the default version, because CloudFormation validates the configuration against that one's schema."""
    name = extension.logical_name
    hook = (
        '{"HookInvocationStatus": "${HookInvocationStatus}", "TargetOperations": ["RESOURCE"], '
        f'"FailureMode": "${{FailureMode}}", "Properties": ${{{name}Properties}}}}'
    )
    return {
        "Type": "AWS::CloudFormation::HookTypeConfig",
        "DependsOn": f"{name}Default",
        "Properties": {
            "TypeArn": {"Fn::GetAtt": [f"{name}Version", "TypeArn"]},
            "Configuration": {"Fn::Sub": f'{{"CloudFormationConfiguration": {{"HookConfiguration": {hook}}}}}'},
        },
    }
