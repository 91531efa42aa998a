"""The services answer requests that reach moto from outside the client's process, as they answer `mock_aws`."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from moto.core.base_backend import BackendDict
from moto.moto_proxy.proxy3 import MotoRequestHandler

from cfn_local import services
from cfn_local.services import clock
from cfn_local.services.conditions import CapacityPool
from tests.cfn_local.services.service_stories import client, given, member_arns, pool_group, refused, reserve, tagged


class Body:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def stream(self) -> Iterator[bytes]:
        yield self.content


def through_the_proxy(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
    """What moto's proxy answers, without the sockets."""
    url = urlsplit(request.url)
    target = url.path + (f"?{url.query}" if url.query else "")
    status, headers, body = MotoRequestHandler(port=0).parse_request(
        request.method, f"{url.scheme}://{url.netloc}", target, dict(request.headers), request.body
    )
    content = body.encode() if isinstance(body, str) else body
    return AWSResponse(request.url, int(status), headers, Body(content))


@pytest.fixture
def local_aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In place of the mock, which is off here."""
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    services.install()
    BackendDict.reset()
    yield
    BackendDict.reset()
    clock.reset()


@pytest.fixture
def clients() -> tuple[Any, Any]:
    made = client("ec2"), client("resource-groups")
    for each in made:
        each.meta.events.register_first("before-send", through_the_proxy)
    return made


class TestBehindAProxy:
    def test_a_group_of_reservations_lives_and_dies(self, clients):
        ec2, groups = clients
        group = pool_group(groups, Tags={"team": "a"})
        made = reserve(ec2, **tagged(team="a"))
        arn = made["CapacityReservationArn"]

        assert groups.group_resources(Group=group, ResourceArns=[arn])["Succeeded"] == [arn]
        assert member_arns(groups, group) == [arn]
        assert groups.get_tags(Arn=group)["Tags"] == {"team": "a"}
        assert groups.ungroup_resources(Group=group, ResourceArns=[arn])["Succeeded"] == [arn]
        ec2.cancel_capacity_reservation(CapacityReservationId=made["CapacityReservationId"])
        groups.delete_group(Group=group)

        assert groups.list_groups(MaxResults=1)["Groups"] == []
        clock.advance(3600)
        assert ec2.describe_capacity_reservations()["CapacityReservations"] == []

    def test_a_lack_of_capacity_is_a_server_error(self, clients):
        ec2, _ = clients
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 0),))

        with refused("InsufficientInstanceCapacity", "in us-east-1a", status=500):
            reserve(ec2)
