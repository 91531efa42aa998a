"""AWS::IAM::OIDCProvider: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_ARN = {"OpenIDConnectProviderArn": of("Arn")}
_PRINT, _OTHER_PRINT = "6938fd4d98bab03faadb97b34396831e3780aea1", "1c58a3a8518e8759bf075b76b750d4f2df264fcd"


def _admit(handle: Handle) -> None:
    """Clients are added and removed one by one."""
    had, wanted = handle.had.get("ClientIdList", ()), handle.wanted.get("ClientIdList", ())
    for client in wanted:
        if client not in had:
            handle("AddClientIDToOpenIDConnectProvider", OpenIDConnectProviderArn=handle["Arn"], ClientID=client)
    for client in had:
        if client not in wanted:
            handle("RemoveClientIDFromOpenIDConnectProvider", OpenIDConnectProviderArn=handle["Arn"], ClientID=client)


def _url(handle: Handle) -> dict[str, str]:
    """The URL with its scheme, which IAM does not tell."""
    return {"Url": f"https://{handle['Url'].removeprefix('https://')}"}


TYPE = Declaration(
    "AWS::IAM::OIDCProvider",
    "iam",
    names={"Arn": "OpenIDConnectProviderArn"},
    create=Call(
        "CreateOpenIDConnectProvider", params={"ThumbprintList": lambda handle: handle.wanted.get("ThumbprintList", [])}
    ),
    read=(Call("GetOpenIDConnectProvider", params=_ARN), _url),
    update=(
        Logic(("ClientIdList",), _admit),
        Call("UpdateOpenIDConnectProviderThumbprint", params=_ARN, carries=("ThumbprintList",)),
    ),
    tags=Tagging(
        Call("TagOpenIDConnectProvider", params=_ARN),
        Call("UntagOpenIDConnectProvider", params=_ARN),
        Call("ListOpenIDConnectProviderTags", "Tags", _ARN),
    ),
    delete=Call("DeleteOpenIDConnectProvider", params=_ARN),
    list=Call("ListOpenIDConnectProviders", "OpenIDConnectProviderList[].Arn"),
    given={"Url": "https://token.actions.example.com", "ThumbprintList": [_PRINT]},
    client=("get_open_id_connect_provider", {"OpenIDConnectProviderArn": "{Ref}"}, "@"),
    proofs=(
        Proof({"Url": "https://login.example.com/ours"}, "Url", "login.example.com/ours"),
        Proof({"ThumbprintList": [_OTHER_PRINT]}),
        Proof({"ClientIdList": ["sts.amazonaws.com", "ours"]}, "ClientIDList"),
        Proof({"Tags": TAGS}),
    ),
)
