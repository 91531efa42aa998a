"""The Availability Zones of a Region, as EC2 describes them."""


def zone_names(region: str) -> list[str]:
    """Return the zones by name; none for a Region that does not exist."""
    # Imported here because moto's EC2 takes a second to import and few templates need zones.
    from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

    return sorted(zone.name for zone in RegionsAndZonesBackend.zones.get(region, []))
