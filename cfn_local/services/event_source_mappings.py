"""Event source mappings of functions: moto's sources go on with the mapping, and the function, that they had first.

A mapping of an alias becomes one of the version that the alias names at that time.
"""

from collections.abc import Iterator
from typing import Any

from cfn_local.services.seam import replace_method

# Of a function without a qualifier.
_PARTS_OF_AN_ARN = 7


def complete_mappings() -> None:
    """Have a deleted mapping invoke nothing, and one whose function changes, or is an alias, invoke that function."""
    from moto.awslambda.models import LambdaBackend

    create = LambdaBackend.create_event_source_mapping
    delete, update = LambdaBackend.delete_event_source_mapping, LambdaBackend.update_event_source_mapping

    def created(backend: Any, spec: dict[str, Any]) -> Any:
        mapping = create(backend, spec)
        _keep_alias(backend, mapping, str(spec["FunctionName"]))
        return mapping

    def deleted(backend: Any, uuid: str) -> Any:
        mapping = delete(backend, uuid)
        for held in _held_by_sources(backend):
            for key in [key for key, other in held.items() if other is mapping]:
                del held[key]
        return mapping

    def updated(backend: Any, uuid: str, changes: dict[str, Any]) -> Any:
        known = backend.get_event_source_mapping(uuid)
        before = known.function_arn if known else None
        mapping = update(backend, uuid, changes)
        if mapping is None:
            return None
        if "FunctionName" in changes:
            _move(backend, mapping, before)
            _keep_alias(backend, mapping, str(changes["FunctionName"]))
        return mapping

    replace_method(LambdaBackend, "create_event_source_mapping", created)
    replace_method(LambdaBackend, "delete_event_source_mapping", deleted)
    replace_method(LambdaBackend, "update_event_source_mapping", updated)


def _keep_alias(backend: Any, mapping: Any, function_name: str) -> None:
    """Give the mapping the alias that `function_name`, a name or an ARN, ends with."""
    parts = function_name.split(":")
    alias = ":".join(parts[_PARTS_OF_AN_ARN if parts[0] == "arn" else 1 :])
    version = mapping.function_arn
    if alias and not alias.isdecimal():
        mapping.function_arn = ":".join([*version.split(":")[:_PARTS_OF_AN_ARN], alias])
        _move(backend, mapping, version)


def _move(backend: Any, mapping: Any, before: str | None) -> None:
    for held in _held_by_sources(backend):
        # Streams of Kinesis hold it by their own ARN, and look up its function.
        if before in held and held[before] is mapping:
            held[mapping.function_arn] = held.pop(before)


def _held_by_sources(backend: Any) -> Iterator[dict[Any, Any]]:
    from moto.dynamodb.models import dynamodb_backends
    from moto.kinesis.models import kinesis_backends
    from moto.sqs.models import sqs_backends

    account, region = backend.account_id, backend.region_name
    yield from (queue.lambda_event_source_mappings for queue in sqs_backends[account][region].queues.values())
    yield from (table.lambda_event_source_mappings for table in dynamodb_backends[account][region].tables.values())
    yield from (stream.lambda_event_source_mappings for stream in kinesis_backends[account][region].streams.values())
