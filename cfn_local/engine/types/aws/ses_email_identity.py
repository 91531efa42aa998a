"""AWS::SES::EmailIdentity: Ref is the address or domain. It is never verified."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _arn(handle: Handle) -> str:
    return handle.arn(f"identity/{handle['EmailIdentity']}").replace(":sesv2:", ":ses:")


_ARN = {"ResourceArn": _arn}


def _put(property_name: str, action: str, **otherwise: Any) -> Logic:
    def put(handle: Handle) -> None:
        stated = {**otherwise, **handle.wanted.get(property_name, {})}
        handle(f"PutEmailIdentity{action}", EmailIdentity=handle["EmailIdentity"], **stated)

    return Logic((property_name,), put)


_SETTINGS = (
    _put("ConfigurationSetAttributes", "ConfigurationSetAttributes"),
    _put("DkimAttributes", "DkimAttributes", SigningEnabled=True),
    _put("FeedbackAttributes", "FeedbackAttributes", EmailForwardingEnabled=True),
    _put("MailFromAttributes", "MailFromAttributes", BehaviorOnMxFailure="USE_DEFAULT_VALUE"),
)


def _create(handle: Handle) -> dict[str, Any]:
    handle("CreateEmailIdentity", EmailIdentity=handle.wanted["EmailIdentity"])
    for setting in _SETTINGS:
        if handle.wanted.get(setting.carries[0]):
            setting.do(handle)
    return {"EmailIdentity": handle.wanted["EmailIdentity"]}


def _read(handle: Handle) -> dict[str, Any]:
    identity = handle["EmailIdentity"]
    found = handle("GetEmailIdentity", EmailIdentity=identity)
    mail, configuration = found["MailFromAttributes"], found.get("ConfigurationSetName")
    tokens = {}
    for number, token in enumerate(found["DkimAttributes"].get("Tokens", []), 1):
        tokens[f"DkimDNSTokenName{number}"] = f"{token}._domainkey.{identity}"
        tokens[f"DkimDNSTokenValue{number}"] = f"{token}.dkim.amazonses.com"
    return {
        "EmailIdentity": identity,
        "ConfigurationSetAttributes": {"ConfigurationSetName": configuration} if configuration else {},
        "DkimAttributes": {"SigningEnabled": found["DkimAttributes"]["SigningEnabled"]},
        "FeedbackAttributes": {"EmailForwardingEnabled": found["FeedbackForwardingStatus"]},
        "MailFromAttributes": {key: mail[key] for key in ("BehaviorOnMxFailure", "MailFromDomain") if key in mail},
        **tokens,
    }


TYPE = Declaration(
    "AWS::SES::EmailIdentity",
    "sesv2",
    create=_create,
    read=(_read,),
    update=_SETTINGS,
    tags=Tagging(
        Call("TagResource", params=_ARN),
        Call("UntagResource", params=_ARN),
        Call("ListTagsForResource", "Tags", params=_ARN),
        is_afterwards=True,
    ),
    looks_first=True,
    hidden_if_empty=("ConfigurationSetAttributes",),
    delete=Call("DeleteEmailIdentity"),
    list=Call("ListEmailIdentities", "EmailIdentities[].IdentityName"),
    given={"EmailIdentity": "example.com"},
    client=("get_email_identity", {"EmailIdentity": "{Ref}"}, "@"),
    proofs=(
        Proof({"EmailIdentity": "example.org"}, "IdentityType", "DOMAIN"),
        Proof({"ConfigurationSetAttributes": {"ConfigurationSetName": "ours"}}, "ConfigurationSetName", "ours"),
        Proof({"DkimAttributes": {"SigningEnabled": False}}, "DkimAttributes.SigningEnabled", False),
        Proof({"FeedbackAttributes": {"EmailForwardingEnabled": False}}, "FeedbackForwardingStatus", False),
        Proof(
            {"MailFromAttributes": {"BehaviorOnMxFailure": "REJECT_MESSAGE", "MailFromDomain": "mail.example.com"}},
            "MailFromAttributes.[BehaviorOnMxFailure, MailFromDomain]",
            ["REJECT_MESSAGE", "mail.example.com"],
        ),
        Proof({"Tags": TAGS}, "Tags"),
    ),
)
