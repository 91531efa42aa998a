"""The AWS services that moto lacks, in moto's own shape, added to the unmodified moto of this process.

State lives on moto's backends, one per account and Region, so that a reset of moto clears it.
"""

from cfn_local.services import capacity_reservations, resource_groups


def install() -> None:
    """Add the services to moto, for `mock_aws` and for moto's server alike. Doing it again changes nothing."""
    capacity_reservations.install()
    resource_groups.install()
