"""AWS CodeConnections by its first name: connections are kept, and stay PENDING, since there is no handshake here.

After https://docs.aws.amazon.com/codestar-connections/latest/APIReference/.
"""

from typing import Any
from uuid import uuid4

from cfn_local import partitions
from cfn_local.services.kept_resources import Kept, records_of
from cfn_local.services.seam import add_actions

_CONNECTIONS = "connections"


def _made(request: dict[str, Any], backend: Any) -> dict[str, Any]:
    return {
        "ConnectionArn": partitions.arn(
            "codestar-connections", backend.region_name, backend.account_id, f"connection/{uuid4()}"
        ),
        "ConnectionStatus": "PENDING",
        "OwnerAccountId": backend.account_id,
        "Tags": request.get("Tags", []),
    }


KINDS = (
    Kept(
        _CONNECTIONS,
        ("ConnectionArn",),
        create="CreateConnection",
        read="GetConnection",
        delete="DeleteConnection",
        list="ListConnections",
        made=_made,
    ),
)


def actions(response: type) -> None:
    """Tag connections by their ARNs."""
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult

    class ResourceNotFoundException(ServiceException):
        """No connection has this ARN."""

    def named_in(request: Any) -> dict[str, Any]:
        arn = request._get_param("ResourceArn")
        record: dict[str, Any] | None = records_of(request.backend, _CONNECTIONS).get((arn,))
        if record is None:
            raise ResourceNotFoundException("ResourceNotFoundException", f"ResourceArn {arn} does not exist")
        return record

    class Actions:
        def list_tags_for_resource(self: Any) -> ActionResult:
            return ActionResult({"Tags": named_in(self)["Tags"]})

        def tag_resource(self: Any) -> EmptyResult:
            record, added = named_in(self), self._get_param("Tags")
            keys = [tag["Key"] for tag in added]
            record["Tags"] = [tag for tag in record["Tags"] if tag["Key"] not in keys] + added
            return EmptyResult()

        def untag_resource(self: Any) -> EmptyResult:
            record, gone = named_in(self), self._get_param("TagKeys")
            record["Tags"] = [tag for tag in record["Tags"] if tag["Key"] not in gone]
            return EmptyResult()

    add_actions(response, Actions)
