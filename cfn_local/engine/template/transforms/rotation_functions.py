"""The templates of AWS's functions that rotate secrets, at the addresses that AWS::SecretsManager gives nested stacks.

AWS keeps them in buckets `secrets-manager-rotation-apps-*`, by the names of its applications and with their parameters.
The functions here reach no database: they succeed in the step `testSecret`, by which Secrets Manager tests that it may
call them, and fail in all others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from cfn_local.engine.template.pseudo_parameters import PseudoParameters

BUCKET: Final = "secrets-manager-rotation-apps-local"
_DATABASES = {
    "MySQL": "RDSMySQL",
    "PostgreSQL": "RDSPostgreSQL",
    "Oracle": "RDSOracle",
    "MariaDB": "RDSMariaDB",
    "SQLServer": "RDSSQLServer",
    "Redshift": "Redshift",
    "MongoDB": "MongoDB",
}
# The application of each RotationType.
APPLICATIONS: Final[Mapping[str, str]] = {
    f"{name}{users}": f"SecretsManager{database}Rotation{users}"
    for name, database in _DATABASES.items()
    for users in ("SingleUser", "MultiUser")
}
_PARAMETERS = (
    *("endpoint", "excludeCharacters", "functionName", "kmsKeyArn", "masterSecretArn", "masterSecretKmsKeyArn"),
    *("runtime", "superuserSecretArn", "superuserSecretKmsKeyArn", "vpcSecurityGroupIds", "vpcSubnetIds"),
)
_CODE = """def lambda_handler(event, context):
    if event["Step"] != "testSecret":
        raise NotImplementedError("The local AWS has no database whose password this function could change.")
"""


def address(rotation_type: str, pseudo: PseudoParameters) -> str:
    """The TemplateURL of the function for a RotationType."""
    return f"https://{BUCKET}.s3.{pseudo.region}.{pseudo.url_suffix}/{APPLICATIONS[rotation_type]}.yaml"


def published_template(bucket: str, key: str) -> str | None:
    """The template at a key of the bucket; None if it is none of these."""
    if bucket != BUCKET or key.removesuffix(".yaml") not in APPLICATIONS.values():
        return None
    return json.dumps(_TEMPLATE)


def _stated(*parameters: str) -> dict[str, Any]:
    """The condition that any of the parameters has a value."""
    return {"Fn::Not": [{"Fn::Equals": [{"Fn::Join": ["", [{"Ref": name} for name in parameters]]}, ""]}]}


def _if(condition: str, value: Any, otherwise: Any = None) -> dict[str, Any]:
    return {"Fn::If": [condition, value, otherwise or {"Ref": "AWS::NoValue"}]}


def _values(parameter: str) -> dict[str, Any]:
    return {"Fn::Split": [",", {"Ref": parameter}]}


def _arn(of: str) -> dict[str, str]:
    return {"Fn::Sub": f"arn:${{AWS::Partition}}:{of}"}


def _allowed(actions: list[str], resource: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resource}


def _policy(name: str, *statements: Any) -> dict[str, Any]:
    return {"PolicyName": name, "PolicyDocument": {"Version": "2012-10-17", "Statement": list(statements)}}


_ROTATE = ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"]
_ROLE = {
    "AssumeRolePolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
        ],
    },
    "ManagedPolicyArns": [
        _arn("iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
        _if("IsInVpc", _arn("iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")),
    ],
    "Policies": [
        _policy(
            "Rotation",
            _allowed(
                [f"secretsmanager:{action}" for action in _ROTATE],
                _arn("secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*"),
            ),
            _allowed(["secretsmanager:GetRandomPassword"], "*"),
        ),
        *(
            _if(f"Has{who}", _policy(who, _allowed(["secretsmanager:GetSecretValue"], {"Ref": f"{parameter}Arn"})))
            for who, parameter in (("Master", "masterSecret"), ("Superuser", "superuserSecret"))
        ),
        *(
            _if(f"Has{who}Key", _policy(f"{who}Key", _allowed(["kms:Decrypt", "kms:GenerateDataKey"], {"Ref": key})))
            for who, key in (
                ("Secret", "kmsKeyArn"),
                ("Master", "masterSecretKmsKeyArn"),
                ("Superuser", "superuserSecretKmsKeyArn"),
            )
        ),
    ],
}
_FUNCTION = {
    "FunctionName": _if("IsNamed", {"Ref": "functionName"}),
    "Handler": "index.lambda_handler",
    "Runtime": _if("HasRuntime", {"Ref": "runtime"}, "python3.12"),
    "Timeout": 30,
    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
    "Code": {"ZipFile": _CODE},
    "Environment": {
        "Variables": {
            "SECRETS_MANAGER_ENDPOINT": {"Ref": "endpoint"},
            "EXCLUDE_CHARACTERS": _if("ExcludesCharacters", {"Ref": "excludeCharacters"}, "/@\"'\\"),
        }
    },
    "VpcConfig": _if(
        "IsInVpc", {"SecurityGroupIds": _values("vpcSecurityGroupIds"), "SubnetIds": _values("vpcSubnetIds")}
    ),
}
_TEMPLATE = {
    "Parameters": {name: {"Type": "String", "Default": ""} for name in _PARAMETERS},
    "Conditions": {
        "ExcludesCharacters": _stated("excludeCharacters"),
        "HasMaster": _stated("masterSecretArn"),
        "HasMasterKey": _stated("masterSecretKmsKeyArn"),
        "HasRuntime": _stated("runtime"),
        "HasSecretKey": _stated("kmsKeyArn"),
        "HasSuperuser": _stated("superuserSecretArn"),
        "HasSuperuserKey": _stated("superuserSecretKmsKeyArn"),
        "IsInVpc": _stated("vpcSubnetIds", "vpcSecurityGroupIds"),
        "IsNamed": _stated("functionName"),
    },
    "Resources": {
        "Role": {"Type": "AWS::IAM::Role", "Properties": _ROLE},
        "Function": {"Type": "AWS::Lambda::Function", "Properties": _FUNCTION},
        "Permission": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "Action": "lambda:InvokeFunction",
                "FunctionName": {"Ref": "Function"},
                "Principal": "secretsmanager.amazonaws.com",
            },
        },
    },
    "Outputs": {"RotationLambdaARN": {"Value": {"Fn::GetAtt": ["Function", "Arn"]}}},
}
