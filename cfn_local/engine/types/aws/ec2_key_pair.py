"""AWS::EC2::KeyPair: Ref is its name. The private key that EC2 makes lies in Systems Manager's Parameter Store; that of
an imported public key is not EC2's.
"""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("DescribeKeyPairs", "KeyPairs", {"IncludePublicKey": True}, finds={"PublicKeyMaterial": "PublicKey"})

_PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJPRfhD3vb5rmS6P4rVU65OFl8aLIHppMwCNy0+r49tT ours"


def _made(handle: Handle) -> dict[str, Any]:
    name, tags = handle["KeyName"], [{"Key": key, "Value": value} for key, value in handle.tags.items()]
    specified = [{"ResourceType": "key-pair", "Tags": tags}] if tags else None
    public = handle.wanted.get("PublicKeyMaterial")
    if public:
        made = handle("ImportKeyPair", KeyName=name, PublicKeyMaterial=public.encode(), TagSpecifications=specified)
        return {"KeyName": name, "KeyPairId": made["KeyPairId"]}
    made = handle("CreateKeyPair", KeyName=name, KeyType=handle.wanted.get("KeyType"), TagSpecifications=specified)
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
    unread={"KeyFormat": "pem"},
    restricted=("KeyFormat",),
    client=("describe_key_pairs", {"KeyNames": ["{Ref}"]}, "KeyPairs[0]"),
    proofs=(
        Proof({"KeyName": "hosts"}),
        Proof({"KeyType": "ed25519"}),
        Proof(
            {"PublicKeyMaterial": _PUBLIC},
            read=("describe_key_pairs", {"KeyNames": ["{Ref}"], "IncludePublicKey": True}),
            found="KeyPairs[0].PublicKey",
        ),
        Proof({"Tags": TAGS}),
    ),
)
