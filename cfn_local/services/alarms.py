"""CloudWatch alarms: moto never forgets the tags of an alarm, and returns tags for alarms that do not exist.

It lacks PutCompositeAlarm.

A new metric alarm of moto's is OK; on AWS it has insufficient data until it is evaluated, or its state is set.
"""

from typing import Any

from cfn_local.services import anomaly_detectors
from cfn_local.services.seam import add_actions, replace_method


def install() -> None:
    """Delete the tags of an alarm with the alarm, and begin without data."""
    from moto.cloudwatch.exceptions import ResourceNotFoundException
    from moto.cloudwatch.models import Alarm, CloudWatchBackend
    from moto.cloudwatch.responses import CloudWatchResponse

    anomaly_detectors.install()
    put = CloudWatchResponse.put_metric_alarm

    class Actions:
        def put_metric_alarm(self: Any) -> Any:
            answered = put(self)
            if metrics := self._get_param("Metrics"):  # moto forgets the account of each
                self.cloudwatch_backend.alarms[self._get_param("AlarmName")].metric_data_queries = metrics
            return answered

        put_composite_alarm = CloudWatchResponse.put_metric_alarm  # which reads an AlarmRule

    add_actions(CloudWatchResponse, Actions)
    begin, change_state = Alarm.__init__, Alarm.update_state
    delete, tags = CloudWatchBackend.delete_alarms, CloudWatchBackend.list_tags_for_resource

    def begun(alarm: Any, *given: Any, **named: Any) -> None:
        begin(alarm, *given, **named)
        alarm.metric_data_queries = alarm.metric_data_queries or None
        if alarm.rule is None:
            alarm.state_value, alarm.state_reason_data = "INSUFFICIENT_DATA", None
        alarm.state_transitioned_timestamp = alarm.state_updated_timestamp

    def update_state(alarm: Any, reason: str, reason_data: str, state_value: str) -> None:
        transitions = state_value != alarm.state_value
        change_state(alarm, reason, reason_data, state_value)
        if transitions:
            alarm.state_transitioned_timestamp = alarm.state_updated_timestamp

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

    replace_method(Alarm, "__init__", begun)
    replace_method(Alarm, "update_state", update_state)
    replace_method(CloudWatchBackend, "delete_alarms", delete_alarms)
    replace_method(CloudWatchBackend, "list_tags_for_resource", list_tags_for_resource)
