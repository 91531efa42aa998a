"""EC2's errors about capacity reservations, by EC2's own codes.

Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. EC2's model declares none of them.
"""

from moto.ec2.exceptions import EC2ClientError


class MalformedIdError(EC2ClientError):
    code = "InvalidCapacityReservationId.Malformed"
    message = "Invalid id: '{reservation_id}' (expecting 'cr-...')"


class ReservationNotFoundError(EC2ClientError):
    code = "InvalidCapacityReservationId.NotFound"
    message = "The capacity reservation IDs '{reservation_ids}' do not exist"


class ReservationStateError(EC2ClientError):
    code = "InvalidCapacityReservationState"
    message = "The capacity reservation '{reservation_id}' is {state}: {action} needs an active one"


class ReservationInUseError(EC2ClientError):
    code = "InvalidCapacityReservationState"
    message = "Instances run in '{reservation_id}': InstanceMatchCriteria can be modified only while it is not in use"


class CommittedError(EC2ClientError):
    code = "InvalidCapacityReservationState"
    message = "The capacity reservation '{reservation_id}' is {state} and committed: {action} needs a quote"


class InvalidAvailabilityZoneError(EC2ClientError):
    code = "InvalidAvailabilityZone"
    message = "The Availability Zone '{zone}' does not exist. {region} has {zones}"


class UnknownInstanceTypeError(EC2ClientError):
    code = "InvalidInstanceType"
    message = "The instance type '{instance_type}' does not exist"


class InstanceTypeNotOfferedError(EC2ClientError):
    code = "Unsupported"
    message = "The instance type {instance_type} is not offered in {zone}. These zones offer it: {offering_zones}"


class IdempotentParameterMismatchError(EC2ClientError):
    code = "IdempotentParameterMismatch"
    message = "The client token '{client_token}' was used before with other parameters"


class VcpuLimitExceededError(EC2ClientError):
    code = "VcpuLimitExceeded"
    message = "{asked} more vCPUs exceed the On-Demand quota of {quota} vCPUs, of which {held} are in use"


class InstanceLimitExceededError(EC2ClientError):
    code = "InstanceLimitExceeded"
    message = "{asked} more instances exceed the On-Demand quota of {quota} instances, of which {held} are in use"


class InsufficientInstanceCapacityError(EC2ClientError):
    """One of EC2's server errors, which are sent as HTTP 500, so that SDKs retry it."""

    code = "InsufficientInstanceCapacity"
    message = "There is not enough capacity for {asked} more {instance_type} instances ({tenancy}) in {zone}"
    http_status = 500


class ReservationCapacityExceededError(EC2ClientError):
    code = "ReservationCapacityExceeded"
    message = "There is not enough available capacity in {target} for {asked} more {instance_type} instances in {zone}"


class ReservationMismatchError(EC2ClientError):
    code = "InvalidParameterCombination"
    message = "The capacity reservation '{reservation_id}' is for {reserved}, and the instance is {asked}"


class TargetedGroupNotFoundError(EC2ClientError):
    code = "InvalidParameterValue"
    message = "'{group_arn}' is no resource group for capacity reservations of this account in {region}"


class InstanceStateError(EC2ClientError):
    code = "IncorrectInstanceState"
    message = "The instance '{instance_id}' is {state}; only a stopped one can target other reserved capacity"
