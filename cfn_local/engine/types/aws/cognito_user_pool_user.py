"""AWS::Cognito::UserPoolUser: Ref is the name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.parameters import within

_POOL = "{AWS::Cognito::UserPool}"

TYPE = Declaration(
    "AWS::Cognito::UserPoolUser",
    "cognito-idp",
    named=Name("Username", 128),
    ref="Username",
    create=Call("AdminCreateUser"),
    read=(Call("AdminGetUser", finds={"UserAttributes": "UserAttributes[?Name != 'sub']"}),),
    hidden_if_empty=("UserAttributes",),
    delete=Call("AdminDeleteUser"),
    list=within(Call("ListUsers", "Users"), "UserPoolId"),
    given={"UserPoolId": _POOL},
    client=("admin_get_user", {"UserPoolId": "{UserPoolId}", "Username": "{Ref}"}, ""),
    proofs=(
        Proof({"UserPoolId": _POOL, "Username": "ada"}, "Username", "ada"),
        Proof(
            {"UserAttributes": [{"Name": "email", "Value": "ada@example.com"}]},
            "UserAttributes[?Name=='email'].Value",
            ["ada@example.com"],
        ),
    ),
    unread={
        "ClientMetadata": {},
        "DesiredDeliveryMediums": ["EMAIL"],
        "ForceAliasCreation": True,
        "MessageAction": "SUPPRESS",
        "ValidationData": [{"Name": "a", "Value": "b"}],
    },
)
