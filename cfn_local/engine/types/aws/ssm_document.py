"""AWS::SSM::Document: Ref is its name. Its content is replaced by a new version, or by a new document."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.systems_manager import tags_of

_REPLACED = ("Content", "DocumentFormat", "TargetType", "VersionName")
_COMMAND = {
    "schemaVersion": "2.2",
    "description": "Say hello",
    "mainSteps": [
        {"action": "aws:runShellScript", "name": "hello", "inputs": {"runCommand": ["echo hello"]}},
    ],
}


def _content(handle: Handle) -> str:
    content = handle.wanted["Content"]
    return content if isinstance(content, str) else json.dumps(content)


def _same(handle: Handle) -> str | None:
    """The version that has the content already, which cannot be made twice."""
    for version in handle("ListDocumentVersions", Name=handle["Name"])["DocumentVersions"]:
        number = version["DocumentVersion"]
        found = handle(
            "GetDocument", Name=handle["Name"], DocumentVersion=number, DocumentFormat=version["DocumentFormat"]
        )
        if found["Content"] == _content(handle):
            return str(number)
    return None


def _renew(handle: Handle) -> None:
    if handle.wanted.get("UpdateMethod") != "NewVersion":
        raise AwsTypeError("The document is replaced, as its UpdateMethod is not NewVersion.", "NotUpdatable")
    version = _same(handle)
    if version is None:
        stated = {name: handle.wanted.get(name) for name in _REPLACED[1:]}
        renewed = handle(
            "UpdateDocument", Name=handle["Name"], Content=_content(handle), DocumentVersion="$LATEST", **stated
        )
        version = renewed["DocumentDescription"]["DocumentVersion"]
    handle("UpdateDocumentDefaultVersion", Name=handle["Name"], DocumentVersion=version)


def _described(handle: Handle) -> dict[str, Any] | None:
    found = [one for one in handle("ListDocuments")["DocumentIdentifiers"] if one["Name"] == handle["Name"]]
    return dict(handle("DescribeDocument", Name=handle["Name"])["Document"]) if found else None


def _read(handle: Handle) -> dict[str, Any] | None:
    described = _described(handle)
    if described is None:
        return None
    found = handle("GetDocument", Name=handle["Name"], DocumentFormat=described["DocumentFormat"])
    content: Any = found["Content"]
    if found["DocumentFormat"] == "JSON" or isinstance(handle.get("Content"), dict):
        content = json.loads(content)
    told = {**described, **found, "Content": content}
    return {name: told[name] for name in handle.schema["properties"] if name != "Tags" and told.get(name)}


def _delete(handle: Handle) -> None:
    if _described(handle) is not None:
        handle("DeleteDocument", Name=handle["Name"])


TYPE = Declaration(
    "AWS::SSM::Document",
    "ssm",
    named=Name("Name", 128),
    create=Call("CreateDocument", params={"Content": _content}),
    read=(_read,),
    update=(Logic(_REPLACED, _renew), Logic(("UpdateMethod",), lambda _handle: None)),
    tags=tags_of("Document", "Name"),
    hidden_if_empty=("Requires",),
    delete=_delete,
    list=Call("ListDocuments", "DocumentIdentifiers"),
    documents=("Content",),
    given={"Content": {**_COMMAND, "description": "Earlier"}, "DocumentType": "Command", "UpdateMethod": "NewVersion"},
    unread={"UpdateMethod": "NewVersion"},
    client=("describe_document", {"Name": "{Ref}"}, "Document"),
    proofs=(
        Proof({"Name": "hello", "DocumentType": "Command"}, "[Name, DocumentType]", ["hello", "Command"]),
        Proof({"Content": _COMMAND}, "Content", read=("get_document", {"Name": "{Ref}"})),
        Proof(
            {"Content": _COMMAND, "TargetType": "/AWS::EC2::Instance", "VersionName": "first"},
            "[TargetType, VersionName]",
            ["/AWS::EC2::Instance", "first"],
            given={"TargetType": "/", "VersionName": "zeroth"},
        ),
        Proof(
            {
                "DocumentFormat": "YAML",
                "Content": "schemaVersion: '2.2'\ndescription: Say hello\nmainSteps: []\n",
            },
            "DocumentFormat",
            "YAML",
            given={"DocumentFormat": "JSON"},
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceType": "Document", "ResourceId": "{Ref}"}),
        ),
    ),
)
