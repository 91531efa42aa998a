"""AWS::EC2::KeyPair: Ref is its name. The private key that EC2 makes lies in Systems Manager's Parameter Store."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("DescribeKeyPairs", "KeyPairs")


def _made(handle: Handle) -> dict[str, Any]:
    name, tags = handle["KeyName"], [{"Key": key, "Value": value} for key, value in handle.tags.items()]
    made = handle(
        "CreateKeyPair",
        KeyName=name,
        KeyType=handle.wanted.get("KeyType"),
        TagSpecifications=[{"ResourceType": "key-pair", "Tags": tags}] if tags else None,
    )
    handle.api(
        "ssm", "PutParameter", Name=_parameter(made["KeyPairId"]), Type="SecureString", Value=made["KeyMaterial"]
    )
    return {"KeyName": name, "KeyPairId": made["KeyPairId"]}


def _parameter(key_pair_id: str) -> str:
    return f"/ec2/keypair/{key_pair_id}"


def _delete(handle: Handle) -> None:
    handle("DeleteKeyPair", KeyName=handle["KeyName"])
    with absent():
        handle.api("ssm", "DeleteParameter", Name=_parameter(handle["KeyPairId"]))


TYPE = Declaration(
    "AWS::EC2::KeyPair",
    "ec2",
    create=_made,
    read=(_READ,),
    delete=_delete,
    list=_READ,
    given={"KeyName": "ours"},
    client=("describe_key_pairs", {"KeyNames": ["{Ref}"]}, "KeyPairs[0]"),
    proofs=(
        Proof({"KeyName": "hosts"}),
        Proof({"KeyType": "ed25519"}),
        Proof({"Tags": TAGS}),
    ),
)
