"""Instance type offerings: moto has none outside the partition aws or in newer Regions.

There, every zone of the local AWS offers what any zone of us-east-1 offers.
"""

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.models.instance_types import INSTANCE_TYPE_OFFERINGS

_MODEL = "us-east-1"


def install() -> None:
    """Add offerings to the Regions for which moto has none."""
    instance_types = [one["InstanceType"] for one in INSTANCE_TYPE_OFFERINGS["region"][_MODEL]]
    for region, zones in RegionsAndZonesBackend.zones.items():
        locations = {
            "region": [region],
            "availability-zone": [zone.name for zone in zones],
            "availability-zone-id": [zone.zone_id for zone in zones],
        }
        for location_type, names in locations.items():
            of_regions = INSTANCE_TYPE_OFFERINGS[location_type]
            if region not in of_regions:
                of_regions[region] = _offerings(instance_types, location_type, names)


def _offerings(instance_types: list[str], location_type: str, names: list[str]) -> list[dict[str, str]]:
    return [
        {"InstanceType": instance_type, "Location": name, "LocationType": location_type}
        for name in names
        for instance_type in instance_types
    ]
