"""AWS::SSM::PatchBaseline: Ref is its ID. Nothing is patched by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.systems_manager import tags_of

_BASELINE = {"BaselineId": of("Id")}


def _set_groups(handle: Handle, stated: Any) -> None:
    wanted, had = stated or [], handle.had.get("PatchGroups", [])
    for action, groups in (
        ("DeregisterPatchBaselineForPatchGroup", [group for group in had if group not in wanted]),
        ("RegisterPatchBaselineForPatchGroup", [group for group in wanted if group not in had]),
    ):
        for group in groups:
            handle(action, BaselineId=handle["Id"], PatchGroup=group)


def _delete(handle: Handle) -> None:
    for group in handle("GetPatchBaseline", BaselineId=handle["Id"]).get("PatchGroups", []):
        handle("DeregisterPatchBaselineForPatchGroup", BaselineId=handle["Id"], PatchGroup=group)
    handle("DeletePatchBaseline", BaselineId=handle["Id"])


TYPE = Declaration(
    "AWS::SSM::PatchBaseline",
    "ssm",
    names={"Id": "BaselineId"},
    create=Call(
        "CreatePatchBaseline",
        params={"OperatingSystem": lambda handle: handle.wanted.get("OperatingSystem", "WINDOWS")},
    ),
    read=(Call("GetPatchBaseline", params=_BASELINE),),
    update=(Call("UpdatePatchBaseline", params={**_BASELINE, "Replace": True}, replaces=True),),
    settings={"PatchGroups": _set_groups},
    tags=tags_of("PatchBaseline", "Id"),
    shown={
        "ApprovedPatchesComplianceLevel": "UNSPECIFIED",
        "ApprovedPatchesEnableNonSecurity": False,
        "DefaultBaseline": False,
        "RejectedPatchesAction": "ALLOW_AS_DEPENDENCY",
    },
    shown_inside={"ApprovalRules": {"PatchRules": [{"EnableNonSecurity": False}]}},
    hidden_if_empty=("ApprovedPatches", "GlobalFilters", "PatchGroups", "RejectedPatches", "Sources"),
    delete=_delete,
    list=Call("DescribePatchBaselines", "BaselineIdentities"),
    given={"Name": "baseline"},
    client=("get_patch_baseline", {"BaselineId": "{Ref}"}, ""),
    proofs=(
        Proof({"OperatingSystem": "AMAZON_LINUX_2"}),
        Proof(
            {
                "ApprovalRules": {
                    "PatchRules": [
                        {
                            "ApproveAfterDays": 7,
                            "ComplianceLevel": "HIGH",
                            "EnableNonSecurity": True,
                            "PatchFilterGroup": {"PatchFilters": [{"Key": "CLASSIFICATION", "Values": ["Security"]}]},
                        }
                    ]
                },
                "ApprovedPatches": ["example-pkg-0.710.10-2.7.abcd.x86_64"],
                "ApprovedPatchesComplianceLevel": "HIGH",
                "ApprovedPatchesEnableNonSecurity": True,
                "Description": "of ours",
                "GlobalFilters": {"PatchFilters": [{"Key": "PRODUCT", "Values": ["*"]}]},
                "Name": "ours",
                "RejectedPatches": ["bad-pkg"],
                "RejectedPatchesAction": "BLOCK",
            },
            "[ApprovalRules.PatchRules[].ApproveAfterDays, ApprovedPatches, ApprovedPatchesComplianceLevel, "
            "Description, Name, RejectedPatches, RejectedPatchesAction]",
            [[7], ["example-pkg-0.710.10-2.7.abcd.x86_64"], "HIGH", "of ours", "ours", ["bad-pkg"], "BLOCK"],
        ),
        Proof({"PatchGroups": ["core"]}),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceType": "PatchBaseline", "ResourceId": "{Ref}"}),
        ),
    ),
)
