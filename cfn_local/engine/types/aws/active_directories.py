"""AWS::DirectoryService::MicrosoftAD and SimpleAD: what the two kinds of directories share."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call
from cfn_local.engine.types.aws.handle import Handle

_SENT = ("Description", "Edition", "Name", "Password", "ShortName", "Size", "VpcSettings")
READ = Call(
    "DescribeDirectories",
    "DirectoryDescriptions",
    {"DirectoryIds": lambda handle: [handle["DirectoryId"]]},
    {"DnsIpAddresses": "DnsIpAddrs", "EnableSso": "SsoEnabled"},
)
# What both prove; the domain names of a test must differ.
CLIENT = ("describe_directories", {"DirectoryIds": ["{Ref}"]}, "DirectoryDescriptions[0]")
NETWORK = {"VpcId": "{vpc}", "SubnetIds": ["{subneta}", "{subnetb}"]}


def create(handle: Handle, action: str) -> dict[str, Any]:
    """Create a directory, with an alias if it is to have one."""
    sent = {name: handle.wanted[name] for name in _SENT if name in handle.wanted}
    identifier = handle(action, **sent)["DirectoryId"]
    if handle.wanted.get("CreateAlias"):
        handle("CreateAlias", DirectoryId=identifier, Alias=f"alias-{identifier}")
    return {"DirectoryId": identifier}


def sign_on(handle: Handle, wanted: Any) -> None:
    """Turn single sign-on on or off. It needs an alias on AWS."""
    handle("EnableSso" if wanted else "DisableSso", DirectoryId=handle["DirectoryId"])


def of_kind(handle: Handle, kind: str) -> list[dict[str, str]]:
    """The directories of one kind."""
    found = handle("DescribeDirectories")["DirectoryDescriptions"]
    return [{"DirectoryId": one["DirectoryId"]} for one in found if one["Type"] == kind]
