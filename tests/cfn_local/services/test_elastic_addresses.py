"""The private address with which an Elastic IP address is associated."""

from typing import Any

import pytest
from botocore.exceptions import ClientError


def test_an_address_is_associated_with_the_private_address_that_is_stated_if_the_interface_has_it(ec2: Any) -> None:
    subnet = ec2.describe_subnets()["Subnets"][0]
    first, second = (subnet["CidrBlock"].rpartition(".")[0] + f".{host}" for host in (20, 21))
    interface = ec2.create_network_interface(
        SubnetId=subnet["SubnetId"],
        PrivateIpAddresses=[
            {"PrivateIpAddress": first, "Primary": True},
            {"PrivateIpAddress": second, "Primary": False},
        ],
    )["NetworkInterface"]["NetworkInterfaceId"]
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        ec2.associate_address(AllocationId=allocation, NetworkInterfaceId=interface, PrivateIpAddress="192.0.2.1")

    ec2.associate_address(AllocationId=allocation, NetworkInterfaceId=interface, PrivateIpAddress=second)
    (found,) = ec2.describe_addresses(AllocationIds=[allocation])["Addresses"]
    assert found["PrivateIpAddress"] == second
