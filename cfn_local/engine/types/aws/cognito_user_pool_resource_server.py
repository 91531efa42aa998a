"""AWS::Cognito::UserPoolResourceServer: Ref is its identifier."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

_POOL = "{AWS::Cognito::UserPool}"
_SCOPES = [{"ScopeName": "read", "ScopeDescription": "reads orders"}]

TYPE = Declaration(
    "AWS::Cognito::UserPoolResourceServer",
    "cognito-idp",
    ref="Identifier",
    create=Call("CreateResourceServer", "ResourceServer"),
    read=(Call("DescribeResourceServer", "ResourceServer"),),
    update=(Call("UpdateResourceServer", replaces=True),),
    delete=Call("DeleteResourceServer"),
    list=Call("ListResourceServers", "ResourceServers", {"MaxResults": 50}),
    given={"UserPoolId": _POOL, "Identifier": "orders", "Name": "orders"},
    client=(
        "describe_resource_server",
        {"UserPoolId": "{UserPoolId}", "Identifier": "{Identifier}"},
        "ResourceServer",
    ),
    proofs=(
        Proof({"UserPoolId": _POOL, "Identifier": "invoices"}, "Identifier", "invoices"),
        Proof({"Name": "all orders", "Scopes": _SCOPES}, "[Name, Scopes[0].ScopeName]", ["all orders", "read"]),
    ),
)
