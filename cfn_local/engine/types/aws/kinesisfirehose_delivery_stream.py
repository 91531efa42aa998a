"""AWS::KinesisFirehose::DeliveryStream: Ref is its name. Records of an S3 destination are written at once."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_EXTENDED, _S3 = "ExtendedS3DestinationConfiguration", "S3DestinationConfiguration"
_HTTP, _REDSHIFT = "HttpEndpointDestinationConfiguration", "RedshiftDestinationConfiguration"
_SEARCH, _ELASTIC = "AmazonopensearchserviceDestinationConfiguration", "ElasticsearchDestinationConfiguration"
_SERVERLESS = "AmazonOpenSearchServerlessDestinationConfiguration"
_DESTINATIONS = (_EXTENDED, _S3, _HTTP, _REDSHIFT, _SEARCH, _ELASTIC, _SERVERLESS)
_BUCKET = {"BucketARN": "arn:{partition}:s3:::{bucket}", "RoleARN": "{rolearn}"}
_NAME: dict[str, Any] = {"DeliveryStreamName": of("DeliveryStreamName")}
_LOGS = {"Enabled": True, "LogGroupName": "ours", "LogStreamName": "stream"}
_BUFFER = {"IntervalInSeconds": 60, "SizeInMBs": 1}
_PROCESSING = {
    "Enabled": True,
    "Processors": [
        {"Type": "Lambda", "Parameters": [{"ParameterName": "LambdaArn", "ParameterValue": "{otherfunctionarn}"}]}
    ],
}
_OF_BUCKET = {
    **_BUCKET,
    "BufferingHints": _BUFFER,
    "CloudWatchLoggingOptions": _LOGS,
    "CompressionFormat": "GZIP",
    "EncryptionConfiguration": {"NoEncryptionConfig": "NoEncryption"},
    "ErrorOutputPrefix": "errors/",
    "Prefix": "records/",
}


def _description(name: str) -> str:
    return name.replace("Configuration", "Description")


def _as_update(stated: dict[str, Any]) -> dict[str, Any]:
    return {("S3Update" if name == "S3Configuration" else name): value for name, value in stated.items()}


def _update(handle: Handle) -> None:
    described = handle("DescribeDeliveryStream", **{name: value(handle) for name, value in _NAME.items()})
    stream = described["DeliveryStreamDescription"]
    for name in _DESTINATIONS:
        if name in handle.changed and name in handle.wanted:
            handle(
                "UpdateDestination",
                DeliveryStreamName=handle["DeliveryStreamName"],
                CurrentDeliveryStreamVersionId=stream["VersionId"],
                DestinationId=stream["Destinations"][0]["DestinationId"],
                **{name.replace("Configuration", "Update"): _as_update(handle.wanted[name])},
            )


TYPE = Declaration(
    "AWS::KinesisFirehose::DeliveryStream",
    "firehose",
    named=Name("DeliveryStreamName", 64),
    create=Call("CreateDeliveryStream", finds={"Arn": "DeliveryStreamARN"}),
    read=(
        Call(
            "DescribeDeliveryStream",
            "DeliveryStreamDescription",
            finds={
                "Arn": "DeliveryStreamARN",
                "KinesisStreamSourceConfiguration": "Source.KinesisStreamSourceDescription",
                **{
                    name: f"Destinations[0].{_description(name)} && merge(Destinations[0].{_description(name)},"
                    f" {{S3Configuration: Destinations[0].{_description(name)}.S3DestinationDescription}})"
                    for name in _DESTINATIONS
                    if name not in (_S3, _EXTENDED)
                },
                # AWS shows the one as the other, too.
                _EXTENDED: f"Destinations[0].{_description(_EXTENDED)}",
                _S3: f"Destinations[0].{_description(_EXTENDED)} && `null` || Destinations[0].{_description(_S3)}",
                "DeliveryStreamEncryptionConfigurationInput": "DeliveryStreamEncryptionConfiguration",
            },
        ),
    ),
    update=(Logic((_EXTENDED, _S3, _HTTP), _update),),
    tags=Tagging(Call("TagDeliveryStream"), Call("UntagDeliveryStream"), Call("ListTagsForDeliveryStream", "Tags")),
    delete=Call("DeleteDeliveryStream"),
    list=Call("ListDeliveryStreams", "DeliveryStreamNames"),
    given={_EXTENDED: _BUCKET},
    client=("describe_delivery_stream", {"DeliveryStreamName": "{Ref}"}, "DeliveryStreamDescription"),
    proofs=(
        Proof({"DeliveryStreamName": "ours"}),
        Proof({"DeliveryStreamType": "DirectPut"}),
        Proof(
            {
                "DeliveryStreamType": "KinesisStreamAsSource",
                "KinesisStreamSourceConfiguration": {
                    "KinesisStreamARN": "{AWS::Kinesis::Stream.Arn}",
                    "RoleARN": "{rolearn}",
                },
            },
            "[DeliveryStreamType, Source.KinesisStreamSourceDescription.KinesisStreamARN]",
            ["KinesisStreamAsSource", "{AWS::Kinesis::Stream.Arn}"],
        ),
        Proof(
            {
                _EXTENDED: {
                    **_OF_BUCKET,
                    "DynamicPartitioningConfiguration": {"Enabled": True},
                    "ProcessingConfiguration": _PROCESSING,
                    "S3BackupMode": "Disabled",
                }
            },
            "Destinations[0].ExtendedS3DestinationDescription.[Prefix, CompressionFormat, BufferingHints.SizeInMBs,"
            " CloudWatchLoggingOptions.LogGroupName, ProcessingConfiguration.Processors[0].Type]",
            ["records/", "GZIP", 1, "ours", "Lambda"],
            left=["records/", "GZIP", 1, "ours", "Lambda"],
        ),
        Proof(
            {_S3: _OF_BUCKET},
            "Destinations[0].S3DestinationDescription.Prefix",
            "records/",
            given={_EXTENDED: None, _S3: _BUCKET},
            left="records/",
        ),
        Proof(
            {
                _HTTP: {
                    "BufferingHints": _BUFFER,
                    "CloudWatchLoggingOptions": _LOGS,
                    "EndpointConfiguration": {"Name": "ours", "Url": "https://example.com/in", "AccessKey": "key"},
                    "RequestConfiguration": {"ContentEncoding": "GZIP"},
                    "RetryOptions": {"DurationInSeconds": 60},
                    "RoleARN": "{rolearn}",
                    "S3BackupMode": "FailedDataOnly",
                    "S3Configuration": _BUCKET,
                }
            },
            "Destinations[0].HttpEndpointDestinationDescription.EndpointConfiguration.Url",
            "https://example.com/in",
            given={
                _EXTENDED: None,
                _HTTP: {"EndpointConfiguration": {"Url": "https://example.com/old"}, "S3Configuration": _BUCKET},
            },
            left="https://example.com/old",
        ),
        *(
            Proof(
                {
                    name: {
                        **stated,
                        "BufferingHints": {"IntervalInSeconds": 60, "SizeInMBs": 1},
                        "CloudWatchLoggingOptions": _LOGS,
                        "RetryOptions": {"DurationInSeconds": 60},
                        "RoleARN": "{rolearn}",
                        "S3BackupMode": "AllDocuments",
                        "S3Configuration": _BUCKET,
                    }
                },
                f"Destinations[0].{_description(name)}.[IndexName, S3BackupMode]",
                ["orders", "AllDocuments"],
                given={_EXTENDED: None},
            )
            for name, stated in {
                _SERVERLESS: {"CollectionEndpoint": "https://c.example.com", "IndexName": "orders"},
                _SEARCH: {
                    "DomainARN": "arn:{partition}:es:{region}:{account}:domain/ours",
                    "IndexName": "orders",
                    "IndexRotationPeriod": "OneDay",
                },
                _ELASTIC: {
                    "DomainARN": "arn:{partition}:es:{region}:{account}:domain/ours",
                    "IndexName": "orders",
                    "IndexRotationPeriod": "OneDay",
                    "TypeName": "order",
                },
            }.items()
        ),
        Proof(
            {"DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"}},
            "DeliveryStreamEncryptionConfiguration.KeyType",
            "AWS_OWNED_CMK",
        ),
        Proof(
            {
                _REDSHIFT: {
                    "ClusterJDBCURL": "jdbc:redshift://c.example.com:5439/db",
                    "CopyCommand": {"DataTableName": "t", "CopyOptions": "JSON 'auto'", "DataTableColumns": "a"},
                    "Password": "open-sesame",
                    "RoleARN": "{rolearn}",
                    "S3Configuration": _BUCKET,
                    "Username": "ann",
                }
            },
            "Destinations[0].RedshiftDestinationDescription.[ClusterJDBCURL, CopyCommand.DataTableName, Username]",
            ["jdbc:redshift://c.example.com:5439/db", "t", "ann"],
            given={_EXTENDED: None},
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_delivery_stream", {"DeliveryStreamName": "{Ref}"})),
    ),
)
