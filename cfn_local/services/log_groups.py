"""Log groups: moto never forgets the tags of a log group, returns tags for log groups that do not exist, and has no
classes of log groups: all are of the class STANDARD.
"""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Delete the tags of a log group with the log group, and show its class."""
    from moto.logs.exceptions import ResourceNotFoundException
    from moto.logs.models import LogGroup, LogsBackend

    describe = LogGroup.to_describe_dict
    delete, tags = LogsBackend.delete_log_group, LogsBackend.list_tags_for_resource

    def delete_log_group(backend: Any, log_group_name: str) -> None:
        group = backend.groups.get(log_group_name)
        delete(backend, log_group_name)
        backend.tagger.delete_all_tags_for_resource(group.arn)

    def list_tags_for_resource(backend: Any, resource_arn: str) -> Any:
        _, is_log_group, name = resource_arn.partition(":log-group:")
        if is_log_group and name.removesuffix(":*") not in backend.groups:
            raise ResourceNotFoundException()
        return tags(backend, resource_arn)

    def described(group: Any) -> dict[str, Any]:
        return {**describe(group), "logGroupClass": "STANDARD"}

    replace_method(LogGroup, "to_describe_dict", described)
    replace_method(LogsBackend, "delete_log_group", delete_log_group)
    replace_method(LogsBackend, "list_tags_for_resource", list_tags_for_resource)
