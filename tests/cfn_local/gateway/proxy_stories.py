"""The words in which raw HTTP through the gateway is told."""

import http.client
import ssl
from urllib.parse import urlsplit

from cfn_local.gateway.local_aws import LocalAws

SIGNED_FOR_S3 = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request, "
    "SignedHeaders=host, Signature=0"
}


def proxy(aws: LocalAws) -> http.client.HTTPConnection:
    """A plain connection to the gateway itself."""
    address = urlsplit(aws.url)
    assert address.hostname is not None and address.port is not None
    return http.client.HTTPConnection(address.hostname, address.port, timeout=600)


def tunnel(aws: LocalAws, host: str) -> http.client.HTTPSConnection:
    """A TLS connection to `host` through the gateway, as every AWS client makes it."""
    address = urlsplit(aws.url)
    assert address.hostname is not None
    trusted = ssl.create_default_context(cafile=str(aws.certificate_authority))
    connection = http.client.HTTPSConnection(address.hostname, address.port, timeout=600, context=trusted)
    connection.set_tunnel(host)
    return connection


def put_in_s3(aws: LocalAws, key: str, content: bytes) -> None:
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_object(Bucket="bucket", Key=key, Body=content)


def from_s3(aws: LocalAws, key: str) -> bytes:
    content: bytes = aws.client("s3").get_object(Bucket="bucket", Key=key)["Body"].read()
    return content
