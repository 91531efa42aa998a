"""AWS::MSK::BatchScramSecret: Ref is the ARN of the cluster, all of whose secrets it states."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError, already_exists
from cfn_local.engine.types.aws.handle import Handle


def _secrets(handle: Handle) -> list[str]:
    found: list[str] = handle("ListScramSecrets", ClusterArn=handle["ClusterArn"])["SecretArnList"]
    return found


def _change(handle: Handle, action: str, secrets: list[str]) -> None:
    if not secrets:
        return
    refused = handle(action, ClusterArn=handle["ClusterArn"], SecretArnList=secrets)["UnprocessedScramSecrets"]
    if refused:
        raise AwsTypeError(" ".join(f"{one['SecretArn']}: {one['ErrorMessage']}" for one in refused))


def _set(handle: Handle) -> None:
    wanted, found = handle.wanted.get("SecretArnList") or [], _secrets(handle)
    _change(handle, "BatchAssociateScramSecret", [one for one in wanted if one not in found])
    _change(handle, "BatchDisassociateScramSecret", [one for one in found if one not in wanted])


def _create(handle: Handle) -> dict[str, Any]:
    cluster = handle.wanted["ClusterArn"]
    if _secrets(handle):
        raise already_exists("AWS::MSK::BatchScramSecret", cluster)
    _set(handle)
    return {"ClusterArn": cluster}


TYPE = Declaration(
    "AWS::MSK::BatchScramSecret",
    "kafka",
    create=_create,
    read=(Call("ListScramSecrets", "SecretArnList && @", finds={"SecretArnList": "SecretArnList"}),),
    update=(Logic(("SecretArnList",), _set),),
    delete=lambda handle: _change(handle, "BatchDisassociateScramSecret", _secrets(handle)),
    given={
        "ClusterArn": "{AWS::MSK::Cluster}",
        "SecretArnList": ["arn:{partition}:secretsmanager:{region}:{account}:secret:AmazonMSK_any-1a2b3c"],
    },
    client=("list_scram_secrets", {"ClusterArn": "{Ref}"}, ""),
    proofs=(
        Proof({"ClusterArn": "{AWS::MSK::Cluster}"}, "SecretArnList[0] && `true`", True),
        Proof(
            {
                "SecretArnList": [
                    "arn:{partition}:secretsmanager:{region}:{account}:secret:AmazonMSK_any-1a2b3c",
                    "arn:{partition}:secretsmanager:{region}:{account}:secret:AmazonMSK_ann-1a2b3c",
                ]
            }
        ),
        Proof({"SecretArnList": ["arn:{partition}:secretsmanager:{region}:{account}:secret:AmazonMSK_bob-1a2b3c"]}),
    ),
)
