"""The registry: what CloudFormation knows of resource types."""


def install() -> None:
    """Add the registry's actions to moto's CloudFormation. Doing it again changes nothing."""
    # Imported here, since moto takes a second to import and only the process of a local AWS needs it.
    from moto.cloudformation.responses import CloudFormationResponse

    from cfn_local.registry.describing import DescribingActions
    from cfn_local.services.seam import add_actions

    add_actions(CloudFormationResponse, DescribingActions)
