"""Regions and their partitions: ARNs, DNS suffixes and console addresses, from botocore's partition table."""

import re
from dataclasses import dataclass
from functools import cache

# botocore's table has no console domains. AWS publishes none for the partitions that are missing here.
_CONSOLE_DOMAINS = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-eusc": "console.amazonaws-eusc.eu",
    "aws-us-gov": "console.amazonaws-us-gov.com",
}


@dataclass(frozen=True)
class Partition:
    """A group of Regions with accounts, ARNs and domains of its own; `id` is the second field of those ARNs."""

    id: str
    dns_suffix: str
    dual_stack_dns_suffix: str
    regions: frozenset[str]
    region_pattern: str

    def has(self, region: str) -> bool:
        """Whether `region` is listed in the partition, or named as its Regions are."""
        return region in self.regions or re.fullmatch(self.region_pattern, region) is not None

    def arn(self, service: str, resource: str, *, region: str = "", account_id: str = "") -> str:
        """The ARN of `resource`. Global services have no Region in their ARNs, S3 buckets no account either."""
        return f"arn:{self.id}:{service}:{region}:{account_id}:{resource}"


@cache
def partitions() -> tuple[Partition, ...]:
    """Every partition of AWS."""
    # The import takes longer than all that the command line needs to print its help.
    from botocore.loaders import create_loader

    return tuple(
        Partition(
            id=entry["id"],
            dns_suffix=entry["outputs"]["dnsSuffix"],
            dual_stack_dns_suffix=entry["outputs"]["dualStackDnsSuffix"],
            regions=frozenset(entry["regions"]),
            region_pattern=entry["regionRegex"],
        )
        for entry in create_loader().load_data("partitions")["partitions"]
    )


@cache
def partition_of(region: str) -> Partition:
    """The partition of `region`; `aws` for an unknown one, as in AWS's own endpoint rules."""
    commercial = next(partition for partition in partitions() if partition.id == "aws")
    return next((partition for partition in partitions() if partition.has(region)), commercial)


def is_region(region: str) -> bool:
    """Whether AWS has a Region of this name, as far as botocore knows."""
    return any(region in partition.regions for partition in partitions())


def arn(service: str, region: str, account_id: str, resource: str) -> str:
    """The ARN of `resource` in `region`: `arn("sqs", "cn-north-1", "123456789012", "jobs")`."""
    return partition_of(region).arn(service, resource, region=region, account_id=account_id)


def host(service: str, region: str) -> str:
    """The host at which the Region's endpoint of `service` answers."""
    return f"{service}.{region}.{partition_of(region).dns_suffix}"


def console_url(region: str) -> str | None:
    """The address of the AWS Management Console in `region`, or None where AWS publishes none."""
    domain = _CONSOLE_DOMAINS.get(partition_of(region).id)
    return f"https://{region}.{domain}" if domain else None
