"""AWS::EC2::PrefixList, a list of address blocks: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("DescribeManagedPrefixLists", "PrefixLists[?State!='delete-complete']", finds={"Arn": "PrefixListArn"})
_OWN = Call(_READ.action, "PrefixLists[?State!='delete-complete' && OwnerId!='AWS']")


def _made(handle: Handle) -> dict[str, Any]:
    # AWS requires the number, unless the entries tell it.
    most = {"MaxEntries": handle.wanted.get("MaxEntries", len(handle.wanted.get("Entries", ())) or 1)}
    return handle.make(Call("CreateManagedPrefixList", "PrefixList", most))


def _entries(handle: Handle) -> dict[str, Any]:
    return {"Entries": handle("GetManagedPrefixListEntries", PrefixListId=handle["PrefixListId"]).get("Entries", [])}


def _modify(handle: Handle) -> None:
    had, wanted = _entries(handle)["Entries"], handle.wanted.get("Entries", [])
    gone = [{"Cidr": one["Cidr"]} for one in had if one not in wanted]
    new = [one for one in wanted if one not in had]
    handle(
        "ModifyManagedPrefixList",
        PrefixListId=handle["PrefixListId"],
        CurrentVersion=handle["Version"] if gone or new else None,
        PrefixListName=handle.wanted["PrefixListName"],
        MaxEntries=handle.wanted.get("MaxEntries"),
        AddEntries=new or None,
        RemoveEntries=gone or None,
    )


TYPE = Declaration(
    "AWS::EC2::PrefixList",
    "ec2",
    create=_made,
    tag_specification="prefix-list",
    read=(_READ, _entries),
    update=(Logic(("Entries", "MaxEntries", "PrefixListName"), _modify),),
    tags=EC2_TAGS,
    delete=Call("DeleteManagedPrefixList"),
    list=_OWN,
    given={"PrefixListName": "offices", "AddressFamily": "IPv4", "MaxEntries": 3},
    client=("describe_managed_prefix_lists", {"PrefixListIds": ["{Ref}"]}, "PrefixLists[0]"),
    proofs=(
        Proof({"PrefixListName": "homes", "MaxEntries": 5}, "[PrefixListName, MaxEntries]", ["homes", 5]),
        Proof({"AddressFamily": "IPv6"}),
        Proof(
            {"Entries": [{"Cidr": "10.0.0.0/16", "Description": "main"}, {"Cidr": "10.1.0.0/16"}]},
            "Entries || `[]`",
            read=("get_managed_prefix_list_entries", {"PrefixListId": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}),
    ),
)
