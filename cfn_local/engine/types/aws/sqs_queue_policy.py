"""AWS::SQS::QueuePolicy, the policy of queues by their URLs: Ref is an ID that only CloudFormation knows."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.message_policies import policy_of_several
from cfn_local.engine.types.aws.proof_documents import ALLOW, DENY


def put_policy(handle: Handle, queue: str, policy: str) -> None:
    """Give a queue this policy, or none if it is empty."""
    handle("SetQueueAttributes", QueueUrl=queue, Attributes={"Policy": policy})


def default_policy(_handle: Handle, _queue: str) -> str:
    """New queues have no policy."""
    return ""


TYPE = policy_of_several(
    "AWS::SQS::QueuePolicy",
    "sqs",
    "Queues",
    put=put_policy,
    default=default_policy,
    given={"PolicyDocument": DENY, "Queues": ["{otherqueue}"]},
    proofs=(
        Proof(
            {"PolicyDocument": ALLOW, "Queues": ["{queue}"]},
            "Attributes.Policy",
            ALLOW,
            read=("get_queue_attributes", {"QueueUrl": "{queue}", "AttributeNames": ["All"]}),
        ),
    ),
)
