"""AWS::IoT::PolicyPrincipalAttachment: Ref is `<policy>|<principal>`."""

from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.iot_attachments import PRINCIPAL, attachment

_POLICY = "{AWS::IoT::Policy}"

TYPE = attachment(
    "AWS::IoT::PolicyPrincipalAttachment",
    "PolicyName",
    _POLICY,
    "AttachPolicy",
    "DetachPolicy",
    lambda policy, principal: {"policyName": policy, "target": principal},
    lambda handle: [
        one["policyName"] for one in handle("ListAttachedPolicies", target=handle["Principal"])["policies"]
    ],
    Proof(
        {"PolicyName": _POLICY, "Principal": PRINCIPAL},
        "policies[].policyName",
        [_POLICY],
        read=("list_attached_policies", {"target": PRINCIPAL}),
    ),
)
