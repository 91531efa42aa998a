"""Amazon's public images, and the parameters that name them: moto has none outside the partition aws.

There, and in newer Regions, the local AWS has those of us-east-1.
"""

from typing import Any

from cfn_local.services.seam import replace_method

_MODEL = "us-east-1"


def install() -> None:
    """Complete the public parameters of moto's SSM."""
    from moto.ssm import models

    complete(models)


def complete(models: Any) -> None:
    """Make this module of moto, which reads one file per Region, read that of us-east-1 if the Region has none."""
    load = models.load_resource

    def load_resource(resource: str) -> Any:
        try:
            return load(resource)
        except FileNotFoundError:
            folder, _, _ = resource.rpartition("/")
            return load(f"{folder}/{_MODEL}.json")

    replace_method(models, "load_resource", load_resource)
