"""The Region in which the user's commands run against a local AWS."""

import pytest

from cfn_local.gateway.local_aws import LocalAwsError
from cfn_local.shell.surroundings import region_of


class TestTheRegion:
    @pytest.mark.parametrize(
        ("environ", "expected"),
        [
            ({}, "us-east-1"),
            ({"AWS_DEFAULT_REGION": "us-gov-west-1"}, "us-gov-west-1"),
            ({"AWS_REGION": "cn-north-1", "AWS_DEFAULT_REGION": "eu-central-1"}, "cn-north-1"),
            ({"AWS_REGION": "", "AWS_DEFAULT_REGION": "eu-central-1"}, "eu-central-1"),
        ],
    )
    def test_is_the_users_own(self, environ: dict[str, str], expected: str) -> None:
        assert region_of(environ) == expected

    def test_that_aws_has_not_is_refused(self) -> None:
        with pytest.raises(LocalAwsError, match=r"AWS has no Region nowhere-1; set AWS_REGION to one that it has\."):
            region_of({"AWS_REGION": "nowhere-1"})
