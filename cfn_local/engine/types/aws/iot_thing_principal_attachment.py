"""AWS::IoT::ThingPrincipalAttachment: Ref is `<thing>|<principal>`."""

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.iot_attachments import PRINCIPAL, attachment

_THING = "{AWS::IoT::Thing}"

TYPE = attachment(
    "AWS::IoT::ThingPrincipalAttachment",
    "ThingName",
    _THING,
    "AttachThingPrincipal",
    "DetachThingPrincipal",
    lambda thing, principal: {"thingName": thing, "principal": principal},
    lambda handle: handle("ListPrincipalThings", principal=handle["Principal"])["things"],
    Proof(
        {"ThingName": _THING, "Principal": PRINCIPAL},
        "things",
        [_THING],
        read=("list_principal_things", {"principal": PRINCIPAL}),
    ),
)
