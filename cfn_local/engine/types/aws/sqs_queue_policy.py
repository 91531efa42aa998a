"""AWS::SQS::QueuePolicy, the policy of queues by their URLs: Ref is an ID that only CloudFormation knows."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.message_policies import policy_of_several
from cfn_local.engine.types.aws.proof_documents import ALLOW, DENY


def _put(handle: Handle, queue: str, policy: str) -> None:
    handle("SetQueueAttributes", QueueUrl=queue, Attributes={"Policy": policy})


TYPE = policy_of_several(
    "AWS::SQS::QueuePolicy",
    "sqs",
    "Queues",
    put=_put,
    default=lambda _handle, _queue: "",
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
