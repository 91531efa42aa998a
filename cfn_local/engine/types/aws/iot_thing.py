"""AWS::IoT::Thing: Ref is its name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

TYPE = Declaration(
    "AWS::IoT::Thing",
    "iot",
    named=Name("ThingName", 128),
    create=Call("CreateThing"),
    read=(
        Call(
            "DescribeThing",
            finds={"Arn": "thingArn", "AttributePayload": "attributes && {Attributes: attributes}", "Id": "thingId"},
        ),
    ),
    update=(Call("UpdateThing", carries=("AttributePayload",)),),
    defaults={"AttributePayload": {"Attributes": {}}},
    documents=("AttributePayload.Attributes",),
    delete=Call("DeleteThing"),
    list=Call("ListThings", "things"),
    client=("describe_thing", {"thingName": "{Ref}"}, ""),
    proofs=(
        Proof({"ThingName": "ours"}, "thingName"),
        Proof({"AttributePayload": {"Attributes": {"stage": "live"}}}, "attributes", {"stage": "live"}, left={}),
    ),
)
