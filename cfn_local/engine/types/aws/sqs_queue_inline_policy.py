"""AWS::SQS::QueueInlinePolicy, the policy of one queue by its URL: Ref is that URL."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.message_policies import policy_of_one
from cfn_local.engine.types.aws.proof_documents import ALLOW, DENY
from cfn_local.engine.types.aws.sqs_queue_policy import default_policy, put_policy


def _get(handle: Handle, queue: str) -> str | None:
    policy: str | None = (
        handle("GetQueueAttributes", QueueUrl=queue, AttributeNames=["Policy"]).get("Attributes", {}).get("Policy")
    )
    return policy


TYPE = policy_of_one(
    "AWS::SQS::QueueInlinePolicy",
    "sqs",
    "Queue",
    get=_get,
    put=put_policy,
    default=default_policy,
    given={"PolicyDocument": DENY, "Queue": "{otherqueue}"},
    client=("get_queue_attributes", {"QueueUrl": "{Ref}", "AttributeNames": ["All"]}, "Attributes"),
    proofs=(
        Proof({"PolicyDocument": ALLOW}, "Policy", ALLOW),
        Proof({"Queue": "{queue}"}, "Policy", DENY),
    ),
)
