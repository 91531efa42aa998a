"""Block devices of new instances: moto requires a size or a snapshot, and keeps the volumes of terminated instances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cfn_local.services.seam import replace_method

# The size of a volume whose mapping names neither a size nor a snapshot. On AWS it is that of the image's snapshot.
IMAGE_SIZE_GIB = 8


def install() -> None:
    """Pass the block devices of a request on as they are, for `devices_of` to complete."""
    from moto.ec2.responses.instances import InstanceResponse

    def stated(request: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = request._get_param("BlockDeviceMappings", [])
        return found

    replace_method(InstanceResponse, "_parse_block_device_mapping", stated)


def devices_of(template: Mapping[str, Any], named: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the EBS devices that these arguments of moto's run_instances, or the launch template, ask for.

    Without DeleteOnTermination they are deleted with the instance, as those of a launch by API are on AWS.
    """
    configuration = named.get("launch_config")
    found = (
        named.get("block_device_mappings")
        or template.get("BlockDeviceMappings")
        or (configuration.block_device_mapping_dict if configuration else None)
        or ()
    )
    return [{**one, "Ebs": _completed(one["Ebs"])} for one in found if one.get("Ebs")]


def keep_performance(instance: Any, devices: Iterable[Mapping[str, Any]]) -> None:
    """Give the volumes of a new instance the operations and throughput of its devices, which moto forgets."""
    for one in devices:
        volume = instance.ec2_backend.get_volume(instance.block_device_mapping[one["DeviceName"]].volume_id)
        for name, attribute in (("Iops", "iops"), ("Throughput", "throughput")):
            if (value := one["Ebs"].get(name)) is not None:
                setattr(volume, attribute, int(value))


def _completed(ebs: Mapping[str, Any]) -> dict[str, Any]:
    size = {} if ebs.get("SnapshotId") else {"VolumeSize": IMAGE_SIZE_GIB}
    stated = {name: value for name, value in ebs.items() if value is not None}
    return {"DeleteOnTermination": True, **size, **stated}
