"""AWS::DMS::Endpoint: Ref is its ARN. Nothing connects to it."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.migration_tags import migration_tags

_S3 = {
    "BucketFolder": "orders",
    "BucketName": "{bucket}",
    "CompressionType": "GZIP",
    "DataFormat": "parquet",
    "ServiceAccessRoleArn": "{rolearn}",
}


def _this(handle: Handle) -> list[dict[str, object]]:
    return [{"Name": "endpoint-arn", "Values": [handle["EndpointArn"]]}]


TYPE = Declaration(
    "AWS::DMS::Endpoint",
    "dms",
    named=Name("EndpointIdentifier", 255, change=lower),
    create=Call("CreateEndpoint", "Endpoint"),
    read=(Call("DescribeEndpoints", "Endpoints", params={"Filters": _this}),),
    update=(Call("ModifyEndpoint"),),
    tags=migration_tags(lambda handle: handle["EndpointArn"]),
    delete=Call("DeleteEndpoint"),
    list=Call("DescribeEndpoints", "Endpoints"),
    defaults={"DatabaseName": "", "ServerName": "", "SslMode": "none", "Username": "", "Port": 0, "S3Settings": {}},
    hidden_if_empty=("DatabaseName", "ServerName", "Username", "S3Settings"),
    given={"EndpointType": "source", "EngineName": "mysql"},
    client=("describe_endpoints", {"Filters": [{"Name": "endpoint-arn", "Values": ["{Ref}"]}]}, "Endpoints[0]"),
    proofs=(
        Proof({"EndpointIdentifier": "ours"}),
        Proof({"EndpointType": "target"}),
        Proof({"EngineName": "postgres"}),
        Proof({"DatabaseName": "orders"}, left=""),
        Proof({"Port": 3306}, left=0),
        Proof({"ServerName": "db.example.com"}, left=""),
        Proof({"SslMode": "require"}, left="none"),
        Proof({"Username": "ann"}, left=""),
        Proof({"S3Settings": _S3}, left={}),
        Proof(
            {"Tags": TAGS},
            "TagList[].{Key: Key, Value: Value}",
            read=("list_tags_for_resource", {"ResourceArn": "{Ref}"}),
        ),
    ),
    unread={"ExtraConnectionAttributes": "parallelLoadThreads=1", "Password": "not-a-real-one"},
)
