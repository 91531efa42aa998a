"""AWS::SecretsManager::Secret, given or generated: Ref is its ARN. Deletion leaves no time to recover it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle


def _text(handle: Handle) -> str:
    """The secret: as set, or a random password, alone or as an additional key of SecretStringTemplate."""
    wanted = handle.wanted
    if "SecretString" in wanted and "GenerateSecretString" in wanted:
        raise AwsTypeError("State SecretString or GenerateSecretString of AWS::SecretsManager::Secret, not both.")
    if wanted.get("SecretString"):
        return str(wanted["SecretString"])
    wish = dict(wanted.get("GenerateSecretString", {}))
    key, template = wish.pop("GenerateStringKey", None), wish.pop("SecretStringTemplate", "{}")
    password: str = handle("GetRandomPassword", **wish)["RandomPassword"]
    return password if key is None else json.dumps({**json.loads(template), key: password})


def _is(judge: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda answer: judge(answer["SecretString"])


def _keys(text: str) -> list[tuple[str, int]]:
    return [(key, len(value)) for key, value in json.loads(text).items()]


TYPE = Declaration(
    "AWS::SecretsManager::Secret",
    "secretsmanager",
    names={"Id": "SecretId"},
    named=Name("Name"),
    ref="Id",
    create=Call("CreateSecret", "{SecretId: ARN}", {"SecretString": _text}),
    read=(Call("DescribeSecret"),),
    update=(Call("PutSecretValue", params={"SecretString": _text}, carries=("SecretString",), replaces=True),),
    tags=Tagging(Call("TagResource"), Call("UntagResource")),
    delete=Call("DeleteSecret", params={"ForceDeleteWithoutRecovery": True}),
    list=Call("ListSecrets", "SecretList[].ARN"),
    client=("get_secret_value", {"SecretId": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "entrance"}, "Name", read=("describe_secret", {"SecretId": "{Ref}"})),
        Proof({"Description": "of the door"}, "Description", read=("describe_secret", {"SecretId": "{Ref}"})),
        Proof({"KmsKeyId": "{keyarn}"}, "KmsKeyId", read=("describe_secret", {"SecretId": "{Ref}"})),
        Proof({"Tags": TAGS}, "Tags || `[]`", read=("describe_secret", {"SecretId": "{Ref}"})),
        Proof({"SecretString": "sesame"}, given={"SecretString": "open"}),
        Proof({"GenerateSecretString": {"PasswordLength": 50}}, _is(lambda text: len(text) == 50), True),
        Proof(
            {"GenerateSecretString": {"ExcludeLowercase": True, "PasswordLength": 100}},
            _is(lambda text: text == text.upper()),
            True,
        ),
        Proof(
            {"GenerateSecretString": {"ExcludeUppercase": True, "PasswordLength": 100}},
            _is(lambda text: text == text.lower()),
            True,
        ),
        Proof(
            {"GenerateSecretString": {"ExcludeNumbers": True, "PasswordLength": 100}},
            _is(lambda text: not any(map(str.isdigit, text))),
            True,
        ),
        Proof(
            {
                "GenerateSecretString": {
                    "ExcludePunctuation": True,
                    "RequireEachIncludedType": True,
                    "PasswordLength": 100,
                }
            },
            _is(str.isalnum),
            True,
        ),
        Proof(
            {"GenerateSecretString": {"ExcludeCharacters": "abcdefgh", "PasswordLength": 100}},
            _is(lambda text: not set(text) & set("abcdefgh")),
            True,
        ),
        Proof(
            {"GenerateSecretString": {"IncludeSpace": True, "PasswordLength": 2000}},
            _is(lambda text: " " in text),
            True,
        ),
        Proof(
            {"GenerateSecretString": {"SecretStringTemplate": '{"user": "ann"}', "GenerateStringKey": "password"}},
            _is(lambda text: _keys(text) == [("user", 3), ("password", 32)]),
            True,
        ),
    ),
)
