"""How each parameter of Cloud Control API is treated: none is silently ignored. A test compares it with the model."""

from collections.abc import Mapping

from cfn_local.services.accepted_parameters import Accepted

_TYPE = ("TypeName", "TypeVersionId", "RoleArn")

TABLE: Mapping[str, Accepted] = {
    "CreateResource": Accepted((*_TYPE, "DesiredState", "ClientToken")),
    "UpdateResource": Accepted((*_TYPE, "Identifier", "PatchDocument", "ClientToken")),
    "DeleteResource": Accepted((*_TYPE, "Identifier", "ClientToken")),
    "GetResource": Accepted((*_TYPE, "Identifier")),
    "ListResources": Accepted(
        (*_TYPE, "ResourceModel", "NextToken"), without_effect={"MaxResults": "AWS has it reserved, and ignores it"}
    ),
    "GetResourceRequestStatus": Accepted(("RequestToken",)),
    "ListResourceRequests": Accepted(("ResourceRequestStatusFilter", "MaxResults", "NextToken")),
    "CancelResourceRequest": Accepted(("RequestToken",)),
}
