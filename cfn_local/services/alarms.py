"""CloudWatch alarms: moto never forgets the tags of an alarm, and returns tags for alarms that do not exist."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Delete the tags of an alarm with the alarm."""
    from moto.cloudwatch.exceptions import ResourceNotFoundException
    from moto.cloudwatch.models import CloudWatchBackend

    delete, tags = CloudWatchBackend.delete_alarms, CloudWatchBackend.list_tags_for_resource

    def delete_alarms(backend: Any, alarm_names: list[str]) -> None:
        for name in alarm_names:
            if name in backend.alarms:
                backend.tagger.delete_all_tags_for_resource(backend.alarms[name].alarm_arn)
        delete(backend, alarm_names)

    def list_tags_for_resource(backend: Any, arn: str) -> Any:
        _, is_alarm, name = arn.partition(":alarm:")
        if is_alarm and name not in backend.alarms:
            raise ResourceNotFoundException
        return tags(backend, arn)

    replace_method(CloudWatchBackend, "delete_alarms", delete_alarms)
    replace_method(CloudWatchBackend, "list_tags_for_resource", list_tags_for_resource)
