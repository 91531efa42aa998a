"""AWS::SecretsManager::SecretTargetAttachment: writes into the secret where its database is. Ref is its ARN."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

_CLUSTER, _INSTANCE, _REDSHIFT = "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::Redshift::Cluster"
_DOCUMENTS = {"AWS::DocDB::DBCluster": _CLUSTER, "AWS::DocDB::DBInstance": _INSTANCE}
_IDENTIFIERS = {_CLUSTER: "dbClusterIdentifier", _INSTANCE: "dbInstanceIdentifier", _REDSHIFT: "dbClusterIdentifier"}
_WRITTEN = ("dbClusterIdentifier", "dbInstanceIdentifier", "dbname", "engine", "host", "port", "ssl")
_ENGINES = {"aurora": "mysql", "aurora-mysql": "mysql", "aurora-postgresql": "postgres", "docdb": "mongo"}


def _place(handle: Handle) -> dict[str, Any]:
    """Where the target is, in the form in which functions that rotate secrets expect it."""
    kind, target = handle.wanted["TargetType"], handle.wanted["TargetId"]
    as_kind = _DOCUMENTS.get(kind, kind)
    if as_kind == _CLUSTER:
        found = handle.api("rds", "DescribeDBClusters", DBClusterIdentifier=target)["DBClusters"][0]
        host, port, name = found["Endpoint"], found["Port"], found.get("DatabaseName")
    elif as_kind == _INSTANCE:
        found = handle.api("rds", "DescribeDBInstances", DBInstanceIdentifier=target)["DBInstances"][0]
        host, port, name = found["Endpoint"]["Address"], found["Endpoint"]["Port"], found.get("DBName")
    elif as_kind == _REDSHIFT:
        found = handle.api("redshift", "DescribeClusters", ClusterIdentifier=target)["Clusters"][0]
        host, port, name = found["Endpoint"]["Address"], found["Endpoint"]["Port"], found.get("DBName")
    else:
        raise AwsTypeError(f"The local CloudFormation cannot attach a secret to a target of type {kind}.")
    engine = found.get("Engine", "redshift")
    place = {"engine": _ENGINES.get(engine, engine), "host": host, "port": port, _IDENTIFIERS[as_kind]: target}
    return {**place, **({"dbname": name} if name else {}), **({"ssl": True} if kind in _DOCUMENTS else {})}


def _secret(handle: Handle) -> tuple[str, dict[str, Any]]:
    """The ARN of the secret, and what it says besides where its database is."""
    found = handle("GetSecretValue", SecretId=handle.get("Id", handle.get("SecretId")))
    try:
        said = json.loads(found.get("SecretString", ""))
    except ValueError:
        raise AwsTypeError("The secret of a SecretTargetAttachment must be a JSON object.") from None
    return found["ARN"], {name: value for name, value in said.items() if name not in _WRITTEN}


def _attach(handle: Handle) -> dict[str, Any]:
    place, (arn, said) = _place(handle), _secret(handle)
    handle("PutSecretValue", SecretId=arn, SecretString=json.dumps({**said, **place}))
    return {"Id": arn}


def _detach(handle: Handle) -> None:
    arn, said = _secret(handle)
    handle("PutSecretValue", SecretId=arn, SecretString=json.dumps(said))


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle("GetSecretValue", SecretId=handle["Id"])
    said = json.loads(found["SecretString"])
    for kind, name in (
        (_REDSHIFT, _IDENTIFIERS[_REDSHIFT]),
        (_CLUSTER, _IDENTIFIERS[_CLUSTER]),
        (_INSTANCE, _IDENTIFIERS[_INSTANCE]),
    ):
        if name in said and (kind == _REDSHIFT) is (said.get("engine") == "redshift"):
            shown = kind.replace("RDS", "DocDB") if said.get("engine") == "mongo" else kind
            return {"Id": found["ARN"], "SecretId": found["ARN"], "TargetId": said[name], "TargetType": shown}
    return None


TYPE = Declaration(
    "AWS::SecretsManager::SecretTargetAttachment",
    "secretsmanager",
    create=_attach,
    read=(_read,),
    update=(Logic(("TargetId", "TargetType"), _attach),),
    delete=_detach,
    given={
        "SecretId": "{credentials}",
        "TargetId": "{AWS::RDS::DBInstance}",
        "TargetType": _INSTANCE,
    },
    client=("get_secret_value", {"SecretId": "{Ref}"}, ""),
    proofs=(
        Proof({"SecretId": "{credentials}"}, "ARN"),
        Proof(
            {"TargetId": "{AWS::RDS::DBCluster}", "TargetType": _CLUSTER},
            lambda answer: json.loads(answer["SecretString"]).get("dbClusterIdentifier"),
            "{AWS::RDS::DBCluster}",
        ),
    ),
)
