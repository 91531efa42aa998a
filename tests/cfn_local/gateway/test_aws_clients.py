"""Unmodified AWS clients talk to the gateway as they talk to AWS."""

import io
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from boto3.s3.transfer import TransferConfig

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.gateway.proxy_stories import SIGNED_FOR_S3, from_s3, proxy, put_in_s3, tunnel


class TestEveryProtocolOfAws:
    @pytest.mark.parametrize(
        ("service", "method", "parameters", "member", "call"),
        [
            ("sts", "get_caller_identity", {}, "Account", "sts:GetCallerIdentity"),  # query
            ("ec2", "describe_vpcs", {}, "Vpcs", "ec2:DescribeVpcs"),  # ec2
            ("ssm", "describe_parameters", {}, "Parameters", "ssm:DescribeParameters"),  # json
            ("lambda", "list_functions", {}, "Functions", "lambda:ListFunctions"),  # rest-json
            ("route53", "list_hosted_zones", {}, "HostedZones", "route53:ListHostedZones"),  # rest-xml
            ("cloudwatch", "list_metrics", {}, "Metrics", "cloudwatch:ListMetrics"),  # signed as `monitoring`
        ],
    )
    def test_is_answered_and_recorded_by_its_name(
        self, aws: LocalAws, service: str, method: str, parameters: dict[str, Any], member: str, call: str
    ) -> None:
        answer = getattr(aws.client(service), method)(**parameters)

        assert member in answer
        assert [made.name for made in aws.describe().calls] == [call]

    def test_a_plain_http_endpoint_of_aws_is_answered_too(self, aws: LocalAws) -> None:
        connection = proxy(aws)
        connection.request("GET", "http://sts.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15")

        assert b"<Account>123456789012</Account>" in connection.getresponse().read()
        connection.close()

    def test_another_region_is_another_place(self, aws: LocalAws) -> None:
        aws.client("ssm", "eu-west-1").put_parameter(Name="name", Value="there", Type="String")

        assert aws.client("ssm", "eu-west-1").get_parameter(Name="name")["Parameter"]["Value"] == "there"
        assert aws.client("ssm", "us-east-1").describe_parameters()["Parameters"] == []


class TestS3:
    @pytest.mark.parametrize("key", ["plain", "a b", "ü/ñ", "percent%2Fencoded", "plus+and&", "two//slashes", "~._-"])
    def test_a_key_of_any_spelling_comes_back_as_it_was(self, aws: LocalAws, key: str) -> None:
        put_in_s3(aws, key, b"content")

        assert from_s3(aws, key) == b"content"
        listed = aws.client("s3").list_objects_v2(Bucket="bucket")["Contents"]
        assert [entry["Key"] for entry in listed] == [key]

    def test_calls_on_a_bucket_in_the_host_name_are_recorded_by_their_names(self, aws: LocalAws) -> None:
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="bucket")
        s3.put_object(Bucket="bucket", Key="a", Body=b"")
        s3.copy_object(Bucket="bucket", Key="b", CopySource="bucket/a")
        s3.head_object(Bucket="bucket", Key="b")
        s3.list_objects_v2(Bucket="bucket")
        s3.get_bucket_location(Bucket="bucket")
        s3.delete_object(Bucket="bucket", Key="b")

        assert [call.action for call in aws.describe().calls] == [
            "CreateBucket",
            "PutObject",
            "CopyObject",
            "HeadObject",
            "ListObjectsV2",
            "GetBucketLocation",
            "DeleteObject",
        ]

    def test_an_object_in_several_parts_comes_back_whole(self, aws: LocalAws) -> None:
        content = bytes(range(256)) * 4096 * 9
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="bucket")
        s3.upload_fileobj(io.BytesIO(content), "bucket", "large", Config=TransferConfig(multipart_threshold=2**23))

        assert from_s3(aws, "large") == content
        actions = [call.action for call in aws.describe().calls]
        assert actions.count("UploadPart") == 2
        assert actions[-2:] == ["CompleteMultipartUpload", "GetObject"]

    def test_a_stream_with_its_checksum_in_the_trailer_is_stored_without_it(self, aws: LocalAws) -> None:
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="bucket")
        s3.put_object(Bucket="bucket", Key="key", Body=io.BytesIO(b"streamed" * 1000), ChecksumAlgorithm="SHA256")

        assert from_s3(aws, "key") == b"streamed" * 1000

    def test_an_empty_object_is_empty(self, aws: LocalAws) -> None:
        put_in_s3(aws, "empty", b"")

        assert from_s3(aws, "empty") == b""

    def test_head_tells_the_length_and_sends_nothing(self, aws: LocalAws) -> None:
        put_in_s3(aws, "key", b"12345")

        assert aws.client("s3").head_object(Bucket="bucket", Key="key")["ContentLength"] == 5


