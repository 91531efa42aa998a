"""`--enforce-iam`: the calls whose permissions a local AWS could not judge."""

from cfn_local.gateway.local_aws import LocalAwsClient, LocalAwsError


def unjudged(aws: LocalAwsClient) -> list[str]:
    """Return a line for each, under a heading; nothing if there are none, or if the local AWS has ended."""
    try:
        found = aws.describe().unjudged
    except LocalAwsError:
        return []
    return ["refused, because it could not be judged:", *(f"  {one}" for one in found)] if found else []
