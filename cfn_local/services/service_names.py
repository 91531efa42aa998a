"""The three names of an AWS service: moto's package, botocore's service, and the prefix of its actions in IAM."""

from functools import cache

from botocore.loaders import create_loader

# moto names its packages as botocore names the services, less the hyphens, but for these.
_BOTOCORE_NAMES = {"awslambda": "lambda"}
# Requests are signed with the prefix of IAM's actions, but for these.
_PREFIXES = {"monitoring": "cloudwatch", "tagging": "tag"}
# botocore's name is the prefix of IAM's actions, but for these.
_BOTOCORE_NAMES_OF_PREFIXES = {
    "aps": "amp",
    "elasticloadbalancing": "elbv2",
    "es": "opensearch",
    "states": "stepfunctions",
    "tag": "resourcegroupstaggingapi",
}


def botocore_name(moto_name: str) -> str | None:
    """botocore's name of the service in this package of moto; None for what is moto's own."""
    return _BOTOCORE_NAMES.get(moto_name) or _services_of_botocore().get(moto_name)


def moto_name(botocore_name: str) -> str:
    """The package of moto for this service of botocore."""
    packages = {service: package for package, service in _BOTOCORE_NAMES.items()}
    return packages.get(botocore_name, botocore_name.replace("-", ""))


def iam_prefix(signing_name: str) -> str:
    """The prefix of IAM's actions for a service whose requests are signed with this name."""
    return _PREFIXES.get(signing_name, signing_name)


def botocore_name_of_prefix(prefix: str) -> str:
    """botocore's name of the service whose actions have this prefix in IAM."""
    return _BOTOCORE_NAMES_OF_PREFIXES.get(prefix, prefix)


@cache
def _services_of_botocore() -> dict[str, str]:
    """Names by the same less their hyphens."""
    return {name.replace("-", ""): name for name in create_loader().list_available_services("service-2")}
