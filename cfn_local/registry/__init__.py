"""The registry: the types that CloudFormation knows, AWS's own and registered ones."""

from cfn_local.runtime.workers import Workers


def install(workers: Workers) -> None:
    """Add the registry's actions to moto's CloudFormation; handlers registered from now on run in `workers`."""
    # Imported here because moto takes a second to import and only the process of a local AWS needs it.
    from cfn_local.registry import installation

    installation.install(workers)
