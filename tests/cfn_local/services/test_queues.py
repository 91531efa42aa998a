"""Attributes of queues that moto forgets."""

import json

import pytest

from tests.cfn_local.services.service_stories import client

POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}],
}


@pytest.fixture
def url() -> str:
    return str(client("sqs").create_queue(QueueName="work", Attributes={"Policy": json.dumps(POLICY)})["QueueUrl"])


def told(url: str, name: str) -> object:
    attributes = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return json.loads(attributes[name]) if name in attributes else None


class TestAQueue:
    def test_keeps_its_policy_when_another_attribute_is_set(self, url: str) -> None:
        client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "60"})
        assert told(url, "Policy") == POLICY

    def test_tells_which_queues_may_send_it_their_dead_letters(self, url: str) -> None:
        allowed = {"redrivePermission": "allowAll"}
        client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"RedriveAllowPolicy": json.dumps(allowed)})
        assert told(url, "RedriveAllowPolicy") == allowed

    def test_has_no_such_policy_once_it_is_empty(self, url: str) -> None:
        for policy in ('{"redrivePermission": "denyAll"}', ""):
            client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"RedriveAllowPolicy": policy})
        assert told(url, "RedriveAllowPolicy") is None
