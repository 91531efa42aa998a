"""What the gateway relies on in moto, which has no plugin API. Each says what to look at when moto has changed."""

import gc
import re
from typing import Any

import pytest
from moto.backend_index import backend_url_patterns
from moto.backends import get_backend
from moto.core.base_backend import BackendDict
from moto.core.request import Request
from moto.core.utils import get_equivalent_url_in_aws_domain

from cfn_local import environment
from cfn_local.gateway.aws_request import action_of
from cfn_local.gateway.message import AwsRequest
from cfn_local.services import moto_routes, service_names


class TestMotosTableOfServices:
    def test_is_a_list_of_names_and_patterns_of_urls(self) -> None:
        assert all(isinstance(name, str) and isinstance(pattern, re.Pattern) for name, pattern in backend_url_patterns)

    def test_knows_a_service_by_its_host_alone(self) -> None:
        hosts = {
            "https://sts.amazonaws.com": "sts",
            "https://ec2.eu-west-1.amazonaws.com": "ec2",
            "https://bucket.s3.us-east-1.amazonaws.com": "s3",
            "https://resource-groups.us-east-1.amazonaws.com": "resourcegroups",
            "https://ec2.cn-north-1.amazonaws.com.cn": "ec2",
            "http://169.254.169.254": "instance_metadata",
        }

        assert {host: moto_routes.service_at(f"{host}/path?query=1") for host in hosts} == hosts

    def test_gives_the_standard_domain_for_those_of_other_partitions(self) -> None:
        url, was_changed = get_equivalent_url_in_aws_domain("https://ec2.cn-north-1.amazonaws.com.cn/")

        assert (url.netloc, was_changed) == ("ec2.cn-north-1.amazonaws.com", True)


class TestMotosBackends:
    # Those that are cheap to load, of each kind: with Regions, of a partition, and moto's own.
    @pytest.mark.parametrize("service", ["sts", "ssm", "iam", "route53", "moto_api"])
    def test_have_routes_of_a_pattern_and_a_handler(self, service: str) -> None:
        paths = moto_routes.backend(service, environment.ACCOUNT_ID, environment.REGION).url_paths

        assert paths
        assert all(re.compile(path) and callable(handler) for path, handler in paths.items())

    def test_are_kept_by_account_and_region(self) -> None:
        backends: Any = get_backend("ssm")

        assert isinstance(backends, BackendDict)
        assert environment.REGION in backends[environment.ACCOUNT_ID]

    def test_raise_not_implemented_error_for_an_action_that_they_lack(self) -> None:
        headers = {"Host": "ssm.us-east-1.amazonaws.com", "X-Amz-Target": "AmazonSSM.NoSuchAction"}
        url = "https://ssm.us-east-1.amazonaws.com/"
        handler = moto_routes.handler_of("ssm", "/")
        assert handler is not None

        with pytest.raises(NotImplementedError):
            moto_routes.call(handler, "POST", url, headers, b"{}")


class TestMotosRequest:
    def test_keeps_the_spelling_of_the_url_and_the_body(self) -> None:
        url = "https://bucket.s3.amazonaws.com/a%2Fb%20c+d//e?list-type=2&prefix=%25"
        request = Request.from_primitives("PUT", url, {"Host": "bucket.s3.amazonaws.com"}, b"\x00body")

        assert request.raw_url == url
        assert request.data == b"\x00body"


