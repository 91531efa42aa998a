"""Jobs of AWS Glue: moto updates none, and takes a capacity beside workers.

The definition in UpdateJob replaces the whole of the old one.

After https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateJob.html.
"""

import inspect
from collections.abc import Mapping
from typing import Any

from cfn_local.services.seam import add_actions


def install() -> None:
    """Add UpdateJob, which keeps runs, tags and time of creation, and refuse a capacity beside workers (measured)."""
    from botocore import xform_name
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult
    from moto.core.utils import utcnow
    from moto.glue.models import FakeJob
    from moto.glue.responses import GlueResponse

    members = inspect.signature(FakeJob).parameters.keys() - {"name", "tags", "backend"}

    create = GlueResponse.create_job

    class InvalidInput(ServiceException):
        code = "InvalidInputException"

    def refuse_two_sizes(definition: Mapping[str, Any]) -> None:
        if definition.get("MaxCapacity") and (definition.get("WorkerType") or definition.get("NumberOfWorkers")):
            raise InvalidInput("Do not set Max Capacity if using Worker Type and Number of Workers.")

    class Actions:
        def create_job(self: Any) -> Any:
            names = ("MaxCapacity", "WorkerType", "NumberOfWorkers")
            refuse_two_sizes({name: self._get_param(name) for name in names})
            return create(self)

        def update_job(self: Any) -> ActionResult:
            job = self.glue_backend.get_job(self._get_param("JobName"))
            refuse_two_sizes(self._get_param("JobUpdate"))
            stated = {xform_name(name): value for name, value in self._get_param("JobUpdate").items()}
            definition: dict[str, Any] = {name: stated.get(name) for name in members}
            fresh = FakeJob(name=job.name, tags={}, backend=self.glue_backend, **definition)
            kept = {name: getattr(job, name) for name in ("created_on", "job_runs")}
            vars(job).update({**vars(fresh), **kept, "last_modified_on": utcnow()})
            return ActionResult({"JobName": job.name})

    add_actions(GlueResponse, Actions)
