"""Nothing but AWS can be asked for through the gateway, and nothing at all is reached."""

from urllib.parse import urlsplit

import pytest

from cfn_local.gateway.control_protocol import Description
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.gateway.message import is_aws_host
from tests.cfn_local.gateway.proxy_stories import proxy, tunnel


class TestAThirdParty:
    def test_is_refused_over_tls_and_named(self, aws: LocalAws) -> None:
        with pytest.raises(OSError, match="502"):
            tunnel(aws, "api.example.com").connect()

        assert aws.describe().unreachable == ("api.example.com",)

    @pytest.mark.parametrize(
        "url", ["http://example.com/path", "http://s3.example.com/bucket.s3.amazonaws.com", "http://10.0.0.1:8080/"]
    )
    def test_is_refused_over_plain_http_and_named(self, aws: LocalAws, url: str) -> None:
        connection = proxy(aws)
        connection.request("GET", url)
        answer = connection.getresponse()

        assert answer.status == 502
        assert b"nothing outside can be reached" in answer.read()
        assert aws.describe().unreachable == (urlsplit(url).hostname,)
        connection.close()

    def test_a_way_back_to_this_machine_is_refused_too(self, aws: LocalAws) -> None:
        for host in ("127.0.0.1", "localhost", "[::1]"):
            with pytest.raises(OSError, match="502"):
                tunnel(aws, host).connect()

    def test_is_named_until_the_next_reset(self, aws: LocalAws) -> None:
        with pytest.raises(OSError, match="502"):
            tunnel(aws, "api.example.com").connect()
        aws.reset()

        assert aws.describe() == Description((), (), (), ())


class TestHostsOfAws:
    @pytest.mark.parametrize(
        "host",
        [
            "sts.amazonaws.com",
            "bucket.s3.dualstack.eu-west-1.amazonaws.com",
            "ec2.cn-north-1.amazonaws.com.cn",
            "dsql.us-east-1.api.aws",
            "abc.lambda-url.us-east-1.on.aws",
            "STS.AMAZONAWS.COM",
        ],
    )
    def test_are_known(self, host: str) -> None:
        assert is_aws_host(host)

    @pytest.mark.parametrize(
        "host", ["", "example.com", "amazonaws.com.example.com", "notamazonaws.com", "sts.amazonaws.com.", "aws"]
    )
    def test_are_no_others(self, host: str) -> None:
        assert not is_aws_host(host)


@pytest.mark.parametrize(
    ("host", "is_of_aws"),
    [
        ("sts.us-east-1.amazonaws.com", True),
        ("STS.AMAZONAWS.COM", True),
        ("sts.cn-north-1.amazonaws.com.cn", True),
        ("sts.eusc-de-east-1.amazonaws.eu", True),
        ("s3.us-isof-south-1.csp.hci.ic.gov", True),
        ("ec2.eu-west-1.api.aws", True),
        ("x.lambda-url.eu-west-1.on.aws", True),
        ("169.254.169.254", True),
        ("api.example.com", False),
        ("fakeamazonaws.com", False),
        ("amazonaws.com.example.com", False),
    ],
)
def test_the_hosts_of_aws_are_those_of_its_partitions(host: str, is_of_aws: bool) -> None:
    assert is_aws_host(host) == is_of_aws