class TestNamesOfServices:
    @pytest.mark.parametrize(
        ("moto_name", "botocore_name"),
        [
            ("awslambda", "lambda"),
            ("ec2", "ec2"),
            ("resourcegroups", "resource-groups"),
            ("s3control", "s3control"),
            ("ssoadmin", "sso-admin"),
        ],
    )
    def test_are_motos_and_botocores(self, moto_name: str, botocore_name: str) -> None:
        assert service_names.botocore_name(moto_name) == botocore_name
        assert service_names.moto_name(botocore_name) == moto_name

    def test_are_botocores_for_every_service_that_moto_has(self) -> None:
        without = {name for name, _ in backend_url_patterns if service_names.botocore_name(name) is None}

        assert without == {"instance_metadata", "moto_api._internal"}

    def test_are_no_services_where_they_are_motos_own(self) -> None:
        assert service_names.botocore_name("moto_api") is None

    @pytest.mark.parametrize(
        ("signing_name", "prefix"), [("monitoring", "cloudwatch"), ("tagging", "tag"), ("sqs", "sqs")]
    )
    def test_have_the_prefix_of_iam(self, signing_name: str, prefix: str) -> None:
        assert service_names.iam_prefix(signing_name) == prefix

    @pytest.mark.parametrize(
        ("prefix", "name"), [("states", "stepfunctions"), ("elasticloadbalancing", "elbv2"), ("sqs", "sqs")]
    )
    def test_are_found_by_the_prefix_of_iam(self, prefix: str, name: str) -> None:
        assert service_names.botocore_name_of_prefix(prefix) == name


class TestActionsOfRestServices:
    """Named by the routes in botocore's model of the service."""

    @pytest.mark.parametrize(
        ("service", "method", "url", "action"),
        [
            ("s3", "GET", "https://s3.amazonaws.com/", "ListBuckets"),
            ("s3", "GET", "https://s3.amazonaws.com/bucket", "ListObjects"),
            ("s3", "GET", "https://s3.amazonaws.com/bucket/", "ListObjects"),
            ("s3", "GET", "https://bucket.s3.amazonaws.com/?list-type=2", "ListObjectsV2"),
            ("s3", "GET", "https://bucket.s3.eu-west-1.amazonaws.com/a/b", "GetObject"),
            ("s3", "GET", "https://my.bucket.s3-eu-west-1.amazonaws.com/?acl", "GetBucketAcl"),
            ("s3", "PUT", "https://bucket.s3.amazonaws.com/key?partNumber=1&uploadId=x", "UploadPart"),
            ("s3", "POST", "https://bucket.s3.amazonaws.com/key?uploads", "CreateMultipartUpload"),
            ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/name", "GetFunction"),
            ("resource-groups", "POST", "https://resource-groups.us-east-1.amazonaws.com/groups", "CreateGroup"),
            ("resource-groups", "POST", "https://resource-groups.us-east-1.amazonaws.com/nowhere", "POST /nowhere"),
        ],
    )
    def test_are_told_apart(self, service: str, method: str, url: str, action: str) -> None:
        assert action_of(AwsRequest(method, url, {}, b""), service) == action


class TestActionsOfQueryServices:
    """Named in the query or the form, beside parameters of any length and content."""

    @pytest.mark.parametrize(
        ("url", "body", "action"),
        [
            ("https://iam.amazonaws.com/?Action=ListRoles&Version=2010-05-08", b"", "ListRoles"),
            ("https://iam.amazonaws.com/", b"Action=ListRoles&Version=2010-05-08", "ListRoles"),
            ("https://iam.amazonaws.com/", b"Version=2010-05-08&Action=List%52oles", "ListRoles"),
            ("https://iam.amazonaws.com/", b"PolicyDocument=Action%3DX%26Action%3DY&OtherAction=Z", "POST /"),
            ("https://iam.amazonaws.com/", b"Document=Action%3DX&LastAction=Y&Action=PutRolePolicy", "PutRolePolicy"),
            ("https://iam.amazonaws.com/", b"Action=&Version=2010-05-08", "POST /"),
        ],
    )
    def test_are_found(self, url: str, body: bytes, action: str) -> None:
        form = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        assert action_of(AwsRequest("POST", url, form, body), None) == action


def test_collections_of_garbage_do_not_go_over_services_that_have_been_loaded() -> None:
    here = ["made", "before"]
    assert any(one is here for one in gc.get_objects())
    moto_routes._backends.__wrapped__("sqs")
    assert not any(one is here for one in gc.get_objects())
