"""AWS::DMS::ReplicationTask: Ref is its ARN. It migrates nothing."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.migration_tags import migration_tags

_ALL = '{"rules": []}'
_ONE = '{"rules": [{"rule-type": "selection", "rule-id": "1", "rule-action": "include"}]}'


def _this(handle: Handle) -> list[dict[str, object]]:
    return [{"Name": "replication-task-arn", "Values": [handle["ReplicationTaskArn"]]}]


TYPE = Declaration(
    "AWS::DMS::ReplicationTask",
    "dms",
    named=Name("ReplicationTaskIdentifier", 255, change=lower),
    create=Call("CreateReplicationTask", "ReplicationTask"),
    read=(Call("DescribeReplicationTasks", "ReplicationTasks", params={"Filters": _this}),),
    update=(Call("ModifyReplicationTask"),),
    defaults={"ReplicationTaskSettings": ""},
    hidden_if_empty=("ReplicationTaskSettings",),
    tags=migration_tags(lambda handle: handle["ReplicationTaskArn"]),
    delete=Call("DeleteReplicationTask"),
    list=Call("DescribeReplicationTasks", "ReplicationTasks"),
    given={
        "MigrationType": "full-load",
        "ReplicationInstanceArn": "{AWS::DMS::ReplicationInstance}",
        "SourceEndpointArn": "{AWS::DMS::Endpoint}",
        "TableMappings": _ALL,
        "TargetEndpointArn": "{AWS::DMS::Endpoint}",
    },
    client=(
        "describe_replication_tasks",
        {"Filters": [{"Name": "replication-task-arn", "Values": ["{Ref}"]}]},
        "ReplicationTasks[0]",
    ),
    proofs=(
        Proof({"ReplicationTaskIdentifier": "ours"}),
        Proof({"MigrationType": "cdc"}),
        Proof({"ReplicationInstanceArn": "{AWS::DMS::ReplicationInstance}"}),
        Proof({"SourceEndpointArn": "{AWS::DMS::Endpoint}"}),
        Proof({"TargetEndpointArn": "{AWS::DMS::Endpoint}"}),
        Proof({"TableMappings": _ONE}),
        Proof({"ReplicationTaskSettings": '{"TargetMetadata": {}}'}, left=""),
        Proof(
            {"Tags": TAGS},
            "TagList[].{Key: Key, Value: Value}",
            read=("list_tags_for_resource", {"ResourceArn": "{Ref}"}),
        ),
    ),
)
