"""Cloud Control API: create, read, update, delete and list single resources, over the types and hooks of stacks.

After https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/. Texts are AWS's own where they are known; see
DIFFERENCES.md for the others.
"""

from typing import Any

from cfn_local.services import whole_services

SERVICE, HOST = "cloudcontrol", "cloudcontrolapi"


def install() -> None:
    """Make moto know the service. CloudFormation, whose account it shares, is loaded with it."""
    whole_services.add(SERVICE, HOST, _backends)


def _backends() -> Any:
    # Imported at the first request, with moto's CloudFormation, which takes longer than all the rest.
    from cfn_local.services import moto_routes

    moto_routes.load(["cloudformation"])
    from cfn_local.cloud_control.actions import CloudControlResponse

    return whole_services.backends_with(SERVICE, HOST, CloudControlResponse.dispatch)
