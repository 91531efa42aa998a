"""The three names of an AWS service: moto's package, botocore's service, and the IAM prefix of its actions."""

from functools import cache

from botocore.loaders import create_loader

# moto names its packages like botocore's services without hyphens, except for these.
_BOTOCORE_NAMES = {"awslambda": "lambda"}
# Requests are signed with the IAM prefix of the actions, except for these.
_PREFIXES = {"cloudcontrolapi": "cloudformation", "monitoring": "cloudwatch", "tagging": "tag"}
# botocore's name is the IAM prefix of the actions, except for these.
_BOTOCORE_NAMES_OF_PREFIXES = {
    "aps": "amp",
    "elasticloadbalancing": "elbv2",
    "es": "opensearch",
    "states": "stepfunctions",
    "tag": "resourcegroupstaggingapi",
}


def botocore_name(moto_name: str) -> str | None:
    """Return botocore's name for the service in this package of moto; None for moto's own packages."""
    return _BOTOCORE_NAMES.get(moto_name) or _services_of_botocore().get(moto_name)


def moto_name(botocore_name: str) -> str:
    """Return moto's package for this service of botocore."""
    packages = {service: package for package, service in _BOTOCORE_NAMES.items()}
    return packages.get(botocore_name, botocore_name.replace("-", ""))


def iam_prefix(signing_name: str) -> str:
    """Return the IAM action prefix of a service whose requests are signed with this name."""
    return _PREFIXES.get(signing_name, signing_name)


def botocore_name_of_prefix(prefix: str) -> str:
    """Return botocore's name for the service with this IAM action prefix."""
    return _BOTOCORE_NAMES_OF_PREFIXES.get(prefix, prefix)


@cache
def _services_of_botocore() -> dict[str, str]:
    """Return the names, keyed by their form without hyphens."""
    return {name.replace("-", ""): name for name in create_loader().list_available_services("service-2")}
