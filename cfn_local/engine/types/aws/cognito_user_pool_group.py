"""AWS::Cognito::UserPoolGroup: Ref is its name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

_POOL = "{AWS::Cognito::UserPool}"

TYPE = Declaration(
    "AWS::Cognito::UserPoolGroup",
    "cognito-idp",
    named=Name("GroupName", 128),
    ref="GroupName",
    create=Call("CreateGroup", "Group"),
    read=(Call("GetGroup", "Group"),),
    update=(Call("UpdateGroup"),),
    defaults={"Description": "", "Precedence": 0},
    hidden_if_empty=("Description", "Precedence"),
    delete=Call("DeleteGroup"),
    list=Call("ListGroups", "Groups"),
    given={"UserPoolId": _POOL},
    client=("get_group", {"UserPoolId": "{UserPoolId}", "GroupName": "{Ref}"}, "Group"),
    proofs=(
        Proof({"UserPoolId": _POOL, "GroupName": "staff"}, "GroupName", "staff"),
        Proof(
            {"Description": "of the shop", "Precedence": 3},
            "[Description, Precedence]",
            ["of the shop", 3],
            left=["", 0],
        ),
        Proof({"RoleArn": "{rolearn}"}, given={"RoleArn": "{otherrolearn}"}),
    ),
)
