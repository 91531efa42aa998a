"""AWS::Lambda::LayerVersion: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _this(handle: Handle) -> dict[str, Any]:
    layer, version = handle["LayerVersionArn"].split(":")[-2:]
    return {"LayerName": layer, "VersionNumber": int(version)}


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle.read(Call("GetLayerVersion", params=_this(handle)))
    return None if found is None else {**found, "LayerName": _this(handle)["LayerName"]}


TYPE = Declaration(
    "AWS::Lambda::LayerVersion",
    "lambda",
    named=Name("LayerName", 64),
    create=Call("PublishLayerVersion"),
    read=(_read,),
    delete=lambda handle: handle("DeleteLayerVersion", **_this(handle)),
    list=Call("ListLayerVersions", "LayerVersions"),
    unread={"Content": {"S3Bucket": "ours", "S3Key": "layer.zip"}},
    given={"Content": {"S3Bucket": "{layerbucket}", "S3Key": "layer.zip"}},
    client=("list_layer_versions", {"LayerName": "{LayerName}"}, "LayerVersions[0]"),
    proofs=(
        Proof({"LayerName": "tools"}, lambda found: found["LayerVersionArn"].split(":")[-2]),
        Proof({"Description": "our tools"}),
        Proof({"CompatibleRuntimes": ["python3.12"]}),
        Proof({"CompatibleArchitectures": ["arm64"]}),
        Proof({"LicenseInfo": "MIT"}),
    ),
)
