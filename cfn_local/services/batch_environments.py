"""AWS Batch: moto needs a service role, for which AWS takes the service-linked one, and refuses tags of a stack.

It forgets the sizes that an update states.
"""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method

_SERVICE = "batch.amazonaws.com"


def install() -> None:
    """Give a compute environment without a role the service-linked one, and job definitions any tags."""
    from moto.batch.models import BatchBackend

    update = BatchBackend.update_compute_environment
    create, register = BatchBackend.create_compute_environment, BatchBackend.register_job_definition

    def create_compute_environment(backend: Any, *stated: Any, **named: Any) -> Any:
        named["service_role"] = named.get("service_role") or _service_linked_role(backend)
        named["state"] = named.get("state") or "ENABLED"
        return create(backend, *stated, **named)

    def update_compute_environment(backend: Any, compute_environment_name: str, **stated: Any) -> Any:
        answered = update(backend, compute_environment_name, **stated)
        environment = backend.get_compute_environment(compute_environment_name)
        if stated.get("compute_resources"):
            environment.compute_resources.update(stated["compute_resources"])
        return answered

    def register_job_definition(backend: Any, **stated: Any) -> Any:
        tags = stated["tags"]
        definition = register(backend, **{**stated, "tags": {}})
        if tags:
            backend.tag_resource(definition.arn, tags)
        return definition

    replace_method(BatchBackend, "register_job_definition", register_job_definition)
    replace_method(BatchBackend, "update_compute_environment", update_compute_environment)
    replace_method(BatchBackend, "create_compute_environment", create_compute_environment)


def _service_linked_role(backend: Any) -> str:
    roles = [role for role in backend.iam_backend.get_roles() if role.name == "AWSServiceRoleForBatch"]
    made = roles[0] if roles else backend.iam_backend.create_service_linked_role(_SERVICE, "", "")
    return str(made.arn)
