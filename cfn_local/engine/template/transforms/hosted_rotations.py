"""AWS::SecretsManager: the function of a HostedRotationLambda in a nested stack of its own.

Source: "AWS::SecretsManager transform" in the template reference. The logical ID of the nested stack is not documented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cfn_local.engine.template.transforms.application import Application
from cfn_local.engine.template.transforms.rotation_functions import APPLICATIONS, address

NAMES: Final = ("AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16")
_TYPE = "AWS::SecretsManager::RotationSchedule"
_HOSTED = "HostedRotationLambda"
# Of the schedule, and so of its function.
_COPIED = ("Condition", "DeletionPolicy", "UpdateReplacePolicy")
# The parameter of the nested stack for each member beside RotationType.
_PARAMETERS = {
    "ExcludeCharacters": "excludeCharacters",
    "KmsKeyArn": "kmsKeyArn",
    "MasterSecretArn": "masterSecretArn",
    "MasterSecretKmsKeyArn": "masterSecretKmsKeyArn",
    "RotationLambdaName": "functionName",
    "Runtime": "runtime",
    "SuperuserSecretArn": "superuserSecretArn",
    "SuperuserSecretKmsKeyArn": "superuserSecretKmsKeyArn",
    "VpcSecurityGroupIds": "vpcSecurityGroupIds",
    "VpcSubnetIds": "vpcSubnetIds",
}


def host(application: Application) -> Any:
    """The template with a nested stack for each HostedRotationLambda."""
    if application.use.parameters:
        raise application.failure("It takes no parameters.")
    resources = application.fragment.get("Resources")
    if not isinstance(resources, dict):
        return application.fragment
    schedules = {logical_id: one for logical_id, one in resources.items() if _is_hosted(one)}
    if any("RotationLambdaARN" in schedule["Properties"] for schedule in schedules.values()):
        raise application.failure("Can only specify either HostedRotationLambda or RotationLambdaARN.")
    if problems := [text for logical_id in schedules for text in _problems(logical_id, resources)]:
        raise application.failure(" ".join(problems))
    made = dict(resources)
    for logical_id, schedule in schedules.items():
        made[logical_id] = _schedule(logical_id, schedule)
        made[f"{logical_id}{_HOSTED}"] = _nested_stack(schedule, application)
    return {**application.fragment, "Resources": made}


def _is_hosted(resource: Any) -> bool:
    return (
        isinstance(resource, dict)
        and resource.get("Type") == _TYPE
        and isinstance(resource.get("Properties"), dict)
        and _HOSTED in resource["Properties"]
    )


def _problems(logical_id: str, resources: Mapping[str, Any]) -> Iterator[str]:
    if f"{logical_id}{_HOSTED}" in resources:
        yield f"The template already has a resource {logical_id}{_HOSTED}."
    hosted = resources[logical_id]["Properties"][_HOSTED]
    if not isinstance(hosted, dict):
        yield f"HostedRotationLambda of {logical_id} must be an object."
        return
    if unknown := [name for name in hosted if name != "RotationType" and name not in _PARAMETERS]:
        yield f"HostedRotationLambda of {logical_id} has no property {', '.join(unknown)}."
    rotation_type = hosted.get("RotationType")
    if not isinstance(rotation_type, str) or rotation_type not in APPLICATIONS:
        yield f"RotationType of {logical_id} must be one of {', '.join(APPLICATIONS)}."


def _schedule(logical_id: str, schedule: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in schedule["Properties"].items() if name != _HOSTED}
    function = {"Fn::GetAtt": [f"{logical_id}{_HOSTED}", "Outputs.RotationLambdaARN"]}
    return {**schedule, "Properties": {**kept, "RotationLambdaARN": function}}


def _nested_stack(schedule: Mapping[str, Any], application: Application) -> dict[str, Any]:
    hosted = schedule["Properties"][_HOSTED]
    pseudo = application.inputs.pseudo
    parameters = {_PARAMETERS[name]: value for name, value in hosted.items() if name in _PARAMETERS}
    endpoint = f"https://secretsmanager.{pseudo.region}.{pseudo.url_suffix}"
    return {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {
            "TemplateURL": address(hosted["RotationType"], pseudo),
            "Parameters": {"endpoint": endpoint, **parameters},
        },
        **{name: schedule[name] for name in _COPIED if name in schedule},
    }
