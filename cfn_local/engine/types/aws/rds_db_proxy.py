"""AWS::RDS::DBProxy: Ref is its name. It takes no connections."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging

_ARN: dict[str, Any] = {"ResourceName": lambda handle: handle["DBProxyArn"]}
_AUTH = {"AuthScheme": "SECRETS", "IAMAuth": "DISABLED", "SecretArn": "{AWS::SecretsManager::Secret}"}

TYPE = Declaration(
    "AWS::RDS::DBProxy",
    "rds",
    looks_first=True,
    create=Call("CreateDBProxy"),
    read=(Call("DescribeDBProxies", "DBProxies"),),
    update=(
        Call(
            "ModifyDBProxy",
            params={"SecurityGroups": lambda handle: handle.wanted.get("VpcSecurityGroupIds")},
            carries=("Auth", "DebugLogging", "IdleClientTimeout", "RequireTLS", "RoleArn", "VpcSecurityGroupIds"),
        ),
    ),
    defaults={"Auth": [], "DebugLogging": False, "IdleClientTimeout": 1800, "RequireTLS": False},
    tags=Tagging(
        Call("AddTagsToResource", params=_ARN),
        Call("RemoveTagsFromResource", params=_ARN),
        Call("ListTagsForResource", "TagList", _ARN),
    ),
    shown={"DefaultAuthScheme": "NONE", "EndpointNetworkType": "IPV4", "TargetConnectionNetworkType": "IPV4"},
    delete=Call("DeleteDBProxy"),
    list=Call("DescribeDBProxies", "DBProxies"),
    given={
        "Auth": [_AUTH],
        "DBProxyName": "proxy",
        "EngineFamily": "MYSQL",
        "RoleArn": "{rolearn}",
        "VpcSecurityGroupIds": ["{group}"],
        "VpcSubnetIds": ["{subneta}", "{subnetb}"],
    },
    client=("describe_db_proxies", {"DBProxyName": "{Ref}"}, "DBProxies[0]"),
    proofs=(
        Proof(
            {"DBProxyName": "ours", "EngineFamily": "POSTGRESQL", "VpcSubnetIds": ["{subnetb}", "{subnetc}"]},
            "[DBProxyName, EngineFamily, VpcSubnetIds]",
            ["ours", "POSTGRESQL", ["{subnetb}", "{subnetc}"]],
        ),
        Proof({"Auth": [{**_AUTH, "IAMAuth": "REQUIRED"}]}),
        Proof(
            {"DebugLogging": True, "IdleClientTimeout": 60, "RequireTLS": True},
            "[DebugLogging, IdleClientTimeout, RequireTLS]",
            [True, 60, True],
            left=[False, 1800, False],
        ),
        Proof({"RoleArn": "{otherrolearn}"}),
        Proof({"VpcSecurityGroupIds": ["{group}", "{othergroup}"]}),
        Proof({"Tags": TAGS}, "TagList", read=("list_tags_for_resource", {"ResourceName": "{DBProxyArn}"})),
    ),
)
