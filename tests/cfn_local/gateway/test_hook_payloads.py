"""What hooks on stacks and change sets fetch, at presigned URLs in every partition."""

import pytest

from cfn_local.gateway import dispatch
from cfn_local.gateway.journal import Journal
from cfn_local.gateway.message import AwsRequest, HttpResponse
from cfn_local.services import hook_payloads

HOSTS = {
    "us-east-1": "cloudformation-hook-payload-us-east-1.s3.us-east-1.amazonaws.com",
    "eu-central-1": "cloudformation-hook-payload-eu-central-1.s3.eu-central-1.amazonaws.com",
    "us-gov-west-1": "cloudformation-hook-payload-us-gov-west-1.s3.us-gov-west-1.amazonaws.com",
    "cn-north-1": "cloudformation-hook-payload-cn-north-1.s3.cn-north-1.amazonaws.com.cn",
}


def answered(url: str, method: str = "GET") -> HttpResponse:
    return dispatch.answer(AwsRequest(method, url, {}, b""), Journal())


@pytest.mark.parametrize(("region", "host"), HOSTS.items())
class TestAPayload:
    def test_is_handed_out_to_who_has_the_url_as_long_as_the_hook_is_asked(self, region: str, host: str) -> None:
        with hook_payloads.published({"template": "Resources: {}"}, region) as url:
            assert url.startswith(f"https://{host}/payload.json?X-Amz-Algorithm=AWS4-HMAC-SHA256&")
            given = answered(url)
            assert (given.status, given.body) == (200, b'{"template": "Resources: {}"}')
            assert answered(url.replace("X-Amz-Signature=", "X-Amz-Signature=0")).status == 403
            assert answered(url, "PUT").status == 403
        assert answered(url).status == 403
