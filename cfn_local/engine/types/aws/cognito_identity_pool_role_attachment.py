"""AWS::Cognito::IdentityPoolRoleAttachment: Ref is the ID of the pool."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _put(handle: Handle) -> dict[str, Any]:
    handle.make(Call("SetIdentityPoolRoles", params={"Roles": handle.wanted.get("Roles", {})}))
    return {"Id": handle["IdentityPoolId"], "IdentityPoolId": handle["IdentityPoolId"]}


def _read(handle: Handle) -> dict[str, Any] | None:
    pool_id = handle.get("Id") or handle["IdentityPoolId"]
    handle.model["IdentityPoolId"] = pool_id
    found = handle.read(Call("GetIdentityPoolRoles"))
    return (
        {**found, "Id": pool_id, "IdentityPoolId": pool_id}
        if found and (found.get("Roles") or found.get("RoleMappings"))
        else None
    )


TYPE = Declaration(
    "AWS::Cognito::IdentityPoolRoleAttachment",
    "cognito-identity",
    create=_put,
    read=(_read,),
    update=(Logic(("RoleMappings", "Roles"), _put),),
    shown={"RoleMappings": {}},
    # The API has no way to take roles away; what is deleted has none.
    delete=Call(
        "SetIdentityPoolRoles", params={"Roles": {}, "IdentityPoolId": lambda handle: handle["IdentityPoolId"]}
    ),
    given={"IdentityPoolId": "{AWS::Cognito::IdentityPool}", "Roles": {"authenticated": "{rolearn}"}},
    client=("get_identity_pool_roles", {"IdentityPoolId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {"IdentityPoolId": "{AWS::Cognito::IdentityPool}", "Roles": {"unauthenticated": "{rolearn}"}},
            "Roles",
            {"unauthenticated": "{rolearn}"},
        ),
        Proof(
            {
                "Roles": {"authenticated": "{otherrolearn}"},
                "RoleMappings": {
                    "ours": {
                        "Type": "Rules",
                        "AmbiguousRoleResolution": "Deny",
                        "RulesConfiguration": {
                            "Rules": [{"Claim": "a", "MatchType": "Equals", "RoleARN": "{rolearn}", "Value": "b"}]
                        },
                    }
                },
            },
            "Roles",
            {"authenticated": "{otherrolearn}"},
        ),
    ),
)
