"""AWS Cloud9: environments are kept; no instance runs for one.

After https://docs.aws.amazon.com/cloud9/latest/APIReference/.
"""

from typing import Any
from uuid import uuid4

from cfn_local import partitions
from cfn_local.services.kept_resources import Kept, records_of
from cfn_local.services.seam import add_actions

_ENVIRONMENTS = "environments"


def _made(request: dict[str, Any], backend: Any) -> dict[str, Any]:
    identifier = uuid4().hex
    partition, account, region = backend.partition, backend.account_id, backend.region_name
    return {
        "environmentId": identifier,
        "id": identifier,
        "arn": partitions.arn("cloud9", region, account, f"environment:{identifier}"),
        "name": request["name"],
        "type": "ec2",
        "connectionType": request.get("connectionType", "CONNECT_SSH"),
        "ownerArn": request.get("ownerArn", f"arn:{partition}:iam::{account}:root"),
        "lifecycle": {"status": "CREATED"},
        "managedCredentialsStatus": "ENABLED_ON_CREATE",
        "tags": request.get("tags", []),
    }


KINDS = (
    Kept(
        _ENVIRONMENTS,
        ("environmentId",),
        create="CreateEnvironmentEC2",
        update="UpdateEnvironment",
        delete="DeleteEnvironment",
        list="ListEnvironments",
        made=_made,
    ),
)


def actions(response: type) -> None:
    """Describe environments, and tag them by their ARNs."""
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult

    class NotFoundException(ServiceException):
        """No environment has this ID or ARN."""

    def with_(request: Any, member: str, value: str) -> dict[str, Any]:
        for record in records_of(request.backend, _ENVIRONMENTS).values():
            if record[member] == value:
                return record
        raise NotFoundException("NotFoundException", "Environment with the specified ID does not exist.")

    class Actions:
        def describe_environments(self: Any) -> ActionResult:
            return ActionResult({"environments": [with_(self, "id", one) for one in self._get_param("environmentIds")]})

        def describe_environment_status(self: Any) -> ActionResult:
            with_(self, "id", self._get_param("environmentId"))
            return ActionResult({"status": "ready", "message": "Environment is ready to use"})

        def list_tags_for_resource(self: Any) -> ActionResult:
            return ActionResult({"Tags": with_(self, "arn", self._get_param("ResourceARN"))["tags"]})

        def tag_resource(self: Any) -> EmptyResult:
            record, added = with_(self, "arn", self._get_param("ResourceARN")), self._get_param("Tags")
            keys = [tag["Key"] for tag in added]
            record["tags"] = [tag for tag in record["tags"] if tag["Key"] not in keys] + added
            return EmptyResult()

        def untag_resource(self: Any) -> EmptyResult:
            record, gone = with_(self, "arn", self._get_param("ResourceARN")), self._get_param("TagKeys")
            record["tags"] = [tag for tag in record["tags"] if tag["Key"] not in gone]
            return EmptyResult()

    add_actions(response, Actions)