class TestHttp:
    def test_one_connection_serves_many_requests(self, aws: LocalAws) -> None:
        put_in_s3(aws, "key", b"content")
        connection = tunnel(aws, "bucket.s3.amazonaws.com")
        answers = []
        for method in ("GET", "HEAD", "GET", "DELETE", "GET"):
            connection.request(method, "/key", headers=SIGNED_FOR_S3)
            opened = connection.sock
            answer = connection.getresponse()
            answers.append(
                (answer.status, answer.read() if method == "GET" and answer.status == 200 else answer.read(0))
            )
            answer.read()
            assert connection.sock is opened
        connection.close()

        assert answers == [(200, b"content"), (200, b""), (200, b"content"), (204, b""), (404, b"")]

    def test_a_chunked_body_with_trailers_is_read_whole(self, aws: LocalAws) -> None:
        put_in_s3(aws, "other", b"")
        connection = tunnel(aws, "bucket.s3.amazonaws.com")
        connection.putrequest("PUT", "/key")
        for name, value in {**SIGNED_FOR_S3, "Transfer-Encoding": "chunked"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(b"5;extension=1\r\nfirst\r\n7\r\n second\r\n0\r\nx-amz-trailer: value\r\n\r\n")
        assert connection.getresponse().read() == b""
        connection.request("GET", "/key", headers=SIGNED_FOR_S3)

        assert connection.getresponse().read() == b"first second"
        connection.close()

    def test_a_client_that_expects_to_be_told_to_continue_is_told(self, aws: LocalAws) -> None:
        put_in_s3(aws, "other", b"")
        connection = tunnel(aws, "bucket.s3.amazonaws.com")
        connection.putrequest("PUT", "/key")
        for name, value in {**SIGNED_FOR_S3, "Expect": "100-continue", "Content-Length": "4"}.items():
            connection.putheader(name, value)
        connection.endheaders()

        assert connection.sock.recv(1000).startswith(b"HTTP/1.1 100 ")
        connection.send(b"body")
        assert connection.getresponse().status == 200
        connection.close()
        assert from_s3(aws, "key") == b"body"

    def test_a_body_without_a_proper_length_is_a_bad_request(self, aws: LocalAws) -> None:
        for length in ("many", "-1"):
            connection = proxy(aws)
            connection.putrequest("POST", "http://sts.amazonaws.com/")
            connection.putheader("Content-Length", length)
            connection.endheaders()

            assert connection.getresponse().status == 400
            connection.close()

    def test_a_client_that_goes_away_in_the_middle_leaves_the_others_alone(self, aws: LocalAws) -> None:
        put_in_s3(aws, "other", b"")
        connection = tunnel(aws, "bucket.s3.amazonaws.com")
        connection.putrequest("PUT", "/half")
        for name, value in {**SIGNED_FOR_S3, "Content-Length": "1000"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(b"only this")
        connection.sock.shutdown(socket.SHUT_RDWR)
        connection.close()

        listed = aws.client("s3").list_objects_v2(Bucket="bucket")["Contents"]
        assert [entry["Key"] for entry in listed] == ["other"]

    def test_clients_at_the_same_time_each_get_their_own_answer(self, aws: LocalAws) -> None:
        clients = [aws.client("ssm") for _ in range(6)]
        names = [f"name-{number}" for number in range(48)]

        def write_and_read(position: int) -> str:
            client = clients[position % len(clients)]
            client.put_parameter(Name=names[position], Value=f"of {names[position]}", Type="String")
            value: str = client.get_parameter(Name=names[position])["Parameter"]["Value"]
            return value

        with ThreadPoolExecutor(len(clients)) as pool:
            assert list(pool.map(write_and_read, range(48))) == [f"of {name}" for name in names]


class TestOtherClients:
    def test_requests_is_answered(self, aws: LocalAws) -> None:
        answer = requests.get(
            "https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15",
            proxies={"https": aws.url},
            verify=str(aws.certificate_authority),
            timeout=600,
        )

        assert answer.status_code == 200
        assert "<Account>123456789012</Account>" in answer.text

    def test_curl_is_answered(self, aws: LocalAws) -> None:
        url = "https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
        child = aws.environment(environment.of_system({"PATH": "/usr/bin:/bin"}))
        done = subprocess.run(["curl", "-q", "-sS", url], env=child, capture_output=True, text=True, check=False)

        assert done.stderr == ""
        assert "<Account>123456789012</Account>" in done.stdout

    def test_a_certificate_is_for_the_domain_of_the_host_that_was_asked_for(self, aws: LocalAws) -> None:
        connection = tunnel(aws, "sts.us-east-1.amazonaws.com")
        connection.connect()
        certificate = connection.sock.getpeercert()
        connection.close()

        assert certificate is not None
        assert certificate["subjectAltName"] == (("DNS", "*.us-east-1.amazonaws.com"),)


def test_it_listens_on_the_loopback_address_only(aws: LocalAws) -> None:
    port = urlsplit(aws.url).port
    for family, loopback in (("tcp", "0100007F"), ("tcp6", "")):
        table = Path(f"/proc/net/{family}").read_text().splitlines()[1:]
        addresses = [line.split()[1].split(":") for line in table if line.split()[3] == "0A"]

        assert {address for address, of in addresses if int(of, 16) == port} <= {loopback}
