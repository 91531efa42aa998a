"""The attributes that an instance and a reservation must share for the instance to run in the reservation."""

from __future__ import annotations

from dataclasses import dataclass

from moto.ec2.models.instance_types import INSTANCE_TYPES

_UNKNOWN_TYPE = {"VCpuInfo": {"DefaultVCpus": 0}}


@dataclass(frozen=True)
class InstanceKind:
    """The four attributes that EC2 matches: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/cr-groups-launch.html."""

    instance_type: str
    instance_platform: str
    zone_name: str
    tenancy: str

    @property
    def pool(self) -> tuple[str, str, str]:
        """Return the capacity pool of instances of this kind: zone name, instance type and tenancy."""
        return self.zone_name, self.instance_type, self.tenancy


def vcpus_of(instance_type: str) -> int:
    """Return the default vCPUs of the instance type; 0 for a type that does not exist, which moto launches too."""
    return int(INSTANCE_TYPES.get(instance_type, _UNKNOWN_TYPE)["VCpuInfo"]["DefaultVCpus"])
