"""The registry: the types that CloudFormation knows, AWS's own and those that have been registered."""

from cfn_local.runtime.workers import Workers


def install(workers: Workers) -> None:
    """Add the registry's actions to moto's CloudFormation: what is registered from now on runs in `workers`."""
    # Imported here, since moto takes a second to import and only the process of a local AWS needs it.
    from cfn_local.registry import installation

    installation.install(workers)
