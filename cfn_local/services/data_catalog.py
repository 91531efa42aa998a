"""Glue: moto creates crawlers and connections that nothing changes, and connections that nothing deletes."""

from typing import Any

from cfn_local.services import job_updates
from cfn_local.services.seam import add_actions, replace_method


def install() -> None:
    """Add what is missing; UpdateWorkflow replaces all, and a connection shows all."""
    from botocore import xform_name
    from moto.core.responses import ActionResult
    from moto.core.utils import get_service_model, utcnow
    from moto.glue.exceptions import EntityNotFoundException
    from moto.glue.models import FakeConnection
    from moto.glue.responses import GlueResponse

    job_updates.install()
    settings = get_service_model("glue").operation_model("UpdateCrawler").input_shape.members.keys() - {"Name"}
    describe = FakeConnection.as_dict

    def connection_of(response: Any, name: str) -> Any:
        found = response.glue_backend.connections.get(name)
        if found is None:
            raise EntityNotFoundException(f"Connection {name} not found.")
        return found

    class Actions:
        def update_crawler(self: Any) -> ActionResult:
            crawler = self.glue_backend.get_crawler(self._get_param("Name"))
            for name in settings:
                stated = self._get_param(name)
                setattr(crawler, xform_name(name), stated)
            crawler.last_updated, crawler.version = utcnow(), crawler.version + 1
            return ActionResult({})

        def update_workflow(self: Any) -> ActionResult:
            workflow = self.glue_backend.workflows[self.glue_backend.get_workflow(self._get_param("Name"))["Name"]]
            workflow.default_run_properties = self._get_param("DefaultRunProperties") or {}
            workflow.description = self._get_param("Description") or ""
            workflow.max_concurrent_runs = self._get_param("MaxConcurrentRuns")
            return ActionResult({"Name": workflow.name})

        def update_connection(self: Any) -> ActionResult:
            connection = connection_of(self, self._get_param("Name"))
            stated = self._get_param("ConnectionInput")
            made = FakeConnection(self.glue_backend, connection.catalog_id, stated, {})
            vars(connection).update({**vars(made), "arn": connection.arn, "created_time": connection.created_time})
            return ActionResult({})

        def delete_connection(self: Any) -> ActionResult:
            connection = connection_of(self, self._get_param("ConnectionName"))
            del self.glue_backend.connections[connection.name]
            return ActionResult({})

    def as_dict(connection: Any, *given: Any, **named: Any) -> Any:
        return {**connection.connection_input, **describe(connection, *given, **named)}

    add_actions(GlueResponse, Actions)
    replace_method(FakeConnection, "as_dict", as_dict)
