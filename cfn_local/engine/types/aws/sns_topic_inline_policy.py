"""AWS::SNS::TopicInlinePolicy, the policy of one topic by its ARN: Ref is that ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.message_policies import policy_of_one
from cfn_local.engine.types.aws.proof_documents import ALLOW, DENY
from cfn_local.engine.types.aws.sns_topic_policy import default_policy, put_policy


def _get(handle: Handle, topic: str) -> str | None:
    policy: str | None = handle("GetTopicAttributes", TopicArn=topic).get("Attributes", {}).get("Policy")
    return policy


TYPE = policy_of_one(
    "AWS::SNS::TopicInlinePolicy",
    "sns",
    "TopicArn",
    get=_get,
    put=put_policy,
    default=default_policy,
    given={"PolicyDocument": DENY, "TopicArn": "{othertopic}"},
    client=("get_topic_attributes", {"TopicArn": "{Ref}"}, "Attributes"),
    proofs=(
        Proof({"PolicyDocument": ALLOW}, "Policy", ALLOW),
        Proof({"TopicArn": "{topic}"}, "Policy", DENY),
    ),
)
