"""The AWS services that moto lacks, in moto's own shape, added to the unmodified moto of this process.

State lives on moto's backends, one per account and Region, so that a reset of moto clears it.
"""


def install() -> None:
    """Add the services to moto, for `mock_aws` and for moto's server alike. Doing it again changes nothing."""
    # Imported here, so that the clock is to be had without moto's EC2, which takes a second to import.
    from cfn_local.services import capacity_reservations, resource_groups

    capacity_reservations.install()
    resource_groups.install()
