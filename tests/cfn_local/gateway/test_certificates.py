"""The gateway answers with a certificate for whatever host of AWS a client asks for."""

import ssl

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.gateway.proxy_stories import SIGNED_FOR_S3, tunnel


@pytest.mark.parametrize(
    "host",
    [
        "iam.amazonaws.com",
        "s3.us-east-1.amazonaws.com",
        "bucket.s3.us-east-1.amazonaws.com",
        "ab--cd.s3.us-east-1.amazonaws.com",  # a name of a bucket, which IDNA does not allow in host names
        f"{'b' * 63}.s3.us-east-1.amazonaws.com",
        "123456789012.s3-control.eu-central-1.amazonaws.com",
        "s3.cn-north-1.amazonaws.com.cn",
        "s3.dualstack.us-gov-west-1.amazonaws.com",
        "169.254.169.254",
    ],
)
def test_every_host_of_aws_is_verified(aws: LocalAws, host: str) -> None:
    connection = tunnel(aws, host)
    connection.request("GET", "/", headers=SIGNED_FOR_S3)

    assert connection.getresponse().status > 0
    connection.close()


def test_nobody_trusts_the_gateway_without_its_authority(aws: LocalAws) -> None:
    connection = tunnel(aws, "s3.us-east-1.amazonaws.com")
    connection._context = ssl.create_default_context()  # type: ignore[attr-defined]

    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/")


def test_a_host_that_no_certificate_can_name_ends_its_connection_and_no_other(aws: LocalAws) -> None:
    connection = tunnel(aws, "a.ab--cd.s3.us-east-1.amazonaws.com")
    with pytest.raises(OSError):
        connection.request("GET", "/")

    assert aws.client("sts").get_caller_identity()["Account"] == "123456789012"
