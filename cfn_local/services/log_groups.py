"""CloudWatch Logs: moto keeps the tags of a deleted log group, and returns tags for log groups that do not exist.

It adds a metric filter to one of the same name.
It lacks the definitions of queries, policies of data protection and the classes of log groups: all are STANDARD.
"""

from typing import Any
from uuid import uuid4

from cfn_local.services import clock, kept_resources
from cfn_local.services.kept_resources import Kept, records_of
from cfn_local.services.seam import replace_method

QUERIES = Kept(
    "query definitions",
    ("queryDefinitionId",),
    put="PutQueryDefinition",
    delete="DeleteQueryDefinition",
    list="DescribeQueryDefinitions",
    made=lambda request, _backend: {"queryDefinitionId": request.get("queryDefinitionId") or str(uuid4())},
)

# A group may be named by its ARN; CloudFormation names it as templates do.
DATA_PROTECTION = Kept(
    "data protection policies",
    ("logGroupIdentifier",),
    put="PutDataProtectionPolicy",
    read="GetDataProtectionPolicy",
    delete="DeleteDataProtectionPolicy",
    made=lambda _request, _backend: {"lastUpdatedTime": int(clock.now().timestamp() * 1000)},
)


def install() -> None:
    """Delete the tags of a log group with the log group, and show its class."""
    from moto.logs.exceptions import ResourceNotFoundException
    from moto.logs.metric_filters import MetricFilters
    from moto.logs.models import LogGroup, LogsBackend, logs_backends
    from moto.logs.responses import LogsResponse

    describe = LogGroup.to_describe_dict
    add = MetricFilters.add_filter
    delete, tags = LogsBackend.delete_log_group, LogsBackend.list_tags_for_resource

    def delete_log_group(backend: Any, log_group_name: str) -> None:
        group = backend.groups.get(log_group_name)
        delete(backend, log_group_name)
        backend.tagger.delete_all_tags_for_resource(group.arn)
        records_of(backend, DATA_PROTECTION.name).pop((log_group_name,), None)

    def list_tags_for_resource(backend: Any, resource_arn: str) -> Any:
        _, is_log_group, name = resource_arn.partition(":log-group:")
        if is_log_group and name.removesuffix(":*") not in backend.groups:
            raise ResourceNotFoundException()
        return tags(backend, resource_arn)

    def described(group: Any) -> dict[str, Any]:
        return {**describe(group), "logGroupClass": "STANDARD"}

    replace_method(LogGroup, "to_describe_dict", described)

    def add_filter(filters: Any, filter_name: str, filter_pattern: str, log_group_name: str, made: Any) -> None:
        filters.metric_filters = [
            one
            for one in filters.metric_filters
            if (one["filterName"], one["logGroupName"]) != (filter_name, log_group_name)
        ]
        add(filters, filter_name, filter_pattern, log_group_name, made)

    replace_method(MetricFilters, "add_filter", add_filter)
    replace_method(LogsBackend, "delete_log_group", delete_log_group)
    replace_method(LogsBackend, "list_tags_for_resource", list_tags_for_resource)
    kept_resources.install("logs", LogsResponse, logs_backends, QUERIES, DATA_PROTECTION)
