"""AWS::SNS::TopicPolicy, the policy of topics by their ARNs: Ref is an ID that only CloudFormation knows."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.message_policies import policy_of_several
from cfn_local.engine.types.aws.proof_documents import ALLOW, DENY


def put_policy(handle: Handle, topic: str, policy: str) -> None:
    """Give a topic this policy."""
    handle("SetTopicAttributes", TopicArn=topic, AttributeName="Policy", AttributeValue=policy)


def default_policy(handle: Handle, topic_arn: str) -> str:
    """The policy of a new topic."""
    with handle.api.refusals("sns"):
        topic: Any = handle.api.backend("sns").get_topic(topic_arn)
    return as_text(topic._create_default_topic_policy(handle.region, handle.api.account_id, topic.name))


TYPE = policy_of_several(
    "AWS::SNS::TopicPolicy",
    "sns",
    "Topics",
    put=put_policy,
    default=default_policy,
    given={"PolicyDocument": DENY, "Topics": ["{othertopic}"]},
    proofs=(
        Proof(
            {"PolicyDocument": ALLOW, "Topics": ["{topic}"]},
            "Attributes.Policy",
            ALLOW,
            read=("get_topic_attributes", {"TopicArn": "{topic}"}),
        ),
    ),
)
