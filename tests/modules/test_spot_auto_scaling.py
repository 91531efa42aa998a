"""The instance types that the Spot module takes by its defaults, of those that moto knows: AWS's of some day."""

import gzip
import json
from pathlib import Path
from typing import Any

import moto.ec2

from cfn_local.registry.module_fragments import read_fragment

FRAGMENT = read_fragment(Path(__file__).resolve().parents[2] / "modules/spot-auto-scaling/fragments")
KNOWN = Path(moto.ec2.__file__).parent / "resources/instance_types.json.gz"


def taken(kind: dict[str, Any]) -> bool:
    """Whether the module's requirements, its defaults in the place of its parameters, take the type."""
    default = {name: one.get("Default") for name, one in FRAGMENT["Parameters"].items()}
    assert (default["BurstablePerformance"], default["ExcludedInstanceTypes"]) == ("excluded", "*.metal")
    vcpus, memory = kind["VCpuInfo"]["DefaultVCpus"], kind["MemoryInfo"]["SizeInMiB"]
    return (
        default["MinVCpus"] <= vcpus <= default["MaxVCpus"]
        and default["MinMemoryMiB"] <= memory <= default["MaxMemoryMiB"]
        and kind["CurrentGeneration"]
        and not (kind["BareMetal"] or kind["BurstablePerformanceSupported"])
    )


def test_are_far_more_than_the_ten_that_aws_recommends_for_either_architecture() -> None:
    kinds = [one for one in json.loads(gzip.decompress(KNOWN.read_bytes())).values() if taken(one)]
    for architecture in ("x86_64", "arm64"):
        fitting = [one for one in kinds if architecture in one["ProcessorInfo"]["SupportedArchitectures"]]
        assert len(fitting) > 40, architecture
    assert len(kinds) > 100
