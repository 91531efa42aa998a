"""The Availability Zones of a Region, as EC2 tells them."""


def zone_names(region: str) -> list[str]:
    """In the order of their names; none for a Region that does not exist."""
    # Imported here, since moto's EC2 takes a second to import and few templates ask for zones.
    from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

    return sorted(zone.name for zone in RegionsAndZonesBackend.zones.get(region, []))
