"""The Availability Zones of a Region, as EC2 tells them."""

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend


def zone_names(region: str) -> list[str]:
    """In the order of their names; none for a Region that does not exist."""
    return sorted(zone.name for zone in RegionsAndZonesBackend.zones.get(region, []))
