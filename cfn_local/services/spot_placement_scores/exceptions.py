"""EC2's errors about Spot placement scores.

Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html lists them with the suffix
`Exception`. On the wire, the first has been seen without it; the second is assumed to be alike.
"""

from moto.ec2.exceptions import EC2ClientError


class MaxConfigLimitExceededError(EC2ClientError):
    code = "MaxConfigLimitExceeded"
    message = (
        "You have exceeded your maximum allowed Spot placement configurations. You can retry configurations that you "
        "used within the last 24 hours, or wait for 24 hours before specifying a new configuration."
    )


class TargetCapacityLimitExceededError(EC2ClientError):
    code = "TargetCapacityLimitExceeded"
    message = (
        "The target capacity {target_capacity} exceeds your limit of {limit} on the Spot placement target capacity "
        "that you can explore. Reduce the target capacity, and try again."
    )


class NotEmulatedError(EC2ClientError):
    """Not emulated: EC2 would accept this, and the local one refuses it rather than ignore it."""

    code = "UnsupportedOperation"
    message = "The local EC2 does not emulate {what}"
