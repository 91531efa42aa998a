"""The words in which the stories of the local services are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cfn_local.services import conditions
from cfn_local.services.conditions import Conditions

ACCOUNT = "123456789012"
REGION = "us-east-1"

POOL_CONFIGURATION = [
    {"Type": "AWS::EC2::CapacityReservationPool"},
    {
        "Type": "AWS::ResourceGroups::Generic",
        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
    },
]


def client(service: str, region: str = REGION) -> Any:
    """A client that reports the first error instead of trying again."""
    return boto3.client(
        service,
        region_name=region,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )


def given(**properties: Any) -> None:
    """The conditions are these, and the defaults for the rest."""
    conditions.apply(ACCOUNT, REGION, Conditions(**properties))


def reserve(ec2: Any, **parameters: Any) -> dict[str, Any]:
    """The reservation that EC2 answers to a request for 3 r6i.4xlarge in us-east-1a; None leaves a parameter out."""
    request = {
        "InstanceType": "r6i.4xlarge",
        "InstancePlatform": "Linux/UNIX",
        "AvailabilityZone": "us-east-1a",
        "InstanceCount": 3,
        "InstanceMatchCriteria": "targeted",
    } | parameters
    chosen = {name: value for name, value in request.items() if value is not None}
    return ec2.create_capacity_reservation(**chosen)["CapacityReservation"]


def tagged(**tags: str) -> dict[str, Any]:
    """The parameter that tags a reservation as it is created."""
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    return {"TagSpecifications": [{"ResourceType": "capacity-reservation", "Tags": pairs}]}


def described(ec2: Any, **parameters: Any) -> list[dict[str, Any]]:
    """What one page of DescribeCapacityReservations has."""
    return ec2.describe_capacity_reservations(**parameters)["CapacityReservations"]


def only(ec2: Any) -> dict[str, Any]:
    """The only reservation there is."""
    (reservation,) = described(ec2)
    return reservation


def pool_group(groups: Any, name: str = "group", **parameters: Any) -> str:
    """The ARN of a new group for capacity reservations."""
    return groups.create_group(Name=name, Configuration=POOL_CONFIGURATION, **parameters)["Group"]["GroupArn"]


def member_arns(groups: Any, group: str) -> list[str]:
    """The ARNs of the members that the group lists."""
    listed = groups.list_group_resources(Group=group)["Resources"]
    return [resource["Identifier"]["ResourceArn"] for resource in listed]


@contextmanager
def refused(code: str, saying: str = "", status: int = 400) -> Iterator[None]:
    """The call in this block is answered with this error, HTTP status and words in its message."""
    with pytest.raises(ClientError) as caught:
        yield

    error = caught.value.response["Error"]
    assert error["Code"] == code
    assert saying in error["Message"]
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
