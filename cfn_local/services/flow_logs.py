"""Flow logs: moto takes no folder in a bucket and no log group by ARN, and forgets the options of the destination."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import add_actions, replace_method

_FORGOTTEN = {"DestinationOptions": "destination_options", "DeliverCrossAccountRole": "deliver_cross_account_role"}


def install() -> None:
    """Keep what CreateFlowLogs states."""
    from moto.ec2.models.flow_logs import FlowLogsBackend
    from moto.ec2.responses import EC2Response

    create, create_action = FlowLogsBackend.create_flow_logs, EC2Response.create_flow_logs

    def create_flow_logs(backend: Any, **stated: Any) -> Any:
        destination, kind = str(stated["log_destination"] or ""), stated["log_destination_type"]
        if kind == "s3":
            stated["log_destination"] = destination.partition("/")[0]
        elif kind in (None, "cloud-watch-logs") and ":log-group:" in destination:
            stated["log_group_name"] = destination.partition(":log-group:")[2].partition(":")[0]
        made, refused = create(backend, **stated)
        for log in made:
            log.log_destination = destination or None  # type: ignore[assignment]
        return made, refused

    class Actions:
        def create_flow_logs(self: Any) -> Any:
            answered: Any = create_action(self)
            for log_id in answered.result["FlowLogIds"]:
                for name, attribute in _FORGOTTEN.items():
                    setattr(self.ec2_backend.flow_logs[log_id], attribute, self._get_param(name) or None)
            return answered

    replace_method(FlowLogsBackend, "create_flow_logs", create_flow_logs)
    add_actions(EC2Response, Actions)
