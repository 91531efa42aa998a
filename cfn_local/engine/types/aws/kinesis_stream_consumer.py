"""AWS::Kinesis::StreamConsumer: Ref is its ARN."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::Kinesis::StreamConsumer",
    "kinesis",
    create=Call("RegisterStreamConsumer", "Consumer"),
    read=(Call("DescribeStreamConsumer", "ConsumerDescription"),),
    delete=Call("DeregisterStreamConsumer", params={"ConsumerARN": lambda handle: handle["ConsumerARN"]}),
    given={"ConsumerName": "orders", "StreamARN": "{AWS::Kinesis::Stream.Arn}"},
    client=("describe_stream_consumer", {"ConsumerARN": "{Ref}"}, "ConsumerDescription"),
    proofs=(
        Proof({"ConsumerName": "bills"}, "ConsumerName"),
        Proof({"StreamARN": "{AWS::Kinesis::Stream.Arn}"}, "StreamARN"),
    ),
)
