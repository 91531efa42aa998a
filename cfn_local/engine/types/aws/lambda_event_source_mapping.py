"""AWS::Lambda::EventSourceMapping: Ref is its ID."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_ACCESS: Final = [{"Type": "BASIC_AUTH", "URI": "{AWS::SecretsManager::Secret}"}]
_CLUSTER: Final = {
    "EventSourceArn": "arn:{partition}:kafka:{region}:{account}:cluster/orders/0a1b2c3d-1",
    "StartingPosition": "TRIM_HORIZON",
    "Topics": ["orders"],
}
_SELF_MANAGED: Final = {
    "EventSourceArn": None,
    "SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["kafka.example.com:9092"]}},
    "StartingPosition": "TRIM_HORIZON",
    "Topics": ["orders"],
}
_STREAM: Final = {"EventSourceArn": "{AWS::Kinesis::Stream.Arn}", "StartingPosition": "LATEST"}


def _told(handle: Handle) -> dict[str, Any]:
    """Properties that the API returns in another form: the function by name, unless the template has its ARN."""
    found = handle("GetEventSourceMapping", UUID=handle["Id"])
    arn, stated = found["FunctionArn"], str(handle.get("FunctionName", ""))
    name = arn if stated.startswith("arn:") else arn.partition(":function:")[2]
    servers = found.get("SelfManagedEventSource", {}).get("Endpoints", {}).get("KAFKA_BOOTSTRAP_SERVERS")
    endpoints = {"SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": servers}}} if servers else {}
    return {**endpoints, "FunctionName": name, "Enabled": found["State"] in ("Enabled", "Enabling", "Creating")}


def _self_managed(handle: Handle) -> dict[str, Any] | None:
    """The API has a map from kinds of endpoints."""
    stated = handle.wanted.get("SelfManagedEventSource")
    servers = (stated or {}).get("Endpoints", {}).get("KafkaBootstrapServers")
    return None if servers is None else {"Endpoints": {"KAFKA_BOOTSTRAP_SERVERS": servers}}


def _batch_size(handle: Handle) -> int | None:
    if "BatchSize" not in handle.changed:
        return None
    return int(handle.wanted.get("BatchSize", 10 if ":sqs:" in handle.get("EventSourceArn", "") else 100))


TYPE = Declaration(
    "AWS::Lambda::EventSourceMapping",
    "lambda",
    names={"Id": "UUID"},
    create=Call("CreateEventSourceMapping", params={"SelfManagedEventSource": _self_managed}),
    read=(Call("GetEventSourceMapping"), _told),
    update=(Call("UpdateEventSourceMapping", params={"BatchSize": _batch_size}, only_changed=True),),
    defaults={
        "AmazonManagedKafkaEventSourceConfig": {},
        "BatchSize": None,
        "BisectBatchOnFunctionError": False,
        "DestinationConfig": {},
        "DocumentDBEventSourceConfig": {},
        "Enabled": True,
        "FilterCriteria": {},
        "FunctionResponseTypes": [],
        "KmsKeyArn": "",
        "MaximumBatchingWindowInSeconds": 0,
        "MaximumRecordAgeInSeconds": -1,
        "MaximumRetryAttempts": -1,
        "MetricsConfig": {},
        "ParallelizationFactor": 1,
        "ProvisionedPollerConfig": {},
        "ScalingConfig": {},
        "SelfManagedKafkaEventSourceConfig": {},
        "SourceAccessConfigurations": [],
        "TumblingWindowInSeconds": 0,
    },
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTags", "Tags")),
    delete=Call("DeleteEventSourceMapping"),
    list=Call("ListEventSourceMappings", "EventSourceMappings"),
    given={"FunctionName": "{function}", "EventSourceArn": "{queuearn}"},
    client=("get_event_source_mapping", {"UUID": "{Ref}"}, ""),
    proofs=(
        Proof({"FunctionName": "{otherfunction}"}, lambda found: found["FunctionArn"].rpartition(":")[2]),
        Proof({"EventSourceArn": "{queuearn}"}),
        Proof({"StartingPosition": "TRIM_HORIZON"}, given=_STREAM),
        Proof({"BatchSize": 5}),
        Proof({"BatchSize": 7}, given=_STREAM),
        Proof({"Enabled": False}, "State", "Disabled"),
        Proof({"FilterCriteria": {"Filters": [{"Pattern": '{"body": ["yes"]}'}]}}, left={}),
        Proof({"FunctionResponseTypes": ["ReportBatchItemFailures"]}, left=[]),
        Proof({"MaximumBatchingWindowInSeconds": 5}, left=0),
        Proof({"BisectBatchOnFunctionError": True}, given=_STREAM, left=False),
        Proof({"MaximumRecordAgeInSeconds": 60}, given=_STREAM, left=-1),
        Proof({"MaximumRetryAttempts": 2}, given=_STREAM, left=-1),
        Proof({"ParallelizationFactor": 3}, given=_STREAM, left=1),
        Proof({"TumblingWindowInSeconds": 30}, given=_STREAM, left=0),
        Proof(
            {
                "DestinationConfig": {"OnFailure": {"Destination": "{queuearn}"}},
                "MetricsConfig": {"Metrics": ["EventCount"]},
            },
            given=_STREAM,
            found="[DestinationConfig.OnFailure.Destination, MetricsConfig.Metrics]",
            expected=["{queuearn}", ["EventCount"]],
            left=[None, None],
        ),
        Proof(
            {"ScalingConfig": {"MaximumConcurrency": 5}, "KmsKeyArn": "{keyarn}"},
            "[ScalingConfig.MaximumConcurrency, KMSKeyArn]",
            [5, "{keyarn}"],
            left=[None, ""],
        ),
        Proof({"Topics": ["orders"]}, given=_CLUSTER),
        Proof(
            {
                "AmazonManagedKafkaEventSourceConfig": {"ConsumerGroupId": "judges"},
                "ProvisionedPollerConfig": {"MaximumPollers": 5, "MinimumPollers": 1},
            },
            "[AmazonManagedKafkaEventSourceConfig.ConsumerGroupId, ProvisionedPollerConfig.MaximumPollers]",
            ["judges", 5],
            given=_CLUSTER,
            left=[None, None],
        ),
        Proof(
            {"SelfManagedEventSource": _SELF_MANAGED["SelfManagedEventSource"]},
            "SelfManagedEventSource.Endpoints.KAFKA_BOOTSTRAP_SERVERS",
            ["kafka.example.com:9092"],
            given=_SELF_MANAGED,
        ),
        Proof(
            {
                "SelfManagedKafkaEventSourceConfig": {"ConsumerGroupId": "judges"},
                "SourceAccessConfigurations": _ACCESS,
            },
            "[SelfManagedKafkaEventSourceConfig.ConsumerGroupId, SourceAccessConfigurations[].Type]",
            ["judges", ["BASIC_AUTH"]],
            given=_SELF_MANAGED,
            left=[None, []],
        ),
        Proof(
            {"Queues": ["orders"]},
            given={
                "EventSourceArn": "arn:{partition}:mq:{region}:{account}:broker:orders:b-1",
                "SourceAccessConfigurations": _ACCESS,
            },
        ),
        Proof(
            {
                "DocumentDBEventSourceConfig": {
                    "CollectionName": "orders",
                    "DatabaseName": "shop",
                    "FullDocument": "UpdateLookup",
                }
            },
            given={
                "EventSourceArn": "arn:{partition}:rds:{region}:{account}:cluster:shop",
                "StartingPosition": "LATEST",
                "SourceAccessConfigurations": _ACCESS,
            },
            left={},
        ),
        Proof(
            {"Tags": TAGS},
            "Tags || `{}`",
            {"team": "core"},
            read=("list_tags", {"Resource": "{EventSourceMappingArn}"}),
        ),
    ),
)
