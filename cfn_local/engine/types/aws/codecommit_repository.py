"""AWS::CodeCommit::Repository: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.errors import not_found
from cfn_local.engine.types.aws.handle import Handle


def _name(handle: Handle) -> str:
    """The name of the repository with this ID, which may have another by now."""
    for one in handle("ListRepositories")["repositories"]:
        if one["repositoryId"] == handle.get("RepositoryId"):
            return str(one["repositoryName"])
    raise not_found(handle.declaration.name, str(handle.get("RepositoryId")))


def _read(handle: Handle) -> dict[str, Any]:
    found = handle.read(Call("GetRepository", "repositoryMetadata", {"repositoryName": _name}))
    return {**(found or {}), "Name": _name(handle), "RepositoryName": _name(handle)}


def _triggers(handle: Handle) -> dict[str, Any]:
    found = handle.read(Call("GetRepositoryTriggers", params={"repositoryName": _name})) or {}
    return {"Triggers": found["Triggers"]} if found.get("Triggers") else {}


def _rename(handle: Handle) -> None:
    handle("UpdateRepositoryName", oldName=_name(handle), newName=handle.wanted["RepositoryName"])


def _arn(handle: Handle) -> str:
    return handle.arn(_name(handle))


TYPE = Declaration(
    "AWS::CodeCommit::Repository",
    "codecommit",
    create=Call("CreateRepository", "repositoryMetadata"),
    read=(_read, _triggers),
    update=(
        Logic(("RepositoryName",), _rename),
        Call("UpdateRepositoryDescription", params={"repositoryName": _name}, carries=("RepositoryDescription",)),
    ),
    settings={
        "Triggers": lambda handle, stated: handle.set(
            Call("PutRepositoryTriggers", params={"repositoryName": _name}), "Triggers", stated or []
        )
    },
    defaults={"RepositoryDescription": ""},
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _arn}),
        Call("UntagResource", params={"resourceArn": _arn}),
        Call("ListTagsForResource", "tags", {"resourceArn": _arn}),
    ),
    hidden_if_empty=("RepositoryDescription",),
    delete=lambda handle: handle("DeleteRepository", repositoryName=_name(handle)),
    list=Call("ListRepositories", "repositories"),
    given={"RepositoryName": "shop"},
    client=("get_repository", {"repositoryName": "{RepositoryName}"}, "repositoryMetadata"),
    proofs=(
        Proof({"RepositoryName": "stall"}, "repositoryName"),
        Proof({"RepositoryDescription": "of the shop"}, "repositoryDescription", left=""),
        Proof(
            {
                "Triggers": [
                    {
                        "Name": "all",
                        "DestinationArn": "{topic}",
                        "Events": ["all"],
                        "Branches": ["main"],
                        "CustomData": "shop",
                    }
                ]
            },
            "triggers[].[name, destinationArn, branches]",
            [["all", "{topic}", ["main"]]],
            read=("get_repository_triggers", {"repositoryName": "{RepositoryName}"}),
        ),
        Proof({"Tags": TAGS}, "tags", {"team": "core"}, read=("list_tags_for_resource", {"resourceArn": "{Arn}"})),
    ),
)
