"""Bucket policies: what denies without a condition denies; what denies only under one does not deny everything."""

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from cfn_local.services import bucket_policies

DENY: dict[str, Any] = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::shelf", "arn:aws:s3:::shelf/*"],
}
UNLESS_TLS = {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}


def _put_under(statement: dict[str, Any] | list[dict[str, Any]]) -> None:
    with mock_aws():
        bucket_policies.install()
        s3 = boto3.client("s3", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        s3.create_bucket(Bucket="shelf")
        s3.put_bucket_policy(Bucket="shelf", Policy=json.dumps({"Version": "2012-10-17", "Statement": statement}))
        s3.put_object(Bucket="shelf", Key="book", Body=b"text")


class TestAPolicyThatDenies:
    @pytest.mark.parametrize("statement", [DENY, [DENY], [{**DENY, **UNLESS_TLS}, DENY]])
    def test_without_a_condition_denies(self, statement: Any) -> None:
        with pytest.raises(ClientError, match="403"):
            _put_under(statement)

    @pytest.mark.parametrize("statement", [{**DENY, **UNLESS_TLS}, [{**DENY, **UNLESS_TLS}]])
    def test_what_has_no_tls_lets_requests_through(self, statement: Any) -> None:
        _put_under(statement)
