"""Sources of events that nothing polls here, such as topics of Kafka and brokers: their mappings are kept as stated."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_attribute, replace_method

_POLLED_BY_MOTO = frozenset({"dynamodb", "kinesis", "sqs"})
_MOST_RECORDS = 10000  # Of one batch, from any source but a FIFO queue
_SELF_MANAGED = "kafka"
# Members of UpdateEventSourceMapping that moto ignores, and the attributes that hold them.
_IGNORED = {
    "AmazonManagedKafkaEventSourceConfig": "kafka_config",
    "KMSKeyArn": "kms_key",
    "MetricsConfig": "metrics",
    "ProvisionedPollerConfig": "poller_config",
    "SelfManagedKafkaEventSourceConfig": "self_managed_kafka_event_source_config",
}


def take_all_sources() -> None:
    """Take every kind of source, with all options."""
    from moto.awslambda.models import EventSourceMapping, LambdaBackend

    make: Any = EventSourceMapping
    create, update = LambdaBackend.create_event_source_mapping, LambdaBackend.update_event_source_mapping
    size = EventSourceMapping.batch_size

    def created(backend: Any, spec: dict[str, Any]) -> Any:
        arn = spec.get("EventSourceArn")
        if (arn and _service_of(arn) in _POLLED_BY_MOTO) or not (arn or spec.get("SelfManagedEventSource")):
            return create(backend, spec)
        function = backend._lambdas.get_function_by_name_or_arn_with_qualifier(spec["FunctionName"])
        known = {"AccountId": backend.account_id, "RegionName": backend.region_name, "EventSourceArn": None}
        mapping = make({**known, **spec, "FunctionArn": function.function_arn})
        backend._event_source_mappings[mapping.uuid] = mapping
        return mapping

    def updated(backend: Any, uuid: str, changes: dict[str, Any]) -> Any:
        mapping = update(backend, uuid, changes)
        for name in _IGNORED.keys() & changes.keys() if mapping is not None else ():
            setattr(mapping, _IGNORED[name], changes[name])
        return mapping

    def set_size(mapping: Any, number: int | None) -> None:
        if _service_of(mapping.event_source_arn) in _POLLED_BY_MOTO:
            size.fset(mapping, number)  # type: ignore[attr-defined]
        else:
            mapping._batch_size = min(int(number or 100), _MOST_RECORDS)

    def set_arn(mapping: Any, arn: str | None) -> None:
        mapping._event_source_arn = arn

    replace_attribute(EventSourceMapping, "batch_size", property(lambda mapping: mapping._batch_size, set_size))
    replace_attribute(EventSourceMapping, "event_source_arn", property(lambda one: one._event_source_arn, set_arn))
    replace_method(EventSourceMapping, "_get_service_source_from_arn", _source)
    replace_method(LambdaBackend, "create_event_source_mapping", created)
    replace_method(LambdaBackend, "update_event_source_mapping", updated)


def _service_of(arn: str | None) -> str:
    return arn.split(":")[2].lower() if arn else _SELF_MANAGED


def _source(mapping: Any, event_source_arn: str | None = None) -> str:
    """The service of the source; a FIFO queue is one of its own."""
    arn = event_source_arn or mapping.event_source_arn
    service = _service_of(arn)
    return "sqs-fifo" if service == "sqs" and arn.endswith(".fifo") else service
