"""EventBridge Scheduler: moto fails on groups that are not there, and forgets the state of a schedule in an update."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Refuse unknown groups, and keep AWS's defaults."""
    from moto.scheduler.models import EventBridgeSchedulerBackend, Schedule

    create, update = EventBridgeSchedulerBackend.create_schedule, Schedule.update

    def created(backend: Any, *arguments: Any, **named: Any) -> Any:
        backend.get_schedule_group(named.get("group_name"))
        return create(backend, *arguments, **named)

    def updated(schedule: Any, **named: Any) -> None:
        update(schedule, **{**named, "state": named.get("state") or "ENABLED"})

    def deleted(backend: Any, name: str | None) -> None:
        del backend.schedule_groups[backend.get_schedule_group(name).name]

    replace_method(EventBridgeSchedulerBackend, "create_schedule", created)
    replace_method(EventBridgeSchedulerBackend, "delete_schedule_group", deleted)
    replace_method(Schedule, "update", updated)
