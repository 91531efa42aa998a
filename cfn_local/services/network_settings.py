"""Route tables and DHCP options: moto leaves out what they have on AWS even when it is empty, and whose they are."""

from typing import Any

from cfn_local.services.seam import replace_attribute


def install() -> None:
    """Show the gateways that propagate routes, which nothing here does, and owners."""
    from moto.ec2.models.dhcp_options import DHCPOptionsSet
    from moto.ec2.models.route_tables import RouteTable

    def owner_id(options: Any) -> str:
        return str(options.ec2_backend.account_id)

    replace_attribute(RouteTable, "propagating_vgws", ())
    replace_attribute(DHCPOptionsSet, "owner_id", property(owner_id))
