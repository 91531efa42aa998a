"""The instance types that the Spot module takes by its defaults, of those that moto knows: AWS's of some day."""

import gzip
import json
from pathlib import Path
from typing import Any

import moto.ec2

from cfn_local.registry.module_fragments import read_fragment

FRAGMENT = read_fragment(Path(__file__).resolve().parents[2] / "modules/spot-auto-scaling/fragments")
KNOWN = Path(moto.ec2.__file__).parent / "resources/instance_types.json.gz"


PARAMETERS = FRAGMENT["Parameters"]


def requirements() -> dict[str, Any]:
    """The instance requirements of the module's group."""
    launch = FRAGMENT["Resources"]["Group"]["Properties"]["MixedInstancesPolicy"]["LaunchTemplate"]
    (override,) = launch["Overrides"]
    return dict(override["InstanceRequirements"])


def taken(kind: dict[str, Any], generations: str = PARAMETERS["InstanceGenerations"]["Default"]) -> bool:
    """Whether the module's requirements, its defaults in the place of its parameters, take the type."""
    default = {name: one.get("Default") for name, one in PARAMETERS.items()}
    assert (default["BurstablePerformance"], default["ExcludedInstanceTypes"]) == ("excluded", "*.metal")
    vcpus, memory = kind["VCpuInfo"]["DefaultVCpus"], kind["MemoryInfo"]["SizeInMiB"]
    return (
        default["MinVCpus"] <= vcpus <= default["MaxVCpus"]
        and default["MinMemoryMiB"] <= memory <= default["MaxMemoryMiB"]
        and ("current" if kind["CurrentGeneration"] else "previous") in generations.split(",")
        and not (kind["BareMetal"] or kind["BurstablePerformanceSupported"])
    )


def known() -> list[dict[str, Any]]:
    return list(json.loads(gzip.decompress(KNOWN.read_bytes())).values())


def test_are_far_more_than_the_ten_that_aws_recommends_for_either_architecture() -> None:
    kinds = list(filter(taken, known()))
    for architecture in ("x86_64", "arm64"):
        fitting = [one for one in kinds if architecture in one["ProcessorInfo"]["SupportedArchitectures"]]
        assert len(fitting) > 40, architecture
    assert len(kinds) > 100


def test_are_of_the_generations_that_the_parameter_names_and_of_both_by_default() -> None:
    assert requirements()["InstanceGenerations"] == {"Ref": "InstanceGenerations"}
    assert PARAMETERS["InstanceGenerations"]["Type"] == "CommaDelimitedList"
    assert PARAMETERS["InstanceGenerations"]["Default"] == "current,previous"


def test_are_more_with_previous_generations_than_with_the_current_one() -> None:
    by_default = {one["InstanceType"] for one in known() if taken(one)}
    current = {one["InstanceType"] for one in known() if taken(one, "current")}
    assert current < by_default
    assert {"m4.large", "c4.xlarge"} <= by_default - current
