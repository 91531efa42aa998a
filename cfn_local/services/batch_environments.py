"""AWS Batch: moto needs a service role, for which AWS takes the service-linked one, and refuses tags of a stack.

It forgets the sizes and the policy of updates that an update states.
"""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method

_SERVICE = "batch.amazonaws.com"
_UPDATE_POLICY = {"jobExecutionTimeoutMinutes": 30, "terminateJobsOnUpdate": False}


def install() -> None:
    """Give a compute environment without a role the service-linked one, and job definitions any tags."""
    from moto.batch.models import BatchBackend
    from moto.batch.responses import BatchResponse

    updatecomputeenvironment = BatchResponse.updatecomputeenvironment
    update, describe = BatchBackend.update_compute_environment, BatchBackend.describe_compute_environments
    create, register = BatchBackend.create_compute_environment, BatchBackend.register_job_definition

    def create_compute_environment(backend: Any, *stated: Any, **named: Any) -> Any:
        role = named.get("service_role") or _service_linked_role(backend)
        # The name of a role does as well as its ARN.
        is_name = not role.startswith("arn:")
        named["service_role"] = backend.iam_backend.get_role(role).arn if is_name else role
        named["state"] = named.get("state") or "ENABLED"
        made = create(backend, *stated, **named)
        made.service_role = role
        return made

    def update_compute_environment(backend: Any, compute_environment_name: str, **stated: Any) -> Any:
        answered = update(backend, compute_environment_name, **stated)
        environment = backend.get_compute_environment(compute_environment_name)
        if stated.get("compute_resources"):
            environment.compute_resources.update(stated["compute_resources"])
        return answered

    def updated(response: Any) -> Any:
        answered = updatecomputeenvironment(response)
        if policy := response._get_param("updatePolicy"):
            name = response._get_param("computeEnvironment")
            response.batch_backend.get_compute_environment(name).update_policy = policy
        return answered

    def described(backend: Any, *stated: Any, **named: Any) -> Any:
        found = describe(backend, *stated, **named)
        for one in found:
            environment = backend.get_compute_environment(one["computeEnvironmentArn"])
            one["updatePolicy"] = getattr(environment, "update_policy", dict(_UPDATE_POLICY))
        return found

    def register_job_definition(backend: Any, **stated: Any) -> Any:
        tags = stated["tags"]
        definition = register(backend, **{**stated, "tags": {}})
        if tags:
            backend.tag_resource(definition.arn, tags)
        return definition

    replace_method(BatchResponse, "updatecomputeenvironment", updated)
    replace_method(BatchBackend, "describe_compute_environments", described)
    replace_method(BatchBackend, "register_job_definition", register_job_definition)
    replace_method(BatchBackend, "update_compute_environment", update_compute_environment)
    replace_method(BatchBackend, "create_compute_environment", create_compute_environment)


def _service_linked_role(backend: Any) -> str:
    roles = [role for role in backend.iam_backend.get_roles() if role.name == "AWSServiceRoleForBatch"]
    made = roles[0] if roles else backend.iam_backend.create_service_linked_role(_SERVICE, "", "")
    return str(made.arn)
