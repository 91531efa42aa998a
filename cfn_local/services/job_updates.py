"""UpdateJob of AWS Glue, which moto lacks: the new definition replaces the whole of the old one.

After https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateJob.html.
"""

import inspect
from typing import Any

from cfn_local.services.seam import add_actions


def install() -> None:
    """Add UpdateJob. Runs, tags and time of creation of the job stay."""
    from botocore import xform_name
    from moto.core.responses import ActionResult
    from moto.core.utils import utcnow
    from moto.glue.models import FakeJob
    from moto.glue.responses import GlueResponse

    members = inspect.signature(FakeJob).parameters.keys() - {"name", "tags", "backend"}

    class Actions:
        def update_job(self: Any) -> ActionResult:
            job = self.glue_backend.get_job(self._get_param("JobName"))
            stated = {xform_name(name): value for name, value in self._get_param("JobUpdate").items()}
            definition: dict[str, Any] = {name: stated.get(name) for name in members}
            fresh = FakeJob(name=job.name, tags={}, backend=self.glue_backend, **definition)
            kept = {name: getattr(job, name) for name in ("created_on", "job_runs")}
            vars(job).update({**vars(fresh), **kept, "last_modified_on": utcnow()})
            return ActionResult({"JobName": job.name})

    add_actions(GlueResponse, Actions)
